import { FlowAssembler } from '../office/assembler.ts';
import { Fields } from '../office/fields.ts';
import type { Flow } from '../office/flow.ts';
import { withNumber } from '../office/list-numbers.ts';
import type { Numbering } from '../office/numbering.ts';
import { type CharacterFormat, characterFormat } from './characters.ts';
import { STRUCTURES, type WordFile } from './file.ts';
import { characterRuns, type FormattedRun, paragraphRuns, runAt } from './formatting-pages.ts';
import { readNumbering } from './lists.ts';
import { type ParagraphFormat, paragraphFormat } from './paragraph.ts';
import { characters, type Piece, readPieces } from './pieces.ts';
import { type DocStyle, readStyles } from './styles.ts';

/** Reads the body of a Word 97–2003 file, and its text boxes where they are anchored. Throws `UnreadableError`. */
export function readBody(file: WordFile): Flow[] {
  const source = new Source(file);
  const boxes = source.textBoxes();
  const body = new Story(source, boxes);
  body.read(0, file.bodyLength);
  return body.finish();
}

/** The file's tables, each read once. */
class Source {
  readonly file: WordFile;
  readonly pieces: readonly Piece[];
  readonly styles: readonly DocStyle[];
  readonly numbering: Numbering;
  readonly #paragraphs: readonly FormattedRun[];
  readonly #characters: readonly FormattedRun[];
  readonly #characterFormats = new Map<FormattedRun, CharacterFormat>();

  constructor(file: WordFile) {
    this.file = file;
    this.pieces = readPieces(file);
    this.styles = readStyles(file);
    this.numbering = readNumbering(file);
    this.#paragraphs = paragraphRuns(file.main, file.structure(STRUCTURES.paragraphPages));
    this.#characters = characterRuns(file.main, file.structure(STRUCTURES.characterPages));
  }

  paragraph(piece: Piece, offset: number): { format: ParagraphFormat; style: DocStyle | undefined } {
    const run = runAt(this.#paragraphs, offset);
    const lists = run ? [run.list, piece.overlay] : [piece.overlay];
    return { format: paragraphFormat(lists, this.file.data), style: this.styles[run?.style ?? 0] };
  }

  /** Formatting at a place, and where it changes next. */
  character(piece: Piece, offset: number): { format: CharacterFormat; end: number } {
    const run = runAt(this.#characters, offset);
    if (!run) return { format: characterFormat([piece.overlay]), end: offset + piece.width };
    if (piece.overlay.length > 0) return { format: characterFormat([run.list, piece.overlay]), end: run.end };
    const format = this.#characterFormats.get(run) ?? characterFormat([run.list]);
    this.#characterFormats.set(run, format);
    return { format, end: run.end };
  }

  /** The text boxes' flows in the order of the file. */
  textBoxes(): Flow[][] {
    const { textBoxStart, textBoxLength } = this.file;
    const index = this.file.structure(STRUCTURES.textBoxes);
    // Positions first, one more than boxes, then 22 bytes a box; the last box is a blank one.
    const count = textBoxLength === 0 ? 0 : Math.max(0, Math.floor((index.length - 4) / 26) - 1);
    return Array.from({ length: count }, (_, box) => {
      const story = new Story(this, []);
      const [from, to] = [index.u32(4 * box), index.u32(4 * box + 4)];
      story.read(textBoxStart + from, textBoxStart + Math.min(to, textBoxLength));
      return story.finish();
    });
  }
}

const PARAGRAPH_END = 0x0d;
const CELL_END = 0x07;
const PAGE_END = 0x0c;
const COLUMN_END = 0x0e;
const DRAWING = 0x08;

/** Printed form of the control characters inside a paragraph; all others print nothing. */
const CONTROLS: ReadonlyMap<number, string> = new Map([
  [0x09, '\t'],
  [0x0b, '\n'],
  [0x1e, '-'],
]);

/** One text of the file, read character by character. */
class Story {
  readonly #source: Source;
  readonly #flow = new FlowAssembler();
  readonly #fields = new Fields();
  /** Text boxes not yet placed. */
  readonly #boxes: Flow[][];
  #asides: Flow[] = [];
  #text = '';

  constructor(source: Source, boxes: Flow[][]) {
    this.#source = source;
    this.#boxes = [...boxes];
  }

  read(start: number, end: number): void {
    for (const { text, piece, offset } of characters(this.#source.file, this.#source.pieces, start, end)) {
      let look: { format: CharacterFormat; end: number } | null = null;
      for (let index = 0; index < text.length; index++) {
        const at = offset + index * piece.width;
        if (!look || at >= look.end) look = this.#source.character(piece, at);
        this.#character(text.charAt(index), look.format, piece, at);
      }
    }
  }

  finish(): Flow[] {
    if (this.#text !== '') this.#flow.paragraph(0, { kind: 'paragraph', text: this.#text, level: null });
    this.#flow.append(0, [...this.#asides, ...this.#boxes.flat()]);
    return this.#flow.finish();
  }

  #character(character: string, format: CharacterFormat, piece: Piece, at: number): void {
    const code = character.charCodeAt(0);
    if (code === PARAGRAPH_END || code === CELL_END || code === PAGE_END || code === COLUMN_END)
      this.#endParagraph(code, format, piece, at);
    else if (code === 0x13) this.#fields.begin();
    else if (code === 0x14) this.#fields.separate();
    else if (code === 0x15) this.#fields.end();
    else if (format.isHidden) return;
    else if (this.#fields.inCode) this.#fields.addCode(character);
    else if (format.symbol !== null) this.#text += format.symbol;
    else if (code === DRAWING) this.#asides.push(...(this.#boxes.shift() ?? []));
    else if (code >= 0x20) this.#text += character;
    else this.#text += CONTROLS.get(code) ?? '';
  }

  #endParagraph(mark: number, look: CharacterFormat, piece: Piece, at: number): void {
    const { format, style } = this.#source.paragraph(piece, at);
    const depth = format.inTable || mark === CELL_END ? Math.max(1, format.depth) : 0;
    // A paragraph's end that was taken out joins it to the next; ends of cells stay.
    if (mark === PARAGRAPH_END && look.isHidden && !format.endsInnerCell && !format.endsInnerRow) return;
    const endsRow = (mark === CELL_END && format.endsRow) || format.endsInnerRow;
    if (!endsRow) this.#addParagraph(depth, format, style);
    if (endsRow && look.isHidden) this.#flow.dropRow(depth);
    else if (endsRow) this.#flow.endRow(depth, format.shapes);
    else if (mark === CELL_END || format.endsInnerCell) this.#flow.endCell(depth);
    this.#fields.endParagraph();
    this.#text = '';
  }

  #addParagraph(depth: number, format: ParagraphFormat, style: DocStyle | undefined): void {
    const text = this.#text;
    if (depth > 0 || !(style?.isContents || this.#fields.isContentsLine(text))) {
      const outline = format.outline !== null && format.outline < 6 ? format.outline + 1 : null;
      const printed = withNumber(this.#number(format, style), text);
      this.#flow.paragraph(depth, { kind: 'paragraph', text: printed, level: outline ?? style?.level ?? null });
    }
    this.#flow.append(depth, this.#asides);
    this.#asides = [];
  }

  #number(format: ParagraphFormat, style: DocStyle | undefined): string {
    const list = format.list ?? style?.list ?? 0;
    if (list <= 0) return '';
    const level = format.listLevel ?? style?.listLevel ?? 0;
    return this.#source.numbering.next(String(list), level, null);
  }
}
