import iconv from 'iconv-lite';
import type { SampleReport } from '../src/sample/model.ts';
import { xmlText, zipOf } from './office-zip.ts';
import { type DrawnPage, type DrawnText, drawPages, type PageOptions, widthOf } from './pdf-pages.ts';

/**
 * How a producer writes text: distances one by one, grouped (`g 3 5.2`), none at all, a text object a character, a matrix for the size; in
 * points with numbers of glyphs; where it stood on the page of the PDF that it was made from; in several pieces an object.
 */
export const OFD_TEXTS = ['deltas', 'grouped', 'natural', 'glyphs', 'matrix', 'points', 'converted', 'pieces'] as const;
/** How and where it draws the rules of tables. */
export const OFD_RULES = ['strokes', 'outlines', 'thin-fills', 'template', 'composite', 'page', 'none'] as const;
/** What the file holds and its pages do not show. */
export const OFD_TRICKS = [
  'invisible',
  'white',
  'palette',
  'transparent',
  'covered',
  'pictured',
  'clipped',
  'clipped-by-matrix',
  'off-page',
  'tiny',
  'hidden-annotation',
  'struck-annotation',
] as const;

export interface OfdManner extends PageOptions {
  readonly text?: (typeof OFD_TEXTS)[number];
  readonly rules?: (typeof OFD_RULES)[number];
  readonly trick?: (typeof OFD_TRICKS)[number];
  /** Prefix of its elements; default `ofd`. */
  readonly prefix?: string;
  /** Drawn sideways on a page that lies across. */
  readonly sideways?: boolean;
  /** The organ's name in pale letters over each page, as an annotation. */
  readonly watermark?: string;
  /** The file names signatures. */
  readonly signed?: boolean;
  /** How its parts name each other: beside themselves, from the root, from the root without the slash that says so. */
  readonly places?: 'relative' | 'absolute' | 'slashless';
  /** Charset of its parts. */
  readonly charset?: 'utf-8' | 'gb18030' | 'utf-16';
  /** Files attached to its first document. */
  readonly attached?: readonly OfdAttachment[];
}

export interface OfdAttachment {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A picture of a whole page. */
export interface OfdScan {
  readonly bytes: Uint8Array;
  /** Ending of its file's name. */
  readonly ending: 'png' | 'jpg' | 'jb2';
}

export type OfdPart = { readonly name: string; readonly content: string | Uint8Array };

const mm = (points: number): number => Math.round(((points * 25.4) / 72) * 1000) / 1000;

/** Reports as OFD files (GB/T 33190), several reports as several documents of one file. */
export const ofdOf = async (reports: readonly SampleReport[], manner: OfdManner = {}): Promise<Uint8Array> =>
  new Uint8Array(await zipOf(ofdParts(reports, manner)));

/** The parts of such a file, not packed yet. */
export function ofdParts(reports: readonly SampleReport[], manner: OfdManner = {}): OfdPart[] {
  const documents = reports.map((report, index) =>
    new DocumentWriter(`Doc_${index}`, manner).pages(drawPages(report, manner)),
  );
  return partsOf(documents, manner);
}

/** Scanned pages as an OFD file. */
export async function ofdOfScans(pages: readonly OfdScan[], manner: OfdManner = {}): Promise<Uint8Array> {
  return new Uint8Array(await zipOf(partsOf([new DocumentWriter('Doc_0', manner).scans(pages)], manner)));
}

function partsOf(documents: readonly DocumentWriter[], manner: OfdManner): OfdPart[] {
  const tag = prefixed(manner);
  documents[0]?.attach(manner.attached ?? []);
  const bodies = documents.map(
    ({ folder }) =>
      `<${tag}DocBody><${tag}DocInfo><${tag}DocID>0123</${tag}DocID></${tag}DocInfo><${tag}DocRoot>${folder}/Document.xml</${tag}DocRoot>${
        manner.signed ? `<${tag}Signatures>/${folder}/Signs/Signatures.xml</${tag}Signatures>` : ''
      }</${tag}DocBody>`,
  );
  const root = part(manner, 'OFD', bodies.join(''), ' Version="1.0" DocType="OFD"');
  const entries = [{ name: 'OFD.xml', content: root }, ...documents.flatMap((document) => document.finish())];
  return entries.map((entry) => encoded(entry, manner));
}

/** A part in the charset that its declaration names. */
function encoded({ name, content }: OfdPart, { charset = 'utf-8' }: OfdManner): OfdPart {
  if (typeof content !== 'string' || charset === 'utf-8') return { name, content };
  const text = content.replace('encoding="UTF-8"', `encoding="${charset.toUpperCase()}"`);
  return { name, content: iconv.encode(text, charset, { addBOM: charset === 'utf-16' }) };
}

const prefixed = ({ prefix = 'ofd' }: OfdManner): string => (prefix === '' ? '' : `${prefix}:`);

function part(manner: OfdManner, name: string, content: string, attributes = ''): string {
  const tag = prefixed(manner);
  const space = `xmlns${tag === '' ? '' : `:${tag.slice(0, -1)}`}="http://www.ofdspec.org/2016"`;
  return `<?xml version="1.0" encoding="UTF-8"?><${tag}${name} ${space}${attributes}>${content}</${tag}${name}>`;
}

/** Each `EVERY`th number is tricked. */
const EVERY = 3;

const isTricked = (item: DrawnText, index: number): boolean =>
  item.face === 'digits' && /^\d/.test(item.text) && index % EVERY === 0;

/** One white pixel. */
const WHITE_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==',
  'base64',
);

