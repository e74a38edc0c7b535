import type { SampleReport } from '../src/sample/model.ts';
import { xmlText, zipOf } from './office-zip.ts';
import { type DrawnPage, type DrawnText, drawPages, type PageOptions, widthOf } from './pdf-pages.ts';

/** How a producer writes text: distances one by one, grouped (`g 3 5.2`), none at all, a text object a character, a matrix for the size. */
export const OFD_TEXTS = ['deltas', 'grouped', 'natural', 'glyphs', 'matrix'] as const;
/** How and where it draws the rules of tables. */
export const OFD_RULES = ['strokes', 'outlines', 'thin-fills', 'template', 'composite', 'none'] as const;
/** What the file holds and its pages do not show. */
export const OFD_TRICKS = ['invisible', 'white', 'transparent', 'covered', 'clipped', 'hidden-annotation'] as const;

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
}

/** A picture of a whole page. */
export interface OfdScan {
  readonly bytes: Uint8Array;
  /** Ending of its file's name. */
  readonly ending: 'png' | 'jpg';
}

type Entry = { readonly name: string; readonly content: string | Uint8Array };

const mm = (points: number): number => Math.round(((points * 25.4) / 72) * 1000) / 1000;

/** Reports as OFD files (GB/T 33190), several reports as several documents of one file. */
export async function ofdOf(reports: readonly SampleReport[], manner: OfdManner = {}): Promise<Uint8Array> {
  const documents = reports.map((report, index) =>
    new DocumentWriter(`Doc_${index}`, manner).pages(drawPages(report, manner)),
  );
  return packed(documents, manner);
}

/** Scanned pages as an OFD file. */
export async function ofdOfScans(pages: readonly OfdScan[], manner: OfdManner = {}): Promise<Uint8Array> {
  return packed([new DocumentWriter('Doc_0', manner).scans(pages)], manner);
}

async function packed(documents: readonly DocumentWriter[], manner: OfdManner): Promise<Uint8Array> {
  const tag = prefixed(manner);
  const bodies = documents.map(
    ({ folder }) =>
      `<${tag}DocBody><${tag}DocInfo><${tag}DocID>0123</${tag}DocID></${tag}DocInfo><${tag}DocRoot>${folder}/Document.xml</${tag}DocRoot>${
        manner.signed ? `<${tag}Signatures>/${folder}/Signs/Signatures.xml</${tag}Signatures>` : ''
      }</${tag}DocBody>`,
  );
  const root = part(manner, 'OFD', bodies.join(''), ' Version="1.0" DocType="OFD"');
  return new Uint8Array(
    await zipOf([{ name: 'OFD.xml', content: root }, ...documents.flatMap((document) => document.finish())]),
  );
}

const prefixed = ({ prefix = 'ofd' }: OfdManner): string => (prefix === '' ? '' : `${prefix}:`);

function part(manner: OfdManner, name: string, content: string, attributes = ''): string {
  const tag = prefixed(manner);
  const space = `xmlns${tag === '' ? '' : `:${tag.slice(0, -1)}`}="http://www.ofdspec.org/2016"`;
  return `<?xml version="1.0" encoding="UTF-8"?><${tag}${name} ${space}${attributes}>${content}</${tag}${name}>`;
}

/** Each `EVERY`th number is tricked. */
const EVERY = 3;

