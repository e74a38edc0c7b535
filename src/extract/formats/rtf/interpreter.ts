import { UnreadableError } from '../../document.ts';
import type { BodyBlock } from '../office/body-block.ts';
import { isContentsLine } from '../office/fields.ts';
import { symbolText } from '../office/symbols.ts';
import { type Ground, isStruck, seenAs, type TextStyle } from '../office/text-style.ts';
import { danglingByte, decodeBytes, mayBeDoubleByte, type RtfFont } from './charsets.ts';
import { ColourTable } from './colours.ts';
import { CHARACTERS, KNOWN_OPTIONAL, SKIPPED, SYMBOLS } from './destinations.ts';
import { RtfDropDown } from './drop-down.ts';
import { formatChange, type GroupState, newGroup } from './group.ts';
import { RowDefinition } from './row.ts';
import { RtfTextBody } from './text-body.ts';
import type { RtfToken } from './tokens.ts';

/** Code page of old Macintosh files. */
const MACINTOSH = 10000;
/** Groups inside groups; Word's files stay below 100. */
const MAX_GROUPS = 5000;

/** Reads RTF tokens into blocks, as printed with tracked changes accepted. */
export class RtfInterpreter {
  codePage = 1252;
  /** Pieces of struck-out text that were left out. */
  struck = 0;
  /** Texts with digits in tables that were left out because nobody sees them. */
  readonly unseen: string[] = [];
  readonly #fonts = new Map<number, RtfFont>();
  readonly #colours = new ColourTable();
  readonly #groups: GroupState[] = [];
  #group: GroupState = newGroup();
  readonly #body = new RtfTextBody(this.unseen);
  /** The text boxes being read, outermost first. */
  readonly #boxes: RtfTextBody[] = [];
  readonly #row = new RowDefinition();
  #nestedRow = new RowDefinition();
  /** Codes of the open fields, by the number of groups around them. */
  readonly #codes: { readonly depth: number; code: string; choice: RtfDropDown | null }[] = [];
  #bytes = '';
  /** Bytes still to be passed over, which repeat the last Unicode character for old programs. */
  #fallback = 0;
  #isOptional = false;

  take(token: RtfToken): void {
    switch (token.kind) {
      case 'byte':
        this.#addBytes(String.fromCharCode(token.byte));
        break;
      case 'bytes':
        this.#addBytes(token.bytes);
        break;
      case 'symbol':
        this.#takeSymbol(token.sign);
        break;
      case 'open':
        this.#flush(false);
        this.#openGroup();
        break;
      case 'close':
        this.#flush(false);
        this.#closeGroup();
        break;
      case 'word':
        this.#flush(false);
        this.#takeWord(token.name, token.value);
    }
  }

  /** True for a file that ends inside of groups within the outermost, whose own end some producers forget. */
  get isCut(): boolean {
    return this.#groups.length > 1;
  }

  finish(): BodyBlock[] {
    if (this.isCut) this.#dropUnfinished();
    this.#flush(true);
    while (this.#boxes.length > 0) this.#endBox();
    return this.#body.finish();
  }

  #dropUnfinished(): void {
    this.#bytes = '';
    for (const body of [this.#body, ...this.#boxes]) body.dropUnfinished();
  }

  get #current(): RtfTextBody {
    return this.#boxes.at(-1) ?? this.#body;
  }

  get #depth(): number {
    return Math.max(this.#group.depth, this.#group.inTable ? 1 : 0);
  }

  #openGroup(): void {
    this.#fallback = 0;
    if (this.#groups.length >= MAX_GROUPS)
      throw new UnreadableError('too_deep', `RTF groups are nested more than ${MAX_GROUPS} deep.`);
    this.#groups.push(this.#group);
    this.#group = { ...this.#group, boxes: this.#boxes.length };
    this.#isOptional = false;
  }

  #closeGroup(): void {
    this.#fallback = 0;
    while (this.#boxes.length > this.#group.boxes) this.#endBox();
    this.#group = this.#groups.pop() ?? this.#group;
    while ((this.#codes.at(-1)?.depth ?? -1) > this.#groups.length) this.#endField();
  }

  /** A drop-down list shows its choice, which programs need not write out. */
  #endField(): void {
    const choice = this.#codes.pop()?.choice;
    if (choice && !choice.isPrinted) this.#append(choice.choice);
  }

  /** Takes a word about the field of a form. */
  #takeChoice(name: string, value: number | null): boolean {
    const field = this.#codes.at(-1);
    if (!field) return false;
    if (name === 'formfield') field.choice = new RtfDropDown();
    else if (name === 'ffl') field.choice?.beginEntry();
    else if (name === 'ffres' || name === 'ffdefres') field.choice?.choose(value);
    else return false;
    if (name === 'formfield' || name === 'ffl') this.#set({ purpose: 'choice' });
    return true;
  }

  #set(change: Partial<GroupState>): void {
    this.#group = { ...this.#group, ...change };
  }