/** A point as part of a millimetre. */
const POINT = 0.352778;

class DocumentWriter {
  readonly folder: string;
  private readonly manner: OfdManner;
  private readonly tag: string;
  private readonly entries: OfdPart[] = [];
  private readonly pageRefs: string[] = [];
  private readonly templates: string[] = [];
  private readonly resources: string[] = [];
  private readonly annotated: string[] = [];
  private readonly attached: string[] = [];
  private id = 10;

  constructor(folder: string, manner: OfdManner) {
    this.folder = folder;
    this.manner = manner;
    this.tag = prefixed(manner);
  }

  pages(pages: readonly DrawnPage[]): this {
    for (const page of pages) this.page(page);
    return this;
  }

  scans(pages: readonly OfdScan[]): this {
    pages.forEach(({ bytes, ending }, index) => {
      const id = this.next();
      this.entries.push({ name: `${this.folder}/Res/image_${index}.${ending}`, content: bytes });
      this.resources.push(
        `<${this.tag}MultiMedia ID="${id}" Type="Image"><${this.tag}MediaFile>image_${index}.${ending}</${this.tag}MediaFile></${this.tag}MultiMedia>`,
      );
      this.addPage(
        `<${this.tag}ImageObject ID="${this.next()}" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="${id}"/>`,
        { width: 210, height: 297 },
      );
    });
    return this;
  }

  attach(files: readonly OfdAttachment[]): void {
    files.forEach(({ name, content }, index) => {
      const file = `file_${index}${/\.[a-z]+$/.exec(name)?.[0] ?? ''}`;
      this.entries.push({ name: `${this.folder}/Attachs/${file}`, content });
      this.attached.push(
        `<${this.tag}Attachment ID="${this.next()}" Name="${xmlText(name)}" CreationDate="2024-01-15"><${this.tag}FileLoc>${file}</${this.tag}FileLoc></${this.tag}Attachment>`,
      );
    });
  }

  /** A part's place as another part of the folder names it. */
  private place(place: string): string {
    const { places = 'relative' } = this.manner;
    if (places === 'relative') return place;
    return `${places === 'absolute' ? '/' : ''}${this.folder}/${place}`;
  }

