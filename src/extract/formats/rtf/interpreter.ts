import { UnreadableError } from '../../document.ts';
import { FlowAssembler } from '../office/assembler.ts';
import { isContentsLine } from '../office/fields.ts';
import type { Flow } from '../office/flow.ts';
import { withNumber } from '../office/list-numbers.ts';
import { symbolText } from '../office/symbols.ts';
import { decodeBytes, type Font, mayBeDoubleByte } from './charsets.ts';
import { CHARACTERS, KNOWN_OPTIONAL, SKIPPED, SYMBOLS } from './destinations.ts';
import { RowDefinition } from './row.ts';
import type { Token } from './tokens.ts';

/** Groups inside groups; Word's files stay below 100. */
const MAX_GROUPS = 5000;

/** What a group sets and its end takes back. */
interface Group {
  readonly purpose: 'text' | 'skip' | 'fonts' | 'number' | 'code';
  readonly uc: number;
  readonly font: number;
  readonly eastAsianFont: number;
  /** Inside the definition of a nested table's row. */
  readonly isNestedRow: boolean;
  readonly isHidden: boolean;
  readonly isDeleted: boolean;
  readonly inTable: boolean;
  readonly depth: number;
  readonly outline: number | null;
  /** True between `\dbch` and the font that follows it. */
  readonly expectsEastAsian: boolean;
  /** Number of stories when the group began: a text box ends with the group that it is in. */
  readonly stories: number;
}

/** A text of its own: the body, or a text box. */
interface Story {
  readonly flow: FlowAssembler;
  text: string;
  number: string;
  asides: Flow[];
}

/** Reads RTF tokens into a flow, as printed with tracked changes accepted. */
export class Interpreter {
  codePage = 1252;
  readonly #fonts = new Map<number, Font>();
  readonly #groups: Group[] = [];
  #group: Group = newGroup();
  readonly #stories: Story[] = [newStory()];
  readonly #row = new RowDefinition();
  #nestedRow = new RowDefinition();
  /** Codes of the open fields, by the number of groups around them. */
  readonly #codes: { depth: number; code: string }[] = [];
  #bytes = '';
  /** Bytes still to be passed over, which repeat the last Unicode character for old programs. */
  #fallback = 0;
  #isOptional = false;