class DocumentWriter {
  readonly folder: string;
  private readonly manner: OfdManner;
  private readonly tag: string;
  private readonly entries: Entry[] = [];
  private readonly pageRefs: string[] = [];
  private readonly templates: string[] = [];
  private readonly resources: string[] = [];
  private readonly annotated: string[] = [];
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
        210,
        297,
      );
    });
    return this;
  }

  finish(): Entry[] {
    const { tag, manner, folder } = this;
    const medias = this.resources.filter((one) => one.includes('MultiMedia '));
    const composites = this.resources.filter((one) => one.includes('CompositeGraphicUnit '));
    const resources =
      `<${tag}Fonts><${tag}Font ID="1" FontName="宋体"/></${tag}Fonts>` +
      (medias.length > 0 ? `<${tag}MultiMedias>${medias.join('')}</${tag}MultiMedias>` : '') +
      (composites.length > 0
        ? `<${tag}CompositeGraphicUnits>${composites.join('')}</${tag}CompositeGraphicUnits>`
        : '') +
      `<${tag}DrawParams><${tag}DrawParam ID="2" LineWidth="0.18"><${tag}StrokeColor Value="0 0 0"/></${tag}DrawParam></${tag}DrawParams>`;
    const document =
      `<${tag}CommonData><${tag}MaxUnitID>${this.id}</${tag}MaxUnitID><${tag}PageArea><${tag}PhysicalBox>0 0 210 297</${tag}PhysicalBox></${tag}PageArea>` +
      `<${tag}DocumentRes>DocumentRes.xml</${tag}DocumentRes>${this.templates.join('')}</${tag}CommonData>` +
      `<${tag}Pages>${this.pageRefs.join('')}</${tag}Pages>` +
      (this.annotated.length > 0 ? `<${tag}Annotations>Annots/Annotations.xml</${tag}Annotations>` : '');
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
    if (manner.sideways) this.addPage(this.turned(content, width, height), height, width);
    else this.addPage(content, width, height, inTemplate ? this.template(drawn) : '');
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
    this.templates.push(`<${tag}TemplatePage ID="${id}" BaseLoc="${place}" ZOrder="Background"/>`);
    return `<${tag}Template TemplateID="${id}" ZOrder="Background"/>`;
  }

  private addPage(content: string, width: number, height: number, template = ''): void {
    const { tag, manner } = this;
    const [id, place] = [this.next(), `Pages/Page_${this.pageRefs.length}/Content.xml`];
    this.pageRefs.push(`<${tag}Page ID="${id}" BaseLoc="${place}"/>`);
    const area = `<${tag}Area><${tag}PhysicalBox>0 0 ${width} ${height}</${tag}PhysicalBox></${tag}Area>`;
    this.entries.push({
      name: `${this.folder}/${place}`,
      content: part(
        manner,
        'Page',
        `${template}${area}<${tag}Content><${tag}Layer Type="Body" ID="${this.next()}" DrawParam="2">${content}</${tag}Layer></${tag}Content>`,
      ),
    });
    const remarks = this.remarks();
    if (remarks === '') return;
    const file = `Page_${this.pageRefs.length}/Annotation.xml`;
    this.annotated.push(`<${tag}Page PageID="${id}"><${tag}FileLoc>${file}</${tag}FileLoc></${tag}Page>`);
    this.entries.push({ name: `${this.folder}/Annots/${file}`, content: part(manner, 'PageAnnot', remarks) });
  }

  private remarks(): string {
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
    return `${pale === '' ? '' : annotation('Watermark', true, pale)}${hidden}`;
  }

  private tricked(item: DrawnText, index: number): string {
    const { trick } = this.manner;
    if (!trick || item.face !== 'digits' || !/^\d/.test(item.text) || index % EVERY !== 0) return this.textObject(item);
    const nine = { ...item, text: '9', x: item.x - item.size * 0.5, width: item.size * 0.5 };
    const own = this.textObject(item);
    if (trick === 'invisible') return this.textObject(nine, { attributes: ' Visible="false"' }) + own;
    if (trick === 'white') return this.textObject(nine, { colour: '255 255 255' }) + own;
    if (trick === 'transparent') return this.textObject(nine, { attributes: ' Alpha="0"' }) + own;
    if (trick === 'clipped')
      return (
        this.textObject(nine, {
          inside: `<${this.tag}Clips><${this.tag}Clip><${this.tag}Area><${this.tag}Path Boundary="0 0 0.1 0.1"><${this.tag}AbbreviatedData>M 0 0 L 0.1 0 L 0.1 0.1 L 0 0.1 C</${this.tag}AbbreviatedData></${this.tag}Path></${this.tag}Area></${this.tag}Clip></${this.tag}Clips>`,
        }) + own
      );
    if (trick === 'covered')
      return `${this.textObject({ ...item, text: '777' })}${this.box([mm(item.x - 1), mm(item.y - item.size), mm(item.size * 1.5 + 2), mm(item.size * 1.2)], '255 255 255')}${own}`;
    return own;
  }

  private box([x, y, width, height]: readonly [number, number, number, number], colour: string): string {
    const { tag } = this;
    return `<${tag}PathObject ID="${this.next()}" Boundary="${x} ${y} ${width} ${height}" Stroke="false" Fill="true"><${tag}FillColor Value="${colour}"/><${tag}AbbreviatedData>M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</${tag}AbbreviatedData></${tag}PathObject>`;
  }

  private textObject(
    { text, x, y, size }: DrawnText,
    { colour = '0 0 0', attributes = '', inside = '' }: { colour?: string; attributes?: string; inside?: string } = {},
  ): string {
    const { text: manner = 'deltas' } = this.manner;
    if (manner === 'glyphs' && [...text].length > 1)
      return [...text]
        .map((character, index, all) =>
          this.textObject(
            { text: character, x: x + widthOf(all.slice(0, index).join(''), size), y, size, face: 'text', width: 0 },
            { colour, attributes, inside },
          ),
        )
        .join('');
    const scale = manner === 'matrix' ? mm(size) : 1;
    const unit = (points: number) => Math.round((mm(points) / scale) * 10_000) / 10_000;
    const { tag } = this;
    const widths = [...text].map((character) => unit(widthOf(character, size)));
    const deltas =
      manner === 'natural'
        ? ''
        : ` DeltaX="${manner === 'grouped' ? grouped(widths.slice(0, -1)) : widths.slice(0, -1).join(' ')}"`;
    const matrix = manner === 'matrix' ? ` CTM="${scale} 0 0 ${scale} 0 0"` : '';
    const boundary = `${mm(x)} ${mm(y - size)} ${mm(widthOf(text, size))} ${mm(size * 1.2)}`;
    return `<${tag}TextObject ID="${this.next()}" Boundary="${boundary}"${matrix} Font="1" Size="${unit(size)}"${attributes}>${inside}<${tag}FillColor Value="${colour}"/><${tag}TextCode X="0" Y="${unit(size)}"${text.length > 1 ? deltas : ''}>${xmlText(text)}</${tag}TextCode></${tag}TextObject>`;
  }

  private rulesOf({ left, top, right, bottom, closed }: DrawnPage['cells'][number]): string {
    const { rules = 'strokes' } = this.manner;
    if (rules === 'none') return '';
    const { tag } = this;
    const [x, y, width, height] = [mm(left), mm(top), mm(right - left), mm(bottom - top)];
    if (rules === 'outlines' && closed)
      return `<${tag}PathObject ID="${this.next()}" Boundary="${x} ${y} ${width} ${height}" LineWidth="0.2"><${tag}AbbreviatedData>M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</${tag}AbbreviatedData></${tag}PathObject>`;
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