  finish(): OfdPart[] {
    const { tag, manner, folder } = this;
    const medias = this.resources.filter((one) => one.includes('MultiMedia '));
    const composites = this.resources.filter((one) => one.includes('CompositeGraphicUnit '));
    const resources =
      `<${tag}Fonts><${tag}Font ID="1" FontName="宋体"/></${tag}Fonts>` +
      (medias.length > 0 ? `<${tag}MultiMedias>${medias.join('')}</${tag}MultiMedias>` : '') +
      (composites.length > 0
        ? `<${tag}CompositeGraphicUnits>${composites.join('')}</${tag}CompositeGraphicUnits>`
        : '') +
      `<${tag}DrawParams><${tag}DrawParam ID="2" LineWidth="0.18"><${tag}StrokeColor Value="0 0 0"/></${tag}DrawParam></${tag}DrawParams>` +
      `<${tag}ColorSpaces><${tag}ColorSpace ID="3" Type="GRAY"/><${tag}ColorSpace ID="4" Type="RGB"><${tag}Palette><${tag}CV>0 0 0</${tag}CV><${tag}CV>255 255 255</${tag}CV></${tag}Palette></${tag}ColorSpace></${tag}ColorSpaces>`;
    const document =
      `<${tag}CommonData><${tag}MaxUnitID>${this.id}</${tag}MaxUnitID><${tag}PageArea><${tag}PhysicalBox>0 0 210 297</${tag}PhysicalBox></${tag}PageArea>` +
      `<${tag}DocumentRes>${this.place('DocumentRes.xml')}</${tag}DocumentRes>${this.templates.join('')}</${tag}CommonData>` +
      `<${tag}Pages>${this.pageRefs.join('')}</${tag}Pages>` +
      (this.annotated.length > 0
        ? `<${tag}Annotations>${this.place('Annots/Annotations.xml')}</${tag}Annotations>`
        : '') +
      (this.attached.length > 0 ? `<${tag}Attachments>Attachs/Attachments.xml</${tag}Attachments>` : '');
    return [
      { name: `${folder}/Document.xml`, content: part(manner, 'Document', document) },
      { name: `${folder}/DocumentRes.xml`, content: part(manner, 'Res', resources, ' BaseLoc="Res"') },
      ...(this.annotated.length > 0
        ? [
            {
              name: `${folder}/Annots/Annotations.xml`,
              content: part(manner, 'Annotations', this.annotated.join('')),
            },
          ]
        : []),
      ...(this.attached.length > 0
        ? [
            {
              name: `${folder}/Attachs/Attachments.xml`,
              content: part(manner, 'Attachments', this.attached.join('')),
            },
          ]
        : []),
      ...this.entries,
    ];
  }

  private next(): number {
    return ++this.id;
  }

  private page(page: DrawnPage): void {
    const { manner } = this;
    const rules = page.cells.map((cell) => this.rulesOf(cell)).join('');
    const texts = page.texts.map((text, index) => this.tricked(text, index)).join('');
    const drawn = manner.rules === 'composite' ? this.composite(rules) : rules;
    const inTemplate = manner.rules === 'template';
    const content = `${inTemplate ? '' : drawn}${texts}`;
    const [width, height] = [mm(page.width), mm(page.height)];
    const turned = manner.sideways === true;
    this.addPage(turned ? this.turned(content, width, height) : content, {
      width: turned ? height : width,
      height: turned ? width : height,
      template: inTemplate ? this.template(turned ? this.turned(drawn, width, height) : drawn) : '',
      texts: page.texts,
    });
  }

  /** Everything turned by a quarter, as a drawing of its own. */
  private turned(content: string, width: number, height: number): string {
    const id = this.unit(content, width, height);
    return `<${this.tag}CompositeObject ID="${this.next()}" Boundary="0 0 ${height} ${width}" CTM="0 1 -1 0 ${height} 0" ResourceID="${id}"/>`;
  }

  private composite(rules: string): string {
    const id = this.unit(rules, 210, 297);
    return `<${this.tag}CompositeObject ID="${this.next()}" Boundary="0 0 210 297" ResourceID="${id}"/>`;
  }

  private unit(content: string, width: number, height: number): number {
    const id = this.next();
    this.resources.push(
      `<${this.tag}CompositeGraphicUnit ID="${id}" Width="${width}" Height="${height}"><${this.tag}Content>${content}</${this.tag}Content></${this.tag}CompositeGraphicUnit>`,
    );
    return id;
  }

  private template(content: string): string {
    const { tag, manner } = this;
    const id = this.next();
    const place = `Tpls/Tpl_${id}/Content.xml`;
    this.entries.push({
      name: `${this.folder}/${place}`,
      content: part(
        manner,
        'Page',
        `<${tag}Content><${tag}Layer ID="${this.next()}">${content}</${tag}Layer></${tag}Content>`,
      ),
    });
    this.templates.push(`<${tag}TemplatePage ID="${id}" BaseLoc="${this.place(place)}" ZOrder="Background"/>`);
    return `<${tag}Template TemplateID="${id}" ZOrder="Background"/>`;
  }

