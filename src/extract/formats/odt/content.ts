import type { Flow } from '../office/flow.ts';
import { type Attributes, readXml, type XmlHandler } from '../office/xml.ts';
import { Lists, OUTLINE } from './lists.ts';
import { ODF_NAMESPACES } from './namespaces.ts';
import { Story } from './story.ts';

/** Elements that print nothing in the text: deleted text, notes, comments, contents, pictures' bytes and descriptions. */
const SKIPPED: ReadonlySet<string> = new Set([
  ...['text:tracked-changes', 'text:note', 'office:annotation', 'text:table-of-content', 'text:ruby-text'],
  ...['office:binary-data', 'draw:object', 'draw:object-ole', 'svg:title', 'svg:desc', 'text:number'],
  ...['text:footnote', 'text:endnote', 'style:header', 'style:footer', 'office:forms', 'text:index-body'],
]);

/** Shapes with text of their own. */
const SHAPE = /^draw:(?:text-box|custom-shape|rect|ellipse|line|polygon|path|caption|connector)$/;

export interface Content {
  readonly flow: readonly Flow[];
  /** Parts of the package that hold the pictures in the text, in order. */
  readonly pictures: readonly string[];
}

/** Reads the text of an OpenDocument file; `styles` is its styles.xml, where the numbering of headings is. */
export function readContent(content: Uint8Array, styles: Uint8Array | null): Content {
  const handler = new ContentHandler();
  if (styles) readXml(styles, ODF_NAMESPACES, handler);
  readXml(content, ODF_NAMESPACES, handler);
  return { flow: handler.finish(), pictures: handler.pictures };
}

interface OpenList {
  readonly style: string;
  /** True until the item's first paragraph has taken the number. */
  isNew: boolean;
}

class ContentHandler implements XmlHandler {
  readonly pictures: string[] = [];
  readonly #stories: Story[] = [];
  readonly #lists = new Lists();
  readonly #openLists: OpenList[] = [];
  readonly #widths = new Map<string, number>();
  #skipped = 0;
  #inBody = false;
  #style = '';

  open(name: string, attributes: Attributes): void {
    if (this.#skipped > 0 || SKIPPED.has(name) || isHidden(name, attributes)) this.#skipped++;
    else if (name === 'office:text' || name === 'office:body') this.#inBody = true;
    else if (!this.#inBody) this.#readStyle(name, attributes);
    else if (SHAPE.test(name)) this.#stories.push(new Story());
    else this.#openInText(name, attributes);
  }

  close(name: string): void {
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    if (!this.#inBody) return;
    if (SHAPE.test(name)) this.#endShape();
    else this.#closeInText(name);
  }

  text(text: string): void {
    if (this.#skipped === 0 && this.#inBody) this.#story.addText(text);
  }

  finish(): Flow[] {
    while (this.#stories.length > 1) this.#endShape();
    return this.#story.finish();
  }

  get #story(): Story {
    const story = this.#stories.at(-1);
    if (story) return story;
    const body = new Story();
    this.#stories.push(body);
    return body;
  }

  #readStyle(name: string, attributes: Attributes): void {
    this.#lists.readStyle(name, attributes);
    if (name === 'style:style') this.#style = attributes['style:name'] ?? '';
    if (name === 'style:table-column-properties')
      this.#widths.set(this.#style, twips(attributes['style:column-width']));
  }

  #openInText(name: string, attributes: Attributes): void {
    const story = this.#story;
    switch (name) {
      case 'text:p':
        story.beginParagraph(null, this.#itemNumber());
        break;
      case 'text:h':
        this.#beginHeading(attributes);
        break;
      case 'text:s':
        story.addExact(' '.repeat(Math.min(1000, Number(attributes['text:c'] ?? 1) || 1)));
        break;
      case 'text:tab':
      case 'text:tab-stop':
        story.addExact('\t');
        break;
      case 'text:line-break':
        story.addExact('\n');
        break;
      case 'text:list':
      case 'text:ordered-list':
        this.#beginList(attributes);
        break;
      case 'text:list-item':
        this.#beginItem(attributes);
        break;
      case 'draw:image':
        this.pictures.push(attributes['xlink:href'] ?? '');
        break;
      default:
        this.#openInTable(name, attributes);
    }
  }

  #openInTable(name: string, attributes: Attributes): void {
    const story = this.#story;
    if (name === 'table:table') story.beginTable();
    else if (name === 'table:table-row') story.beginRow(attributes);
    else if (name === 'table:table-cell') story.beginCell(attributes);
    else if (name === 'table:covered-table-cell') story.beginCovered(attributes);
    else if (name === 'table:table-column') {
      const width = this.#widths.get(attributes['table:style-name'] ?? '') ?? Number.NaN;
      story.table?.grid.add(width, Number(attributes['table:number-columns-repeated'] ?? 1) || 1);
    }
  }

  #closeInText(name: string): void {
    const story = this.#story;
    if (name === 'text:p' || name === 'text:h') story.endParagraph();
    else if (name === 'text:list' || name === 'text:ordered-list') this.#openLists.pop();
    else if (name === 'table:table-cell') story.endCell();
    else if (name === 'table:covered-table-cell') story.endCovered();
    else if (name === 'table:table-row') story.endRow();
    else if (name === 'table:table') story.endTable();
    else if (name === 'office:text' || name === 'office:body') this.#inBody = false;
  }

  #beginHeading(attributes: Attributes): void {
    const level = Number(attributes['text:outline-level'] ?? attributes['text:level'] ?? 1);
    const number = this.#openLists.length > 0 ? this.#itemNumber() : this.#lists.next(OUTLINE, level - 1);
    this.#story.beginParagraph(level >= 1 && level <= 6 ? level : null, number);
  }

  #beginList(attributes: Attributes): void {
    const outer = this.#openLists.at(-1);
    const style = attributes['text:style-name'] ?? outer?.style ?? '';
    this.#openLists.push({ style, isNew: false });
    const goesOn = attributes['text:continue-numbering'] === 'true' || 'text:continue-list' in attributes;
    if (!goesOn) this.#lists.restart(style, this.#openLists.length - 1, null);
  }

  #beginItem(attributes: Attributes): void {
    const list = this.#openLists.at(-1);
    if (!list) return;
    list.isNew = true;
    const start = attributes['text:start-value'];
    if (start !== undefined) this.#lists.restart(list.style, this.#openLists.length - 1, Number(start) || 0);
  }

  #itemNumber(): string {
    const list = this.#openLists.at(-1);
    if (!list?.isNew) return '';
    list.isNew = false;
    return this.#lists.next(list.style, this.#openLists.length - 1);
  }

  #endShape(): void {
    const shape = this.#stories.length > 1 ? this.#stories.pop() : undefined;
    if (shape) this.#story.addAside(shape.finish());
  }
}

function isHidden(name: string, attributes: Attributes): boolean {
  return name === 'text:section' && attributes['text:display'] === 'none';
}

const TWIPS: Readonly<Record<string, number>> = { in: 1440, cm: 1440 / 2.54, mm: 144 / 2.54, pt: 20, pc: 240 };

/** A length with its unit, in twips; NaN where it is none. */
function twips(length: string | undefined): number {
  const [, amount, unit] = /^([\d.]+)(in|cm|mm|pt|pc)$/.exec(length ?? '') ?? [];
  return Number(amount) * (TWIPS[unit ?? ''] ?? Number.NaN);
}