  #addBytes(bytes: string): void {
    const passed = Math.min(this.#fallback, bytes.length);
    this.#fallback -= passed;
    const { purpose } = this.#group;
    if (purpose === 'colours') this.#colours.end(bytes);
    else if (purpose !== 'skip' && purpose !== 'fonts') this.#bytes += bytes.slice(passed);
  }

  #takeSymbol(sign: string): void {
    const text = SYMBOLS.get(sign);
    if (sign === '*') this.#isOptional = true;
    else if (this.#fallback > 0) this.#fallback--;
    // Braces and backslash may be the second byte of a Chinese character.
    else if (text !== undefined && sign !== '~' && sign !== '_') this.#addBytes(text);
    else if (text !== undefined) this.#addText(text);
    else if (sign === '\n' || sign === '\r') this.#endParagraph(this.#depth);
  }

  /** Decodes the bytes gathered so far. Unless `atEnd`, the first half of a Chinese character waits for the second. */
  #flush(atEnd: boolean): void {
    if (this.#bytes === '') return;
    const font = this.#fonts.get(this.#group.font);
    const eastAsian = this.#fonts.get(this.#group.eastAsianFont);
    const waits = !atEnd && mayBeDoubleByte(font, eastAsian, this.codePage);
    const kept = waits ? danglingByte(this.#bytes) : '';
    const bytes = kept === '' ? this.#bytes : this.#bytes.slice(0, -1);
    this.#bytes = kept;
    this.#append(decodeBytes(bytes, font, eastAsian, this.codePage));
  }

  #addText(text: string): void {
    this.#flush(true);
    this.#append(text);
  }