  private addPage(
    content: string,
    {
      width,
      height,
      template = '',
      texts = [],
    }: { width: number; height: number; template?: string; texts?: readonly DrawnText[] },
  ): void {
    const { tag, manner } = this;
    const [id, place] = [this.next(), `Pages/Page_${this.pageRefs.length}/Content.xml`];
    this.pageRefs.push(`<${tag}Page ID="${id}" BaseLoc="${this.place(place)}"/>`);
    const area = `<${tag}Area><${tag}PhysicalBox>0 0 ${width} ${height}</${tag}PhysicalBox></${tag}Area>`;
    this.entries.push({
      name: `${this.folder}/${place}`,
      content: part(
        manner,
        'Page',
        `${template}${area}<${tag}Content><${tag}Layer Type="Body" ID="${this.next()}" DrawParam="2">${content}</${tag}Layer></${tag}Content>`,
      ),
    });
    const remarks = this.remarks(texts, { width, height });
    if (remarks === '') return;
    const file = `Page_${this.pageRefs.length}/Annotation.xml`;
    this.annotated.push(`<${tag}Page PageID="${id}"><${tag}FileLoc>${file}</${tag}FileLoc></${tag}Page>`);
    this.entries.push({ name: `${this.folder}/Annots/${file}`, content: part(manner, 'PageAnnot', remarks) });
  }

  private remarks(texts: readonly DrawnText[], { width, height }: { width: number; height: number }): string {
    const { tag, manner } = this;
    const annotation = (type: string, visible: boolean, content: string) =>
      `<${tag}Annot ID="${this.next()}" Type="${type}" Creator="x" LastModDate="2024-01-15" Visible="${visible}"><${tag}Appearance Boundary="0 0 210 297">${content}</${tag}Appearance></${tag}Annot>`;
    const pale = manner.watermark
      ? Array.from({ length: 8 }, (_, index) =>
          this.textObject(
            {
              text: manner.watermark ?? '',
              x: 60 + (index % 2) * 250,
              y: 120 + index * 90,
              size: 26,
              face: 'text',
              width: 0,
            },
            { colour: '210 210 210' },
          ),
        ).join('')
      : '';
    const hidden =
      manner.trick === 'hidden-annotation'
        ? annotation(
            'Path',
            false,
            this.textObject({ text: '99999', x: 200, y: 300, size: 12, face: 'digits', width: 30 }),
          )
        : '';
    // A number beside the other, and a line through it.
    const struck = texts.flatMap((item, index) =>
      manner.trick === 'struck-annotation' && isTricked(item, index) ? [item] : [],
    );
    const strikes = struck
      .map(({ x, y, size }) => this.line(mm(x - size * 0.5), mm(y - size * 0.36), mm(size * 0.5)))
      .join('');
    return `${pale === '' ? '' : annotation('Watermark', true, pale)}${hidden}${strikes === '' ? '' : annotation('Highlight', true, manner.sideways ? this.turned(strikes, height, width) : strikes)}`;
  }

  private tricked(item: DrawnText, index: number): string {
    const { trick } = this.manner;
    const own = this.textObject(item);
    if (!trick || !isTricked(item, index)) return own;
    const nine = { ...item, text: '9', x: item.x - item.size * 0.5, width: item.size * 0.5 };
    if (trick === 'palette') return this.textObject(nine, { colour: null }) + own;
    if (trick === 'off-page') return this.textObject({ ...nine, x: -20 }) + own;
    if (trick === 'tiny') return this.textObject({ ...nine, size: 0.5 }) + own;
    if (trick === 'struck-annotation') return this.textObject(nine) + own;
    if (trick === 'pictured')
      return `${this.textObject({ ...item, text: '777' })}<${this.tag}ImageObject ID="${this.next()}" Boundary="${mm(item.x - 1)} ${mm(item.y - item.size)} ${mm(item.size * 1.5 + 2)} ${mm(item.size * 1.2)}" ResourceID="${this.whitePicture()}"/>${own}`;
    if (trick === 'invisible') return this.textObject(nine, { attributes: ' Visible="false"' }) + own;
    if (trick === 'white') return this.textObject(nine, { colour: '255 255 255' }) + own;
    if (trick === 'transparent') return this.textObject(nine, { attributes: ' Alpha="0"' }) + own;
    if (trick === 'clipped' || trick === 'clipped-by-matrix') {
      const [side, matrix] = trick === 'clipped' ? [0.1, ''] : [10, ' CTM="0.01 0 0 0.01 0 0"'];
      return (
        this.textObject(nine, {
          inside: `<${this.tag}Clips><${this.tag}Clip><${this.tag}Area${matrix}><${this.tag}Path Boundary="0 0 ${side} ${side}"><${this.tag}AbbreviatedData>M 0 0 L ${side} 0 L ${side} ${side} L 0 ${side} C</${this.tag}AbbreviatedData></${this.tag}Path></${this.tag}Area></${this.tag}Clip></${this.tag}Clips>`,
        }) + own
      );
    }
    if (trick === 'covered')
      return `${this.textObject({ ...item, text: '777' })}${this.box([mm(item.x - 1), mm(item.y - item.size), mm(item.size * 1.5 + 2), mm(item.size * 1.2)], '255 255 255')}${own}`;
    return own;
  }

