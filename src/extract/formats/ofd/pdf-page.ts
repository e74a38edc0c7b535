import { deflateSync } from 'node:zlib';
import { UnreadableError } from '../../document.ts';
import type { Operation } from '../drawn/drawing.ts';
import type { Box } from '../layout/model.ts';
import { type FontFile, readFontFile } from './font-file.ts';
import type { OfdGlyph } from './glyphs.ts';
import type { OfdPackage } from './package.ts';
import { type PdfImage, pdfImage } from './pdf-image.ts';
import { POINTS_PER_MM } from './values.ts';

/** A font of the page by its name in the PDF. */
interface UsedFont {
  readonly name: string;
  readonly file: FontFile;
}

/**
 * Writes a page as a PDF of one page. Text is drawn where its font is in the file: others would be drawn in fonts of the machine, if it has
 * them, and the text of the file is better than what can be read from these.
 */
export class PdfPage {
  readonly #ofd: OfdPackage;
  /** Places of font files by ID. */
  readonly #fontPlaces: ReadonlyMap<string, string>;
  readonly #objects: Buffer[] = [];
  readonly #fonts = new Map<string, UsedFont | null>();
  readonly #images = new Map<string, string | null>();
  readonly #states = new Map<string, string>();
  readonly #resources = { Font: '', XObject: '', ExtGState: '' };
  readonly #lost: UnreadableError[] = [];

  constructor(ofd: OfdPackage, fontPlaces: ReadonlyMap<string, string>) {
    this.#ofd = ofd;
    this.#fontPlaces = fontPlaces;
  }

  async draw(
    operations: readonly Operation[],
    [left, top, right, bottom]: Box,
  ): Promise<{ bytes: Uint8Array; lost: readonly UnreadableError[] }> {
    const k = POINTS_PER_MM;
    const content = [numbers(k, 0, 0, -k, -left * k, bottom * k), 'cm'];
    for (const operation of operations) content.push(await this.#operator(operation));
    const stream = this.#stream('', Buffer.from(content.join('\n'), 'latin1'));
    const resources = Object.entries(this.#resources).map(([kind, entries]) => `/${kind} <<${entries}>>`);
    const pages = this.#objects.length + 2;
    const page = this.#add(
      `<</Type /Page /Parent ${pages} 0 R /MediaBox [0 0 ${numbers((right - left) * k, (bottom - top) * k)}] /Resources <<${resources.join(' ')}>> /Contents ${stream} 0 R>>`,
    );
    this.#add(`<</Type /Pages /Kids [${page} 0 R] /Count 1>>`);
    return { bytes: this.#file(this.#add(`<</Type /Catalog /Pages ${pages} 0 R>>`)), lost: this.#lost };
  }

  async #operator({ name, args }: Operation): Promise<string> {
    const simple = SIMPLE[name];
    if (simple) return simple(args);
    if (name === 'setTextMatrix') this.#textMatrix = numbers(...args.map(Number));
    if (name === 'setGState') return `/${this.#state(args[0] as readonly (readonly [string, number])[])} gs`;
    if (name === 'paintImageXObject') {
      const image = await this.#image(String(args[0]));
      // A picture's first row is on top, and here y grows downwards.
      return image === null ? '' : `q 1 0 0 -1 0 1 cm /${image} Do Q`;
    }
    if (name === 'setFont') {
      this.#font = await this.#usedFont(String(args[0]));
      return this.#font === null ? '' : `/${this.#font.name} ${numbers(Number(args[1]))} Tf`;
    }
    if (name === 'showText') return this.#text(args[0] as readonly (OfdGlyph | number)[]);
    return '';
  }

  #font: UsedFont | null = null;
  #textMatrix = '1 0 0 1 0 0';

  #text(items: readonly (OfdGlyph | number)[]): string {
    const { file } = this.#font ?? {};
    if (!file) return '';
    const parts: string[] = [];
    // Fonts are told that their glyphs have no width: each is followed by the whole way to the next.
    let way = 0;
    for (const item of items) {
      if (typeof item === 'number') way += item;
      else {
        const glyph = item.glyph ?? file.glyphOf(item.unicode);
        if (way !== 0) parts.push(numbers(way));
        way = -item.width;
        if (glyph) parts.push(`<${glyph.toString(16).padStart(4, '0').slice(-4)}>`);
      }
    }
    return `BT ${this.#textMatrix} Tm [${parts.join(' ')}] TJ ET`;
  }