  #append(text: string): void {
    const { purpose, textStyle, isDeleted } = this.#group;
    const field = this.#codes.at(-1);
    if (purpose === 'choice') field?.choice?.addText(text);
    else if (purpose === 'number') this.#current.number += text;
    else if (purpose === 'code' && field && field.code.length < 1000) field.code += text;
    else if (purpose === 'text' && !isDeleted) this.#print(text, textStyle);
  }

  #print(text: string, textStyle: TextStyle): void {
    const choice = this.#codes.at(-1)?.choice;
    if (choice && text.trim() !== '') choice.isPrinted = true;
    const seen = seenAs(textStyle, this.#group.ground ?? this.#cellGround);
    if (seen === 'unseen') this.#current.unseen += text;
    else if (!isStruck(textStyle))
      this.#current.text.add(text, { isRaised: textStyle.raised, isPale: seen === 'pale' });
    else if (text.trim() !== '') this.struck++;
  }

  /** The shading of the cell being read. */
  get #cellGround(): Ground | null {
    return this.#depth === 1 ? this.#row.groundOf(this.#current.cell) : null;
  }

  #takeWord(name: string, value: number | null): void {
    if (this.#fallback > 0) {
      this.#fallback--;
      return;
    }
    const isOptional = this.#isOptional;
    this.#isOptional = false;
    if (SKIPPED.has(name) || (isOptional && !KNOWN_OPTIONAL.has(name))) this.#set({ purpose: 'skip' });
    if (this.#group.purpose === 'skip') return;
    if (this.#group.purpose === 'fonts') this.#takeFontWord(name, value);
    else if (this.#group.purpose === 'colours') this.#colours.take(name, value);
    else if (!this.#takeTableWord(name, value) && !this.#takeFormat(name, value)) this.#takeContent(name, value);
  }

  #takeFontWord(name: string, value: number | null): void {
    if (name === 'f') {
      this.#set({ font: value ?? 0 });
      this.#fonts.set(value ?? 0, { charset: 1, codePage: null });
    }
    const font = this.#fonts.get(this.#group.font);
    if (name === 'fcharset' && font) font.charset = value ?? 0;
    else if (name === 'cpg' && font) font.codePage = value;
  }

  #takeTableWord(name: string, value: number | null): boolean {
    if (name === 'nesttableprops') {
      this.#nestedRow = new RowDefinition();
      this.#set({ isNestedRow: true });
      return true;
    }
    const row = this.#group.isNestedRow ? this.#nestedRow : this.#row;
    if (row.apply(name, value)) return true;
    const ground = this.#colours.ground('cl', name, value);
    if (ground !== undefined) row.shade(ground);
    const { assembler } = this.#current;
    if (name === 'cell' || name === 'nestcell') {
      const depth = name === 'cell' ? 1 : Math.max(2, this.#depth);
      this.#endParagraph(depth);
      assembler.endCell(depth);
      if (depth === 1) this.#current.cell += 1;
    } else if (name === 'row') this.#endRow();
    else if (name === 'nestrow') assembler.endRow(Math.max(2, this.#depth), this.#nestedRow.shapes);
    else return false;
    return true;
  }

  #endRow(): void {
    this.#current.assembler.endRow(1, this.#row.shapes);
    this.#current.cell = 0;
  }

  #takeFormat(name: string, value: number | null): boolean {
    const codePage = name === 'mac' ? MACINTOSH : name === 'ansicpg' ? value : null;
    this.codePage = codePage ?? this.codePage;
    const change = formatChange(this.#group, name, value) ?? this.#colourChange(name, value);
    if (change) this.#set(change);
    return change !== null || name === 'mac' || name === 'ansicpg';
  }

  #colourChange(name: string, value: number | null): Partial<GroupState> | null {
    const ground = this.#colours.ground('', name, value);
    if (ground !== undefined) return { ground };
    const change = this.#colours.textStyle(name, value);
    return change && { textStyle: { ...this.#group.textStyle, ...change } };
  }

  #takeContent(name: string, value: number | null): void {
    const text = CHARACTERS.get(name);
    if (text !== undefined) this.#addText(text);
    else if (name === 'u') this.#takeUnicode(value ?? 0);
    else if (name === 'par' || name === 'sect') this.#endParagraph(this.#depth);
    else if (name === 'fonttbl') this.#set({ purpose: 'fonts' });
    else if (name === 'colortbl') this.#set({ purpose: 'colours' });
    else if (name === 'listtext' || name === 'pntext') this.#set({ purpose: 'number' });
    else if (name === 'field') this.#codes.push({ depth: this.#groups.length, code: '', choice: null });
    else if (this.#takeChoice(name, value)) return;
    else if (name === 'fldinst') this.#set({ purpose: 'code' });
    else if (name === 'fldrslt') this.#set({ purpose: 'text' });
    else if (name === 'shptxt' || name === 'dptxbxtext') this.#beginBox();
  }

  #takeUnicode(value: number): void {
    const code = value < 0 ? value + 0x10000 : value;
    // Signs of symbol fonts stand in the private area.
    const isSymbol = code >= 0xf000 && code <= 0xf0ff;
    this.#addText(isSymbol ? symbolText(code.toString(16)) : String.fromCharCode(code));
    this.#fallback = this.#group.uc;
  }

  #beginBox(): void {
    this.#boxes.push(new RtfTextBody(this.unseen));
    this.#set({ inTable: false, depth: 0, outline: null });
  }

  #endBox(): void {
    const box = this.#boxes.pop();
    if (box) this.#current.append(box);
  }

  #endParagraph(depth: number): void {
    this.#flush(true);
    const { isDeleted, outline, purpose } = this.#group;
    // A paragraph's end that was taken out joins it to the next.
    if (isDeleted || purpose !== 'text') return;
    this.#current.endParagraph(depth, outline, depth > 0 || !this.#isContentsLine(this.#current.text.value));
  }

  #isContentsLine(text: string): boolean {
    return isContentsLine(
      text,
      this.#codes.map(({ code }) => code),
    );
  }
}
