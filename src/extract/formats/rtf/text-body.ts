import { BodyAssembler } from '../office/assembler.ts';
import type { BodyBlock } from '../office/body-block.ts';
import { withNumber } from '../office/list-numbers.ts';
import { MarkedText } from '../office/marked-text.ts';

/** A text of its own: the body, or a text box. */
export class TextBody {
  readonly assembler = new BodyAssembler();
  /** Of the paragraph being read. */
  readonly text = new MarkedText();
  /** What of it nobody sees. */
  unseen = '';
  /** Number of cells that have ended in the open row. */
  cell = 0;
  /** Its list number as the program wrote it out. */
  number = '';
  /** Text boxes anchored in the paragraph; they follow it. */
  #asides: readonly BodyBlock[] = [];
  /** Texts with digits in tables that nobody sees, of the whole file. */
  readonly #unseenNumbers: string[];

  constructor(unseenNumbers: string[]) {
    this.#unseenNumbers = unseenNumbers;
  }

  /** Takes the text of a text box. */
  append(box: TextBody): void {
    this.#asides = [...this.#asides, ...box.finish()];
  }

  /** Ends the paragraph; one that is not printed leaves its text boxes. `outline` counts from 0. */
  endParagraph(depth: number, outline: number | null, isPrinted: boolean): void {
    const level = outline !== null && outline >= 0 && outline < 6 ? outline + 1 : null;
    const text = withNumber(printedNumber(this.number), this.text.value);
    const unseen = this.unseen + this.text.unseen;
    if (depth > 0 && /\d/.test(unseen)) this.#unseenNumbers.push(unseen);
    this.unseen = '';
    if (isPrinted) this.assembler.paragraph(depth, { kind: 'paragraph', text, level });
    this.assembler.append(depth, this.#asides);
    this.text.clear();
    this.number = '';
    this.#asides = [];
  }

  /** Forgets the paragraph and the rows that a file cut short ends in. */
  dropUnfinished(): void {
    this.text.clear();
    this.assembler.dropOpenRows();
  }

  finish(): BodyBlock[] {
    if (this.text.value !== '' || this.#asides.length > 0) this.endParagraph(0, null, this.text.value !== '');
    return this.assembler.finish();
  }
}

/** Bullets say nothing that a reader of the text would miss. */
function printedNumber(number: string): string {
  const trimmed = number.trim();
  return /[\p{L}\p{N}]/u.test(trimmed) ? trimmed : '';
}