  #state(entries: readonly (readonly [string, number])[]): string {
    const text = entries.map(([key, value]) => `/${key} ${numbers(value)}`).join(' ');
    const name = this.#states.get(text) ?? `G${this.#states.size}`;
    if (!this.#states.has(text)) this.#resources.ExtGState += `/${name} <<${text}>> `;
    this.#states.set(text, name);
    return name;
  }

  async #usedFont(id: string): Promise<UsedFont | null> {
    const known = this.#fonts.get(id);
    if (known !== undefined) return known;
    const place = this.#fontPlaces.get(id);
    const bytes = place === undefined ? null : await this.#ofd.bytes(place);
    const file = bytes && readFontFile(bytes);
    const font = file && { name: `F${this.#fonts.size}`, file };
    if (font) this.#resources.Font += `/${font.name} ${this.#embed(font)} 0 R `;
    this.#fonts.set(id, font);
    return font;
  }

  #embed({ name, file }: UsedFont): number {
    const subtype = { truetype: '', opentype: '/Subtype /OpenType', cff: '/Subtype /CIDFontType0C' }[file.kind];
    const data = this.#stream(subtype, file.bytes);
    const isTrueType = file.kind === 'truetype';
    const descriptor = this.#add(
      `<</Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 /${isTrueType ? 'FontFile2' : 'FontFile3'} ${data} 0 R>>`,
    );
    const glyphs = this.#add(
      `<</Type /Font /Subtype /CIDFontType${isTrueType ? '2 /CIDToGIDMap /Identity' : '0'} /BaseFont /${name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /DW 0 /FontDescriptor ${descriptor} 0 R>>`,
    );
    return this.#add(
      `<</Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${glyphs} 0 R]>>`,
    );
  }

  async #image(place: string): Promise<string | null> {
    const known = this.#images.get(place);
    if (known !== undefined) return known;
    const bytes = await this.#ofd.bytes(place);
    const image = bytes && (await pdfImage(bytes));
    if (!image) this.#lost.push(lostPicture(place, bytes !== null));
    const name = image && `I${this.#images.size}`;
    if (image) this.#resources.XObject += `/${name} ${this.#embedImage(image)} 0 R `;
    this.#images.set(place, name);
    return name;
  }

  #embedImage({ width, height, colours, bits, filter, data, opacity }: PdfImage): number {
    const size = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height}`;
    const mask =
      opacity === null
        ? ''
        : `/SMask ${this.#stream(`${size} /ColorSpace /DeviceGray /BitsPerComponent 8`, opacity)} 0 R`;
    return this.#stream(`${size} /ColorSpace /${colours} /BitsPerComponent ${bits} ${mask}`, data, filter);
  }

  #add(content: string | Buffer): number {
    this.#objects.push(typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
    return this.#objects.length;
  }

  /** An object of bytes; without a filter of its own it is packed here. */
  #stream(entries: string, data: Uint8Array, filter: string | null = null): number {
    const packed = filter === null ? deflateSync(data, { level: 1 }) : data;
    const head = `<<${entries} /Length ${packed.length} /Filter /${filter ?? 'FlateDecode'}>>\nstream\n`;
    return this.#add(Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream', 'latin1')]));
  }

  #file(root: number): Uint8Array {
    const parts = [Buffer.from('%PDF-1.7\n', 'latin1')];
    let at = parts[0]?.length ?? 0;
    const places: number[] = [];
    this.#objects.forEach((object, index) => {
      const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
      places.push(at);
      parts.push(part);
      at += part.length;
    });
    const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
    const count = places.length + 1;
    const end = `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer <</Size ${count} /Root ${root} 0 R>>\nstartxref\n${at}\n%%EOF\n`;
    return Buffer.concat([...parts, Buffer.from(end, 'latin1')]);
  }
}