  /** A white PNG, which hides what it lies over. */
  private whitePicture(): number {
    if (this.white !== null) return this.white;
    const id = this.next();
    this.entries.push({ name: `${this.folder}/Res/white.png`, content: WHITE_PNG });
    this.resources.push(
      `<${this.tag}MultiMedia ID="${id}" Type="Image"><${this.tag}MediaFile>Res/white.png</${this.tag}MediaFile></${this.tag}MultiMedia>`,
    );
    this.white = id;
    return id;
  }

  private white: number | null = null;

  private line(x: number, y: number, width: number): string {
    return `<${this.tag}PathObject ID="${this.next()}" Boundary="${x} ${y} ${width} 0.2" LineWidth="0.2"><${this.tag}AbbreviatedData>M 0 0.1 L ${width} 0.1</${this.tag}AbbreviatedData></${this.tag}PathObject>`;
  }

  private box([x, y, width, height]: readonly [number, number, number, number], colour: string): string {
    const { tag } = this;
    return `<${tag}PathObject ID="${this.next()}" Boundary="${x} ${y} ${width} ${height}" Stroke="false" Fill="true"><${tag}FillColor Value="${colour}"/><${tag}AbbreviatedData>M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</${tag}AbbreviatedData></${tag}PathObject>`;
  }

  /** `colour` null: white, by its number in a palette. */
  private textObject(
    { text, x, y, size }: DrawnText,
    {
      colour = '0 0 0',
      attributes = '',
      inside = '',
    }: { colour?: string | null; attributes?: string; inside?: string } = {},
  ): string {
    const { text: manner = 'deltas' } = this.manner;
    const characters = [...text];
    if (manner === 'glyphs' && characters.length > 1)
      return characters
        .map((character, index, all) =>
          this.textObject(
            { text: character, x: x + widthOf(all.slice(0, index).join(''), size), y, size, face: 'text', width: 0 },
            { colour, attributes, inside },
          ),
        )
        .join('');
    const { tag } = this;
    const scale = manner === 'matrix' ? mm(size) : manner === 'points' || manner === 'converted' ? POINT : 1;
    const unit = (points: number) => Math.round((mm(points) / scale) * 10_000) / 10_000;
    const [left, top] = [mm(x), mm(y - size)];
    // Where the text began on the page that it was made from, whose y grew upwards.
    const [atX, atY] = manner === 'converted' ? [x, y - 842] : [0, unit(size)];
    const [shiftX, shiftY] = manner === 'converted' ? [-x * scale, mm(size) - atY * scale] : [0, 0];
    const matrix = scale === 1 ? '' : ` CTM="${scale} 0 0 ${scale} ${shiftX} ${shiftY}"`;
    const boundary = `${left} ${top} ${mm(widthOf(text, size))} ${mm(size * 1.2)}`;
    const widths = characters.map((character) => unit(widthOf(character, size)));
    const numbered =
      manner === 'points'
        ? `<${tag}CGTransform CodePosition="0" CodeCount="${characters.length}" GlyphCount="${characters.length}"><${tag}Glyphs>${characters.map(glyphNumber).join(' ')}</${tag}Glyphs></${tag}CGTransform>`
        : '';
    const fill =
      colour === null
        ? `<${tag}FillColor ColorSpace="4" Index="1"/>`
        : `<${tag}FillColor ${manner === 'points' && colour === '0 0 0' ? 'ColorSpace="3" Value="0"' : `Value="${colour}"`}/>`;
    const codes = this.pieces(characters, widths).map(({ from, to, offset }, index) => {
      const [own, distances] = [characters.slice(from, to), widths.slice(from, to - 1)];
      const deltas =
        manner === 'natural' || own.length < 2
          ? ''
          : ` DeltaX="${manner === 'grouped' ? grouped(distances) : distances.join(' ')}"`;
      const height = index === 0 ? ` Y="${atY}"` : '';
      return `<${tag}TextCode X="${Math.round((atX + offset) * 10_000) / 10_000}"${height}${deltas}>${xmlText(own.join(''))}</${tag}TextCode>`;
    });
    return `<${tag}TextObject ID="${this.next()}" Boundary="${boundary}"${matrix} Font="1" Size="${unit(size)}"${attributes}>${inside}${fill}${numbered}${codes.join('')}</${tag}TextObject>`;
  }

