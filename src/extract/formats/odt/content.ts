import type { BodyBlock } from '../office/body-block.ts';
import { isStruck, mergedStyle, type TextStyle } from '../office/text-style.ts';
import { type Attributes, readXml, type XmlHandler } from '../office/xml.ts';
import { Deletions } from './deletions.ts';
import { isHiddenSection, SHAPE, SKIPPED, STYLED, standardName, twips } from './elements.ts';
import { Lists, OUTLINE } from './lists.ts';
import { ODF_NAMESPACES } from './namespaces.ts';
import { TextBody } from './text-body.ts';
import { Looks } from './text-styles.ts';

export interface Content {
  readonly flow: readonly BodyBlock[];
  /** Parts of the package that hold the pictures in the text, in order. */
  readonly pictures: readonly string[];
  /** Pieces of struck-out text that were left out. */
  readonly struck: number;
}

/** Reads the text of an OpenDocument file; `styles` is its styles.xml, where the numbering of headings is. */
export function readContent(content: Uint8Array | string, styles: Uint8Array | null): Content {
  const handler = new ContentHandler();
  if (styles) readXml(styles, ODF_NAMESPACES, handler);
  readXml(content, ODF_NAMESPACES, handler);
  return { flow: handler.finish(), pictures: handler.pictures, struck: handler.struck };
}

const NO_LOOK: TextStyle = {};

interface OpenList {
  readonly style: string;
  /** True until the item's first paragraph has taken the number. */
  isNew: boolean;
}

class ContentHandler implements XmlHandler {
  readonly pictures: string[] = [];
  struck = 0;
  readonly #stories: TextBody[] = [];
  readonly #lists = new Lists();
  readonly #looks = new Looks();
  readonly #deletions = new Deletions();
  /** Looks of the open paragraphs and spans with all around them, outermost first. */
  readonly #openLooks: TextStyle[] = [];
  readonly #openLists: OpenList[] = [];
  readonly #widths = new Map<string, number>();
  #skipped = 0;
  #inBody = false;
  #style = '';

  open(written: string, attributes: Attributes): void {
    const name = standardName(written);
    this.#deletions.readChange(name, attributes);
    if (this.#skipped > 0 || SKIPPED.has(name) || isHiddenSection(name, attributes)) this.#skipped++;
    else if (name === 'office:text' || name === 'office:body') this.#inBody = true;
    else if (!this.#inBody) this.#readStyle(name, attributes);
    else if (SHAPE.test(name)) this.#stories.push(new TextBody());
    else this.#openInText(name, attributes);
  }

  close(written: string): void {
    const name = standardName(written);
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    if (!this.#inBody) return;
    if (SHAPE.test(name)) this.#endShape();
    else this.#closeInText(name);
  }

  text(text: string): void {
    if (this.#skipped > 0 || !this.#inBody || this.#deletions.isOpen) return;
    const look = this.#openLooks.at(-1) ?? NO_LOOK;
    if (look.hidden) return;
    if (!isStruck(look)) this.#story.addText(text, look.raised);
    else if (text.trim() !== '') this.struck++;
  }

  finish(): BodyBlock[] {
    while (this.#stories.length > 1) this.#endShape();
    return this.#story.finish();
  }

  get #story(): TextBody {
    const story = this.#stories.at(-1);
    if (story) return story;
    const body = new TextBody();
    this.#stories.push(body);
    return body;
  }

  #readStyle(name: string, attributes: Attributes): void {
    this.#lists.readStyle(name, attributes);
    this.#looks.readStyle(name, attributes);
    if (name === 'style:style') this.#style = attributes['style:name'] ?? '';
    if (name === 'style:table-column-properties')
      this.#widths.set(this.#style, twips(attributes['style:column-width']));
  }

  #openInText(name: string, attributes: Attributes): void {
    const story = this.#story;
    this.#deletions.readMark(name, attributes);
    const family = STYLED.get(name);
    if (family) this.#openLook(this.#looks.of(family, attributes['text:style-name']));
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
    else if (name === 'table:table-row') story.table?.beginRow(attributes);
    else if (name === 'table:table-cell') story.table?.beginCell(attributes);
    else if (name === 'table:covered-table-cell') story.table?.beginCovered(attributes);
    else if (name === 'table:table-column') {
      const width = this.#widths.get(attributes['table:style-name'] ?? '') ?? Number.NaN;
      story.table?.grid.add(width, Number(attributes['table:number-columns-repeated'] ?? 1) || 1);
    }
  }

  #closeInText(name: string): void {
    const story = this.#story;
    if (STYLED.has(name)) this.#openLooks.pop();
    if (name === 'text:p' || name === 'text:h') this.#endParagraph();
    else if (name === 'text:list' || name === 'text:ordered-list') this.#openLists.pop();
    else if (name === 'table:table-cell') story.endCell();
    else if (name === 'table:covered-table-cell') story.endCovered();
    else if (name === 'table:table-row') story.endRow();
    else if (name === 'table:table') story.endTable();
    else if (name === 'office:text' || name === 'office:body') this.#inBody = false;
  }

  #openLook(own: TextStyle): void {
    this.#openLooks.push(mergedStyle([own, this.#openLooks.at(-1) ?? NO_LOOK]));
  }

  #endParagraph(): void {
    if (this.#deletions.isOpen) this.#story.joinNext();
    else this.#story.endParagraph();
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