const lostPicture = (place: string, isThere: boolean): UnreadableError =>
  isThere
    ? new UnreadableError(
        'unsupported',
        `The OFD's picture ${place} is of a kind that is not read here, or damaged; ask for a PDF.`,
      )
    : new UnreadableError(
        'damaged',
        `The OFD's picture ${place || 'without a place'} is missing; fetch the file again.`,
      );

/** Numbers as PDF writes them. */
const numbers = (...values: readonly number[]): string =>
  values
    .map((value) => (Number.isFinite(value) ? Math.round(value * 1e5) / 1e5 : 0))
    .map(plain)
    .join(' ');

const plain = (value: number): string => (Math.abs(value) < 1e20 ? String(Number(value.toFixed(5))) : '0');

const colour = (value: unknown): string => {
  const code = Number.parseInt(String(value).slice(1), 16);
  return numbers(...[code >> 16, (code >> 8) & 255, code & 255].map((part) => part / 255));
};

/** Operations that are operators of PDF by another name. */
const SIMPLE: Readonly<Record<string, (args: readonly unknown[]) => string>> = {
  save: () => 'q',
  restore: () => 'Q',
  transform: (args) => `${numbers(...args.map(Number))} cm`,
  setFillRGBColor: ([value]) => `${colour(value)} rg`,
  setStrokeRGBColor: ([value]) => `${colour(value)} RG`,
  // Patterns and shadings: ink of some kind.
  setFillColorN: () => '0.4 g',
  setStrokeColorN: () => '0.4 G',
  setLineWidth: ([width]) => `${numbers(Number(width))} w`,
  setHScale: ([scale]) => `${numbers(Number(scale))} Tz`,
  setTextRenderingMode: ([mode]) => `${numbers(Number(mode))} Tr`,
  // The path that comes next is a clip.
  clip: () => '',
  constructPath: ([paint, path]) => `${pathOf((path as readonly [Float64Array])[0])} ${PAINTS[String(paint)] ?? 'n'}`,
};

const PAINTS: Readonly<Record<string, string>> = {
  fill: 'f',
  eoFill: 'f*',
  stroke: 'S',
  fillStroke: 'B',
  eoFillStroke: 'B*',
  // The only paths without paint are clips.
  endPath: 'W n',
};

function pathOf(data: Float64Array): string {
  const parts: string[] = [];
  let [x, y] = [0, 0];
  for (let index = 0; index < data.length; ) {
    const code = data[index++];
    const at = (offset: number) => data[index + offset] ?? 0;
    if (code === 0 || code === 1) parts.push(`${numbers(at(0), at(1))} ${code === 0 ? 'm' : 'l'}`);
    else if (code === 2) parts.push(`${numbers(at(0), at(1), at(2), at(3), at(4), at(5))} c`);
    else if (code === 3) {
      // PDF has no quadratic curves: the cubic one that runs alike.
      const [x1, y1, x2, y2] = [at(0), at(1), at(2), at(3)];
      parts.push(
        `${numbers(x + ((x1 - x) * 2) / 3, y + ((y1 - y) * 2) / 3, x2 + ((x1 - x2) * 2) / 3, y2 + ((y1 - y2) * 2) / 3, x2, y2)} c`,
      );
    } else parts.push('h');
    const count = code === 4 ? 0 : code === 2 ? 6 : code === 3 ? 4 : 2;
    if (count > 0) [x, y] = [data[index + count - 2] ?? 0, data[index + count - 1] ?? 0];
    index += count;
  }
  return parts.join(' ');
}
