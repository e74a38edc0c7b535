import { BodyAssembler } from '../office/assembler.ts';
import type { BodyBlock } from '../office/body-block.ts';
import { Fields } from '../office/fields.ts';
import { withNumber } from '../office/list-numbers.ts';
import { MarkedText } from '../office/marked-text.ts';
import type { Numbering } from '../office/numbering.ts';
import { isStruck, mergedStyle, seenAs, type TextStyle, UNKNOWN_GROUND } from '../office/text-style.ts';
import { type CharacterFormat, characterFormat } from './characters.ts';
import { dropDownChoice } from './drop-down.ts';
import { STRUCTURES, type WordFile } from './file.ts';
import { characterRuns, type FormattedRun, paragraphRuns, runAt } from './formatting-pages.ts';
import { readNumbering } from './lists.ts';
import { type ParagraphFormat, paragraphFormat } from './paragraph.ts';
import { characters, type Piece, readPieces } from './pieces.ts';
import { type DocStyle, readStyles } from './styles.ts';

export interface Body {
  readonly blocks: readonly BodyBlock[];
  /** Pieces of struck-out text that were left out. */
  readonly struck: number;
  /** Texts with digits in tables that were left out because nobody sees them. */
  readonly unseen: readonly string[];
}

/** Reads the body of a Word 97–2003 file, and its text boxes where they are anchored. Throws `UnreadableError`. */
export function readBody(file: WordFile): Body {
  const source = new Source(file);
  const boxes = source.textBoxes();
  const body = new TextBody(source, boxes);
  body.read(0, file.bodyLength);
  return { blocks: body.finish(), struck: source.struck, unseen: source.unseen };
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
  struck = 0;
  readonly unseen: string[] = [];

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
  character(piece: Piece, offset: number): Stretch {
    const run = runAt(this.#characters, offset);
    const format = this.#characterFormat(run, piece);
    const paragraph = runAt(this.#paragraphs, offset);
    const textStyles = [format.textStyle, this.#textStyleOf(format.style), this.#textStyleOf(paragraph?.style ?? null)];
    const end = Math.min(run?.end ?? offset + piece.width, paragraph?.end ?? Infinity);
    return { format, textStyle: mergedStyle(textStyles), end };
  }

  #characterFormat(run: FormattedRun | undefined, piece: Piece): CharacterFormat {
    if (!run || piece.overlay.length > 0) return characterFormat([...(run ? [run.list] : []), piece.overlay]);
    const format = this.#characterFormats.get(run) ?? characterFormat([run.list]);
    this.#characterFormats.set(run, format);
    return format;
  }

  #textStyleOf(style: number | null): TextStyle {
    return this.styles[style ?? -1]?.textStyle ?? {};
  }

  /** The text boxes' blocks in the order of the file. */
  textBoxes(): BodyBlock[][] {
    const { textBoxStart, textBoxLength } = this.file;
    const index = this.file.structure(STRUCTURES.textBoxes);
    // Positions first, one more than boxes, then 22 bytes a box; the last box is a blank one.
    const count = textBoxLength === 0 ? 0 : Math.max(0, Math.floor((index.length - 4) / 26) - 1);
    return Array.from({ length: count }, (_, at) => {
      const box = new TextBody(this, []);
      const [from, to] = [index.u32(4 * at), index.u32(4 * at + 4)];
      box.read(textBoxStart + from, textBoxStart + Math.min(to, textBoxLength));
      return box.finish();
    });
  }
}

/** Characters of one formatting: with its styles' text style, and the place of the next. */
interface Stretch {
  readonly format: CharacterFormat;
  readonly textStyle: TextStyle;
  readonly end: number;
}

const PARAGRAPH_END = 0x0d;
const CELL_END = 0x07;
const PAGE_END = 0x0c;
const COLUMN_END = 0x0e;
const DRAWING = 0x08;
const FORM_FIELD = 0x01;

/** Printed form of the control characters inside a paragraph; all others print nothing. */
const CONTROLS: ReadonlyMap<number, string> = new Map([
  [0x09, '\t'],
  [0x0b, '\n'],
  [0x1e, '-'],
]);

/** One text of the file, read character by character. */
class TextBody {
  readonly #source: Source;
  readonly #assembler = new BodyAssembler();
  readonly #fields = new Fields();
  /** Text boxes not yet placed. */
  readonly #boxes: BodyBlock[][];
  #asides: BodyBlock[] = [];
  readonly #text = new MarkedText();
  /** The choice of the open field, unless it is printed. */
  #choice: string | null = null;
  /** What of the paragraph nobody sees. */
  #unseen = '';

  constructor(source: Source, boxes: BodyBlock[][]) {
    this.#source = source;
    this.#boxes = [...boxes];
  }

  read(start: number, end: number): void {
    for (const { text, piece, offset } of characters(this.#source.file, this.#source.pieces, start, end)) {
      let stretch: Stretch | null = null;
      for (let index = 0; index < text.length; index++) {
        const at = offset + index * piece.width;
        if (!stretch || at >= stretch.end) {
          stretch = this.#source.character(piece, at);
          if (isStruck(stretch.textStyle) && !stretch.textStyle.hidden && /\S/.test(text.charAt(index)))
            this.#source.struck++;
        }
        this.#character(text.charAt(index), stretch, piece, at);
      }
    }
  }

  finish(): BodyBlock[] {
    const text = this.#text.value;
    if (text !== '') this.#assembler.paragraph(0, { kind: 'paragraph', text, level: null });
    this.#assembler.append(0, [...this.#asides, ...this.#boxes.flat()]);
    return this.#assembler.finish();
  }

  #character(character: string, { format, textStyle }: Stretch, piece: Piece, at: number): void {
    // What shades a cell stands behind its content: the characters beside white ones tell.
    const seen = seenAs(textStyle, UNKNOWN_GROUND);
    const isLeftOut = format.isDeleted || seen === 'unseen' || isStruck(textStyle);
    const isRaised = textStyle.raised === true;
    const isPale = seen === 'pale';
    const code = character.charCodeAt(0);
    if (seen === 'unseen' && !format.isDeleted && code >= 0x20) this.#unseen += character;
    if (code === PARAGRAPH_END || code === CELL_END || code === PAGE_END || code === COLUMN_END)
      this.#endParagraph(code, format.isDeleted || textStyle.hidden === true, piece, at);
    else if (code === 0x13) this.#fields.begin();
    else if (code === 0x14) this.#fields.separate();
    else if (code === 0x15) this.#endField();
    else if (code === FORM_FIELD && this.#fields.inCode && format.dataAt !== null)
      this.#choice = dropDownChoice(this.#source.file.data, format.dataAt);
    else if (isLeftOut) return;
    else if (this.#fields.inCode) this.#fields.addCode(character);
    else if (format.symbol !== null) this.#text.add(format.symbol, { isRaised, isPale });
    else if (code === DRAWING) this.#asides.push(...(this.#boxes.shift() ?? []));
    else if (code >= 0x20) {
      this.#choice = null;
      this.#text.add(character, { isRaised, isPale });
    } else this.#text.add(CONTROLS.get(code) ?? '');
  }

  /** A drop-down list shows its choice, which need not stand in the text. */
  #endField(): void {
    this.#fields.end();
    if (this.#choice !== null) this.#text.add(this.#choice);
    this.#choice = null;
  }

  #endParagraph(mark: number, isGone: boolean, piece: Piece, at: number): void {
    const { format, style } = this.#source.paragraph(piece, at);
    const depth = format.inTable || mark === CELL_END ? Math.max(1, format.depth) : 0;
    // A paragraph's end that was taken out joins it to the next; ends of cells stay.
    if (mark === PARAGRAPH_END && isGone && !format.endsInnerCell && !format.endsInnerRow) return;
    const endsRow = (mark === CELL_END && format.endsRow) || format.endsInnerRow;
    if (!endsRow) this.#addParagraph(depth, format, style);
    if (endsRow && isGone) this.#assembler.dropRow(depth);
    else if (endsRow) this.#assembler.endRow(depth, format.shapes);
    else if (mark === CELL_END || format.endsInnerCell) this.#assembler.endCell(depth);
    this.#fields.endParagraph();
    const unseen = this.#unseen + this.#text.unseen;
    if (depth > 0 && /\d/.test(unseen)) this.#source.unseen.push(unseen);
    this.#unseen = '';
    this.#text.clear();
  }

  #addParagraph(depth: number, format: ParagraphFormat, style: DocStyle | undefined): void {
    const text = this.#text.value;
    if (depth > 0 || !(style?.isContents || this.#fields.isContentsLine(text))) {
      const outline = format.outline !== null && format.outline < 6 ? format.outline + 1 : null;
      const printed = withNumber(this.#number(format, style), text);
      this.#assembler.paragraph(depth, { kind: 'paragraph', text: printed, level: outline ?? style?.level ?? null });
    }
    this.#assembler.append(depth, this.#asides);
    this.#asides = [];
  }

  #number(format: ParagraphFormat, style: DocStyle | undefined): string {
    const list = format.list ?? style?.list ?? 0;
    if (list <= 0) return '';
    const level = format.listLevel ?? style?.listLevel ?? 0;
    return this.#source.numbering.next(String(list), level, null);
  }
}
