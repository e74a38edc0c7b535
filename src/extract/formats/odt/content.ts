import type { BodyBlock } from '../office/body-block.ts';
import { type Ground, isStruck, mergedStyle, seenAs, type TextStyle } from '../office/text-style.ts';
import { type Attributes, readXml, type XmlHandler } from '../office/xml.ts';
import { Deletions } from './deletions.ts';
import { OdtDropDown } from './drop-down.ts';
import { isHiddenText, SHADED, SHAPE, SKIPPED, STYLED, standardName, twips } from './elements.ts';
import { Lists, OUTLINE } from './lists.ts';
import { ODF_NAMESPACES } from './namespaces.ts';
import { OdtTextBody } from './text-body.ts';
import { TextStyles } from './text-styles.ts';

export interface Content {
  readonly blocks: readonly BodyBlock[];
  /** Parts of the package that hold the pictures in the text, in order. */
  readonly pictures: readonly string[];
  /** Pieces of struck-out text that were left out. */
  readonly struck: number;
  /** Texts with digits in tables that were left out because nobody sees them. */
  readonly unseen: readonly string[];
}

/** Reads the text of an OpenDocument file; `styles` is its styles.xml, where the numbering of headings is. */
export function readContent(content: Uint8Array | string, styles: Uint8Array | null): Content {
  const handler = new ContentHandler();
  if (styles) readXml(styles, ODF_NAMESPACES, handler);
  readXml(content, ODF_NAMESPACES, handler);
  return { blocks: handler.finish(), pictures: handler.pictures, struck: handler.struck, unseen: handler.unseen };
}

const PLAIN: TextStyle = {};

interface OpenList {
  readonly style: string;
  /** True until the item's first paragraph has taken the number. */
  isNew: boolean;
}

class ContentHandler implements XmlHandler {
  readonly pictures: string[] = [];
  struck = 0;
  readonly unseen: string[] = [];
  /** Shadings of the open tables, rows and cells, outermost first; null for none. */
  readonly #grounds: (Ground | null)[] = [];
  readonly #bodies: OdtTextBody[] = [];
  readonly #lists = new Lists();
  readonly #textStyles = new TextStyles();
  readonly #deletions = new Deletions();
  readonly #dropDown = new OdtDropDown();
  /** Styles of the open paragraphs and spans with all around them, outermost first. */
  readonly #openStyles: TextStyle[] = [];
  readonly #openLists: OpenList[] = [];
  readonly #widths = new Map<string, number>();
  #skipped = 0;
  #inBody = false;
  #style = '';

  open(written: string, attributes: Attributes): void {
    const name = standardName(written);
    this.#deletions.readChange(name, attributes);
    if (this.#skipped > 0 || SKIPPED.has(name) || isHiddenText(name, attributes)) this.#skipped++;
    else if (name === 'office:text' || name === 'office:body') this.#inBody = true;
    else if (!this.#inBody) this.#readStyle(name, attributes);
    else if (SHAPE.test(name)) this.#bodies.push(new OdtTextBody());
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
    this.#dropDown.print(text);
    const textStyle = this.#openStyles.at(-1) ?? PLAIN;
    const seen = seenAs(textStyle, this.#grounds.findLast((ground) => ground !== null) ?? null);
    if (seen === 'unseen') this.#noteUnseen(text);
    else if (!isStruck(textStyle)) this.#body.addText(text, textStyle.raised);
    else if (text.trim() !== '') this.struck++;
  }

  #noteUnseen(text: string): void {
    if (this.#body.table && /\d/.test(text)) this.unseen.push(text);
  }

  finish(): BodyBlock[] {
    while (this.#bodies.length > 1) this.#endShape();
    return this.#body.finish();
  }

  get #body(): OdtTextBody {
    const innermost = this.#bodies.at(-1);
    if (innermost) return innermost;
    const body = new OdtTextBody();
    this.#bodies.push(body);
    return body;
  }

  #readStyle(name: string, attributes: Attributes): void {
    this.#lists.readStyle(name, attributes);
    this.#textStyles.readStyle(name, attributes);
    if (name === 'style:style') this.#style = attributes['style:name'] ?? '';
    if (name === 'style:table-column-properties')
      this.#widths.set(this.#style, twips(attributes['style:column-width']));
  }

  #openInText(name: string, attributes: Attributes): void {
    const body = this.#body;
    this.#deletions.readMark(name, attributes);
    this.#dropDown.open(name, attributes);
    const family = STYLED.get(name);
    if (family) this.#openStyle(this.#textStyles.of(family, attributes['text:style-name']));
    const shaded = SHADED.get(name);
    if (shaded) this.#grounds.push(this.#textStyles.of(shaded, attributes['table:style-name']).ground ?? null);
    switch (name) {
      case 'text:p':
        body.beginParagraph(null, this.#itemNumber());
        break;
      case 'text:h':
        this.#beginHeading(attributes);
        break;
      case 'text:s':
        body.addExact(' '.repeat(Math.min(1000, Number(attributes['text:c'] ?? 1) || 1)));
        break;
      case 'text:tab':
      case 'text:tab-stop':
        body.addExact('\t');
        break;
      case 'text:line-break':
        body.addExact('\n');
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
    const body = this.#body;
    if (name === 'table:table') body.beginTable();
    else if (name === 'table:table-row') body.table?.beginRow(attributes);
    else if (name === 'table:table-cell') body.table?.beginCell(attributes);
    else if (name === 'table:covered-table-cell') body.table?.beginCovered(attributes);
    else if (name === 'table:table-column') {
      const width = this.#widths.get(attributes['table:style-name'] ?? '') ?? Number.NaN;
      body.table?.grid.add(width, Number(attributes['table:number-columns-repeated'] ?? 1) || 1);
    }
  }

  #closeInText(name: string): void {
    const choice = this.#dropDown.close(name);
    if (choice !== null) this.#body.addExact(choice);
    const body = this.#body;
    if (STYLED.has(name)) this.#openStyles.pop();
    if (SHADED.has(name)) this.#grounds.pop();
    if (name === 'text:p' || name === 'text:h') this.#endParagraph();
    else if (name === 'text:list' || name === 'text:ordered-list') this.#openLists.pop();
    else if (name === 'table:table-cell') body.endCell();
    else if (name === 'table:covered-table-cell') body.endCovered();
    else if (name === 'table:table-row') body.endRow();
    else if (name === 'table:table') body.endTable();
    else if (name === 'office:text' || name === 'office:body') this.#inBody = false;
  }

  #openStyle(own: TextStyle): void {
    this.#openStyles.push(mergedStyle([own, this.#openStyles.at(-1) ?? PLAIN]));
  }

  #endParagraph(): void {
    if (this.#deletions.isOpen) this.#body.joinNext();
    else this.#body.endParagraph();
  }

  #beginHeading(attributes: Attributes): void {
    const level = Number(attributes['text:outline-level'] ?? attributes['text:level'] ?? 1);
    const number = this.#openLists.length > 0 ? this.#itemNumber() : this.#lists.next(OUTLINE, level - 1);
    this.#body.beginParagraph(level >= 1 && level <= 6 ? level : null, number);
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
    const shape = this.#bodies.length > 1 ? this.#bodies.pop() : undefined;
    if (shape) this.#body.addAside(shape.finish());
  }
}
