import type { BodyBlock } from '../office/body-block.ts';
import type { Fields } from '../office/fields.ts';
import { isStruck, mergedStyle, raisedText, seenAs, type TextStyle, UNKNOWN_GROUND } from '../office/text-style.ts';
import type { Attributes } from '../office/xml.ts';
import { type DocxContext, DocxTextBody } from './text-body.ts';
import { readTextStyle, shading } from './text-style.ts';

/** A drop-down list of a form. */
interface DocxDropDown {
  readonly entries: string[];
  result: number;
  /** Its choice stands in the text as well. */
  isPrinted: boolean;
}

/** An open run: where its text begins, its style and its own text style. */
interface DocxRun {
  readonly start: number;
  style: string | null;
  textStyle: TextStyle;
}

/** A line through a cell of words is the corner of a header. */
const NUMBER = /^[\s\d.,+-]+$/;

/** Where in the body the reading stands. */
export class BodyState {
  readonly fields: Fields;
  inBody = false;
  /** Inside an element whose characters are printed. */
  inText = false;
  /** Inside a field's code. */
  inCode = false;
  /** Inside of what says how letters are filled. */
  inTextFill = false;
  /** Which properties are being read: a switch means other things in each. */
  inProperties: 'paragraph' | 'row' | 'cell' | 'table' | null = null;
  /** The drop-down list of the open field. */
  choice: DocxDropDown | null = null;
  /** For each open alternative, whether one of its choices has been taken. */
  readonly alternatives: boolean[] = [];
  /** For each open content control, whether it shows its prompt only. */
  readonly controls: boolean[] = [];
  readonly embedded: string[] = [];
  readonly runs: DocxRun[] = [];
  struck = 0;
  readonly #context: DocxContext;
  readonly #bodies: DocxTextBody[] = [];
  /** The raised runs that were read last: their paragraph, its text in front of them and with them. */
  #raised: { readonly paragraph: object; readonly start: string; readonly mark: string; readonly to: string } | null =
    null;

  constructor(context: DocxContext) {
    this.#context = context;
    this.fields = context.fields;
  }

  get body(): DocxTextBody {
    return this.#bodies.at(-1) ?? this.beginBody();
  }

  add(text: string): void {
    if (this.choice && !this.fields.inCode && text.trim() !== '') this.choice.isPrinted = true;
    if (!this.fields.inCode && !this.controls.includes(true)) this.body.paragraph.text += text;
  }

  /** Text of an element that is only printed inside a run: tab stops are called tabs as well. */
  addInRun(text: string): void {
    if (this.runs.length > 0) this.add(text);
  }

  beginRun(): void {
    this.runs.push({ start: this.body.paragraph.text.length, style: null, textStyle: {} });
  }

  endRun(): void {
    const run = this.runs.pop();
    if (!run) return;
    const textStyle = this.#textStyleOf(run);
    const { paragraph } = this.body;
    const before = paragraph.text.slice(0, run.start);
    const text = paragraph.text.slice(run.start);
    const seen = seenAs(textStyle, this.body.ground);
    const isTakenBack = isStruck(textStyle) || (this.body.table?.cell.isCrossed === true && NUMBER.test(text));
    if (seen === 'unseen') this.body.noteUnseen(text);
    else if (isTakenBack && text.trim() !== '') this.struck++;
    if (seen === 'unseen' || isTakenBack) paragraph.text = before;
    else if (textStyle.raised) this.#raise(before, text);
    if (seen === 'pale') paragraph.pale.push([run.start, paragraph.text.length]);
  }

  /** Raised runs that follow each other are one mark, or one number that stands higher as a whole. */
  #raise(before: string, text: string): void {
    const { paragraph } = this.body;
    const last = this.#raised?.paragraph === paragraph && this.#raised.to === before ? this.#raised : null;
    const start = last?.start ?? before;
    const mark = (last?.mark ?? '') + text;
    paragraph.text = start + raisedText(start, mark);
    this.#raised = { paragraph, start, mark, to: paragraph.text };
  }

  /** Changes the style of the open run; nothing outside of runs, where the properties are those of a paragraph's end. */
  changeTextStyle(textStyle: TextStyle): void {
    const run = this.runs.at(-1);
    if (run) run.textStyle = { ...run.textStyle, ...textStyle };
  }

  #textStyleOf({ style, textStyle }: DocxRun): TextStyle {
    const { styles } = this.#context;
    const ofStyle = (name: string | null): TextStyle => styles.get(name ?? '')?.textStyle ?? {};
    return mergedStyle([textStyle, ofStyle(style), ofStyle(this.body.paragraph.style)]);
  }

  /** Takes a shading of whatever is being described. */
  shade(attributes: Attributes): void {
    const { table } = this.body;
    if (this.runs.length > 0) this.changeTextStyle(readTextStyle('w:shd', attributes));
    else if (this.inProperties === 'paragraph') this.body.paragraph.ground = shading(attributes);
    else if (this.inProperties === 'cell' && table) table.cell.ground = shading(attributes);
    else if (this.inProperties === 'table' && table) table.ground = shading(attributes);
  }

  /** A table's style may shade parts of it: which, is told nowhere in the table. */
  styleTable(name: string): void {
    const { table } = this.body;
    if (table && this.#context.styles.get(name)?.textStyle.ground) table.ground ??= UNKNOWN_GROUND;
  }

  /** Ends the innermost field; a drop-down list shows its choice, whatever else is kept of it. */
  endField(): void {
    const { choice } = this;
    this.choice = null;
    this.fields.end();
    if (choice && !choice.isPrinted) this.add(choice.entries[choice.result] ?? '');
  }

  beginBody(): DocxTextBody {
    const body = new DocxTextBody(this.#context);
    this.#bodies.push(body);
    return body;
  }

  endBody(): void {
    const body = this.#bodies.length > 1 ? this.#bodies.pop() : undefined;
    if (body) this.body.paragraph.asides.push(...body.finish());
  }

  finish(): BodyBlock[] {
    while (this.#bodies.length > 1) this.endBody();
    return this.body.finish();
  }
}
