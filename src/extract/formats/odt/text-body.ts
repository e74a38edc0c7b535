import { BodyAssembler } from '../office/assembler.ts';
import type { BodyBlock } from '../office/body-block.ts';
import { withNumber } from '../office/list-numbers.ts';
import { MarkedText } from '../office/marked-text.ts';
import { OdtTableState } from './table-state.ts';

interface OdtParagraphState {
  readonly text: MarkedText;
  level: number | null;
  number: string;
  /** True where the text so far ends in a space that swallows the next one. */
  endsInSpace: boolean;
  readonly asides: BodyBlock[];
}

/** A text of its own: the body, or a text box. */
export class OdtTextBody {
  readonly #assembler = new BodyAssembler();
  readonly #tables: OdtTableState[] = [];
  #paragraph: OdtParagraphState | null = null;
  #joins = false;

  get table(): OdtTableState | undefined {
    return this.#tables.at(-1);
  }

  /** Begins a paragraph, unless one that `joins` the next is still open. */
  beginParagraph(level: number | null, number: string): void {
    if (this.#joins && this.#paragraph) {
      this.#joins = false;
      return;
    }
    this.endParagraph();
    this.#paragraph = { text: new MarkedText(), level, number, endsInSpace: true, asides: [] };
  }

  /** Running text: white space collapses to one space, as in HTML. */
  addText(text: string, isRaised = false): void {
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    const collapsed = text.replace(/[ \t\r\n]+/g, ' ');
    paragraph.text.add(paragraph.endsInSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed, {
      isRaised,
    });
    if (collapsed !== '') paragraph.endsInSpace = collapsed.endsWith(' ');
  }

  /** Spaces, tabs and line breaks written as elements. */
  addExact(text: string): void {
    if (!this.#paragraph) return;
    this.#paragraph.text.add(text);
    this.#paragraph.endsInSpace = false;
  }

  addAside(blocks: BodyBlock[]): void {
    if (this.#paragraph) this.#paragraph.asides.push(...blocks);
    else this.#assembler.append(this.#tables.length, blocks);
  }

  /** Leaves the paragraph open for the next one: its end was taken out by a tracked change. */
  joinNext(): void {
    this.#joins = true;
  }

  endParagraph(): void {
    this.#joins = false;
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    this.#paragraph = null;
    const depth = this.#tables.length;
    const text = withNumber(paragraph.number, paragraph.text.value);
    this.#assembler.paragraph(depth, { kind: 'paragraph', text, level: paragraph.level });
    this.#assembler.append(depth, paragraph.asides);
  }

  beginTable(): void {
    this.endParagraph();
    this.#tables.push(new OdtTableState());
  }

  endCovered(): void {
    // What a covered cell holds is not shown.
    this.endParagraph();
    if (this.table) this.#assembler.dropCell(this.#tables.length);
  }

  endCell(): void {
    this.endParagraph();
    const { table } = this;
    if (!table) return;
    const depth = this.#tables.length;
    this.#assembler.endCell(depth);
    for (let copy = 1; copy < table.cellCopies; copy++) {
      table.repeatCell();
      this.#assembler.repeatCell(depth);
    }
  }

  endRow(): void {
    const { table } = this;
    if (!table) return;
    const depth = this.#tables.length;
    this.#assembler.endRow(depth, table.shapes);
    for (let copy = 1; copy < table.rowCopies; copy++) this.#assembler.repeatRow(depth);
  }

  endTable(): void {
    this.endParagraph();
    if (this.#tables.pop()) this.#assembler.endTables(this.#tables.length);
  }

  finish(): BodyBlock[] {
    this.endParagraph();
    return this.#assembler.finish();
  }
}