  /** The parts of a text that are written as pieces of their own, with the way to each. */
  private pieces(
    characters: readonly string[],
    widths: readonly number[],
  ): { from: number; to: number; offset: number }[] {
    const length = this.manner.text === 'pieces' ? 3 : Math.max(1, characters.length);
    return Array.from({ length: Math.ceil(characters.length / length) }, (_, index) => ({
      from: index * length,
      to: Math.min(characters.length, (index + 1) * length),
      offset: widths.slice(0, index * length).reduce((sum, width) => sum + width, 0),
    }));
  }

  private rulesOf({ left, top, right, bottom, closed }: DrawnPage['cells'][number]): string {
    const { rules = 'strokes' } = this.manner;
    if (rules === 'none') return '';
    const { tag } = this;
    const [x, y, width, height] = [mm(left), mm(top), mm(right - left), mm(bottom - top)];
    if (rules === 'outlines' && closed)
      return `<${tag}PathObject ID="${this.next()}" Boundary="${x} ${y} ${width} ${height}" LineWidth="0.2"><${tag}AbbreviatedData>M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</${tag}AbbreviatedData></${tag}PathObject>`;
    // All of a cell as one path, on the whole of the page and in its points.
    if (rules === 'page')
      return `<${tag}PathObject ID="${this.next()}" Boundary="0 0 210 297" CTM="${POINT} 0 0 ${POINT} 0 0" LineWidth="0.5"><${tag}AbbreviatedData>M ${left} ${top} L ${right} ${top} ${closed ? `L ${right} ${bottom} L ${left} ${bottom} L ${left} ${top}` : `M ${right} ${top} L ${right} ${bottom} M ${left} ${top} L ${left} ${bottom}`}</${tag}AbbreviatedData></${tag}PathObject>`;
    const edges = [
      [x, y, width, 0],
      [x, y, 0, height],
      [x + width, y, 0, height],
      ...(closed ? [[x, y + height, width, 0]] : []),
    ] as const;
    return edges
      .map(([at, down, across, fall]) =>
        rules === 'thin-fills'
          ? this.box([at, down, across || 0.2, fall || 0.2], '0 0 0')
          : `<${tag}PathObject ID="${this.next()}" Boundary="${at} ${down} ${across || 0.2} ${fall || 0.2}"><${tag}AbbreviatedData>M 0 0 L ${across} ${fall}</${tag}AbbreviatedData></${tag}PathObject>`,
      )
      .join('');
  }
}

/** A number of a glyph, the same for a character wherever it stands. */
const glyphNumber = (character: string): number => ((character.codePointAt(0) ?? 0) % 20_000) + 3;

/** Equal distances in a row as a group. */
function grouped(values: readonly number[]): string {
  const parts: string[] = [];
  for (let index = 0; index < values.length; ) {
    let end = index + 1;
    while (end < values.length && values[end] === values[index]) end++;
    parts.push(end - index > 1 ? `g ${end - index} ${values[index]}` : `${values[index]}`);
    index = end;
  }
  return parts.join(' ');
}