  take(token: Token): void {
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

  finish(): Flow[] {
    this.#flush(true);
    while (this.#stories.length > 1) this.#endStory();
    if (this.#story.text !== '' || this.#story.asides.length > 0) this.#endParagraph(0);
    return this.#story.flow.finish();
  }

  get #story(): Story {
    return this.#stories.at(-1) ?? newStory();
  }

  get #depth(): number {
    return Math.max(this.#group.depth, this.#group.inTable ? 1 : 0);
  }

  #openGroup(): void {
    this.#fallback = 0;
    if (this.#groups.length >= MAX_GROUPS)
      throw new UnreadableError('too_deep', `RTF groups are nested more than ${MAX_GROUPS} deep.`);
    this.#groups.push(this.#group);
    this.#group = { ...this.#group, stories: this.#stories.length };
    this.#isOptional = false;
  }

  #closeGroup(): void {
    this.#fallback = 0;
    while (this.#stories.length > this.#group.stories) this.#endStory();
    this.#group = this.#groups.pop() ?? this.#group;
    while ((this.#codes.at(-1)?.depth ?? -1) > this.#groups.length) this.#codes.pop();
  }

  #set(change: Partial<Group>): void {
    this.#group = { ...this.#group, ...change };
  }

  #addBytes(bytes: string): void {
    const passed = Math.min(this.#fallback, bytes.length);
    this.#fallback -= passed;
    const { purpose } = this.#group;
    if (purpose !== 'skip' && purpose !== 'fonts') this.#bytes += bytes.slice(passed);
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
    const { purpose, isHidden, isDeleted } = this.#group;
    const field = this.#codes.at(-1);
    if (purpose === 'number') this.#story.number += text;
    else if (purpose === 'code' && field && field.code.length < 1000) field.code += text;
    else if (purpose === 'text' && !isHidden && !isDeleted) this.#story.text += text;
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
    if ((this.#group.isNestedRow ? this.#nestedRow : this.#row).apply(name, value)) return true;
    const { flow } = this.#story;
    if (name === 'cell' || name === 'nestcell') {
      const depth = name === 'cell' ? 1 : Math.max(2, this.#depth);
      this.#endParagraph(depth);
      flow.endCell(depth);
    } else if (name === 'row') flow.endRow(1, this.#row.shapes);
    else if (name === 'nestrow') flow.endRow(Math.max(2, this.#depth), this.#nestedRow.shapes);
    else return false;
    return true;
  }

  #takeFormat(name: string, value: number | null): boolean {
    switch (name) {
      case 'ansicpg':
        this.codePage = value ?? this.codePage;
        return true;
      case 'mac':
        this.codePage = 10000;
        return true;
      case 'uc':
        this.#set({ uc: Math.max(0, value ?? 1) });
        return true;
      case 'dbch':
        this.#set({ expectsEastAsian: true });
        return true;
      case 'f':
      case 'af':
        this.#setFont(name, value ?? 0);
        return true;
      case 'v':
        this.#set({ isHidden: value !== 0 });
        return true;
      case 'deleted':
        this.#set({ isDeleted: value !== 0 });
        return true;
      case 'plain':
        this.#set({ isHidden: false, isDeleted: false });
        return true;
      case 'pard':
        this.#set({ inTable: false, depth: 0, outline: null });
        return true;
      case 'intbl':
        this.#set({ inTable: true });
        return true;
      case 'itap':
        this.#set({ depth: Math.max(0, value ?? 1) });
        return true;
      case 'outlinelevel':
        this.#set({ outline: value });
        return true;
      default:
        return false;
    }
  }

  #setFont(name: string, font: number): void {
    if (this.#group.expectsEastAsian) this.#set({ eastAsianFont: font, expectsEastAsian: false });
    if (name === 'f') this.#set({ font });
  }

  #takeContent(name: string, value: number | null): void {
    const text = CHARACTERS.get(name);
    if (text !== undefined) this.#addText(text);
    else if (name === 'u') this.#takeUnicode(value ?? 0);
    else if (name === 'par' || name === 'sect') this.#endParagraph(this.#depth);
    else if (name === 'fonttbl') this.#set({ purpose: 'fonts' });
    else if (name === 'listtext' || name === 'pntext') this.#set({ purpose: 'number' });
    else if (name === 'field') this.#codes.push({ depth: this.#groups.length, code: '' });
    else if (name === 'fldinst') this.#set({ purpose: 'code' });
    else if (name === 'fldrslt') this.#set({ purpose: 'text' });
    else if (name === 'shptxt' || name === 'dptxbxtext') this.#beginStory();
  }

  #takeUnicode(value: number): void {
    const code = value < 0 ? value + 0x10000 : value;
    // Signs of symbol fonts stand in the private area.
    const isSymbol = code >= 0xf000 && code <= 0xf0ff;
    this.#addText(isSymbol ? symbolText(code.toString(16)) : String.fromCharCode(code));
    this.#fallback = this.#group.uc;
  }

  #beginStory(): void {
    this.#stories.push(newStory());
    this.#set({ inTable: false, depth: 0, outline: null });
  }

  #endStory(): void {
    const story = this.#stories.pop();
    if (!story) return;
    if (story.text !== '') story.flow.paragraph(0, { kind: 'paragraph', text: story.text, level: null });
    this.#story.asides.push(...story.flow.finish());
  }

  #endParagraph(depth: number): void {
    this.#flush(true);
    const { isDeleted, outline, purpose } = this.#group;
    // A paragraph's end that was taken out joins it to the next.
    if (isDeleted || purpose !== 'text') return;
    const story = this.#story;
    if (depth > 0 || !this.#isContentsLine(story.text)) {
      const level = outline !== null && outline >= 0 && outline < 6 ? outline + 1 : null;
      story.flow.paragraph(depth, {
        kind: 'paragraph',
        text: withNumber(printedNumber(story.number), story.text),
        level,
      });
    }
    story.flow.append(depth, story.asides);
    story.text = '';
    story.number = '';
    story.asides = [];
  }

  #isContentsLine(text: string): boolean {
    return isContentsLine(
      text,
      this.#codes.map(({ code }) => code),
    );
  }
}

/** The first byte of a two-byte character that ends the bytes; blank where they end with a whole one. */
function danglingByte(bytes: string): string {
  let at = 0;
  while (at < bytes.length) at += bytes.charCodeAt(at) > 0x80 ? 2 : 1;
  return at > bytes.length ? bytes.slice(-1) : '';
}

/** Bullets say nothing that a reader of the text would miss. */
function printedNumber(number: string): string {
  const trimmed = number.trim();
  return /[\p{L}\p{N}]/u.test(trimmed) ? trimmed : '';
}

function newGroup(): Group {
  return {
    purpose: 'text',
    uc: 1,
    font: -1,
    eastAsianFont: -1,
    isNestedRow: false,
    isHidden: false,
    isDeleted: false,
    inTable: false,
    depth: 0,
    outline: null,
    expectsEastAsian: false,
    stories: 1,
  };
}

function newStory(): Story {
  return { flow: new FlowAssembler(), text: '', number: '', asides: [] };
}
