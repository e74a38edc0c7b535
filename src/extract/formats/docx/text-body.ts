import { BodyAssembler } from '../office/assembler.ts';
import type { BodyBlock } from '../office/body-block.ts';
import type { Fields } from '../office/fields.ts';
import { withNumber } from '../office/list-numbers.ts';
import type { Numbering } from '../office/numbering.ts';
import type { Ground } from '../office/text-style.ts';
import { placeOf } from './embedded.ts';
import { headingLevel, type ParagraphStyle } from './styles.ts';
import { DocxTableState } from './table-state.ts';

/** What a document's paragraphs share: their styles, lists and open fields. */
export interface DocxContext {
  readonly styles: ReadonlyMap<string, ParagraphStyle>;
  readonly numbering: Numbering;
  readonly fields: Fields;
  /** Texts with digits in tables that nobody sees. */
  readonly unseen: string[];
}

export interface DocxParagraphState {
  text: string;
  style: string | null;
  outline: number | null;
  list: string | null;
  listLevel: number | null;
  /** List number that Word 2003 XML gives ready-made. */
  printedNumber: string | null;
  /** True where a tracked change takes out the paragraph's end: it goes on in the next one. */
  runsOn: boolean;
  /** Text boxes anchored in the paragraph; they follow it. */
  asides: BodyBlock[];
  /** Its own shading; null for none. */
  ground: Ground | null;
  /** Where in the text characters stand that are as white as paper, on a ground that is not known. */
  pale: (readonly [from: number, to: number])[];
}

/** A text of its own: the body, or a text box. */
export class DocxTextBody {
  readonly #context: DocxContext;
  readonly #assembler = new BodyAssembler();
  readonly #tables: DocxTableState[] = [];
  #paragraph: DocxParagraphState | null = null;
  /** Text of paragraphs whose end was taken out. */
  #carried = '';

  constructor(context: DocxContext) {
    this.#context = context;
  }

  /** The innermost open table. */
  get table(): DocxTableState | undefined {
    return this.#tables.at(-1);
  }

  /** The open paragraph; begun where the file forgot to. */
  get paragraph(): DocxParagraphState {
    this.#paragraph ??= newParagraph();
    return this.#paragraph;
  }

  beginParagraph(): void {
    this.endParagraph();
    this.#paragraph = newParagraph();
  }

  endParagraph(): void {
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    this.#paragraph = null;
    const { fields, styles } = this.#context;
    const { seen, unseen } = withoutPale(paragraph);
    paragraph.text = seen;
    this.noteUnseen(unseen);
    const style = styles.get(paragraph.style ?? '');
    if (paragraph.runsOn) this.#carried += paragraph.text;
    else if (this.table || !(style?.isContents || fields.isContentsLine(paragraph.text))) this.#add(paragraph, style);
    fields.endParagraph();
    this.#assembler.append(this.#tables.length, paragraph.asides);
  }

  /** Marks the place of something embedded: behind the open paragraph. Inside of tables nothing is put. */
  place(id: string): void {
    if (this.table) return;
    const paragraph: BodyBlock = { kind: 'paragraph', text: placeOf(id), level: null };
    if (this.#paragraph) this.#paragraph.asides.push(paragraph);
    else this.#assembler.append(0, [paragraph]);
  }

  /** Characters left out because nobody sees them; told of where a number of a table may be among them. */
  noteUnseen(text: string): void {
    if (this.table && /\d/.test(text)) this.#context.unseen.push(text);
  }

  /** The ground of what is being read: of its paragraph, its cell or its table. */
  get ground(): Ground | null {
    const { table } = this;
    return this.#paragraph?.ground ?? table?.cell.ground ?? table?.ground ?? null;
  }

  beginTable(): void {
    this.endParagraph();
    this.#tables.push(new DocxTableState());
  }

  endCell(): void {
    this.endParagraph();
    const table = this.table;
    if (!table) return;
    if (table.cell.isDeleted) {
      this.#assembler.dropCell(this.#tables.length);
      return;
    }
    table.endCell();
    this.#assembler.endCell(this.#tables.length);
  }

  endRow(): void {
    const table = this.table;
    if (!table) return;
    if (table.isRowDeleted) this.#assembler.dropRow(this.#tables.length);
    else this.#assembler.endRow(this.#tables.length, table.shapes);
  }

  endTable(): void {
    if (this.#tables.pop()) this.#assembler.endTables(this.#tables.length);
  }

  finish(): BodyBlock[] {
    this.endParagraph();
    return this.#assembler.finish();
  }

  #add(paragraph: DocxParagraphState, style: ParagraphStyle | undefined): void {
    const text = withNumber(this.#number(paragraph, style), this.#carried + paragraph.text);
    this.#carried = '';
    const level = headingLevel(paragraph.outline) ?? style?.level ?? null;
    this.#assembler.paragraph(this.#tables.length, { kind: 'paragraph', text, level });
  }

  #number(paragraph: DocxParagraphState, style: ParagraphStyle | undefined): string {
    // A single character of a symbol font is a bullet.
    if (paragraph.printedNumber !== null) return paragraph.printedNumber.replace(/^[\uf000-\uf0ff]$/, '');
    const list = paragraph.list ?? style?.list ?? null;
    if (list === null) return '';
    const level = paragraph.listLevel ?? (paragraph.list === null ? (style?.listLevel ?? null) : 0);
    return this.#context.numbering.next(list, level, paragraph.style);
  }
}

function newParagraph(): DocxParagraphState {
  return {
    text: '',
    style: null,
    outline: null,
    list: null,
    listLevel: null,
    printedNumber: null,
    runsOn: false,
    asides: [],
    ground: null,
    pale: [],
  };
}

/** Without the white characters that stand among others; a line that is white as a whole has a dark ground. */
function withoutPale({ text, pale }: DocxParagraphState): { readonly seen: string; readonly unseen: string } {
  if (pale.length === 0) return { seen: text, unseen: '' };
  const isPale = (at: number): boolean => pale.some(([from, to]) => at >= from && at < to);
  const parts = (wanted: boolean): string =>
    text
      .split('')
      .filter((_, at) => isPale(at) === wanted)
      .join('');
  const seen = parts(false);
  return seen.trim() === '' ? { seen: text, unseen: '' } : { seen, unseen: parts(true) };
}
