import { type Token, Tokenizer, TokenizerMode } from 'parse5';

/** Code units that a run of text in some state ends before: those that mean something there, and line ends, which the parser counts. */
function stopsAt(characters: string): Uint8Array {
  const stops = new Uint8Array(0x80);
  for (const character of `\0\n\r${characters}`) stops[character.charCodeAt(0)] = 1;
  return stops;
}

// White space makes tokens of its own.
const TEXT_STOPS = stopsAt('<& \t\f');
const RAW_STOPS = stopsAt('< \t\f');
const DOUBLE_QUOTED_STOPS = stopsAt('"&');
const SINGLE_QUOTED_STOPS = stopsAt("'&");
const COMMENT_STOPS = stopsAt('-<');
/** What names of tags and attributes mostly consist of; 2 for capitals, which are read as small letters. */
const NAME_PARTS = new Uint8Array(0x80);
NAME_PARTS.fill(1, 0x30, 0x3a).fill(1, 0x61, 0x7b).fill(2, 0x41, 0x5b)[0x2d] = 1;

/** Names that were met, by a few bits of their characters: pages consist of some dozen. */
const NAMES: string[] = new Array<string>(0x400).fill('');
/** V8 keeps the whole page with a longer slice of it. */
const LONGEST_NAME = 12;

/**
 * parse5's tokenizer, which goes through a page character by character, with runs of characters that mean nothing taken at once: of text, of
 * attributes and of names. It gives the same tokens in half the time.
 */
export class RunTokenizer extends Tokenizer {
  protected override _stateData(cp: number): void {
    super._stateData(cp);
    if (this.state === TokenizerMode.DATA) this.#takeText(cp, TEXT_STOPS);
  }

  protected override _stateRcdata(cp: number): void {
    super._stateRcdata(cp);
    if (this.state === TokenizerMode.RCDATA) this.#takeText(cp, TEXT_STOPS);
  }

  protected override _stateRawtext(cp: number): void {
    super._stateRawtext(cp);
    if (this.state === TokenizerMode.RAWTEXT) this.#takeText(cp, RAW_STOPS);
  }

  protected override _stateScriptData(cp: number): void {
    super._stateScriptData(cp);
    if (this.state === TokenizerMode.SCRIPT_DATA) this.#takeText(cp, RAW_STOPS);
  }

  protected override _stateComment(cp: number): void {
    super._stateComment(cp);
    if (!isStop(cp, COMMENT_STOPS)) this.#take(COMMENT_STOPS);
  }

  protected override _stateAttributeValueDoubleQuoted(cp: number): void {
    super._stateAttributeValueDoubleQuoted(cp);
    if (!isStop(cp, DOUBLE_QUOTED_STOPS)) this.#take(DOUBLE_QUOTED_STOPS);
  }

  protected override _stateAttributeValueSingleQuoted(cp: number): void {
    super._stateAttributeValueSingleQuoted(cp);
    if (!isStop(cp, SINGLE_QUOTED_STOPS)) this.#take(SINGLE_QUOTED_STOPS);
  }

  protected override _stateTagName(cp: number): void {
    const token = this.currentToken as Token.TagToken;
    if (token.tagName === '' && isNamePart(cp)) token.tagName = this.#takeName();
    else super._stateTagName(cp);
  }

  protected override _stateAttributeName(cp: number): void {
    if (this.currentAttr.name === '' && isNamePart(cp)) this.currentAttr.name = this.#takeName();
    else super._stateAttributeName(cp);
  }

  /** Goes on with the text, or the blanks, that `cp` belongs to. */
  #takeText(cp: number, stops: Uint8Array): void {
    if (!isStop(cp, stops)) this.#take(stops);
    else if (isBlank(cp)) this.#takeBlanks();
  }

  /** Adds what stands behind the character just read to its run, up to where something else begins. */
  #take(stops: Uint8Array): void {
    const { html, pos } = this.preprocessor;
    let at = pos + 1;
    while (at < html.length && !isStop(html.charCodeAt(at), stops)) at += 1;
    this.#goTo(at);
  }

  #takeBlanks(): void {
    const { html, pos } = this.preprocessor;
    let at = pos + 1;
    while (isBlank(html.charCodeAt(at))) at += 1;
    this.#goTo(at);
  }

  #goTo(at: number): void {
    this.runEnd = at;
    this.preprocessor.pos = at - 1;
  }

  /** The name that begins with the character just read, as far as it consists of usual characters. */
  #takeName(): string {
    const { preprocessor } = this;
    const { html } = preprocessor;
    const from = preprocessor.pos;
    let at = from;
    let hash = 0;
    let isSmall = true;
    for (let code = html.charCodeAt(at); isNamePart(code); code = html.charCodeAt(++at)) {
      hash = (hash * 31 + code) & 0x3ff;
      if (NAME_PARTS[code] === 2) isSmall = false;
    }
    preprocessor.pos = at - 1;
    if (!isSmall) return html.slice(from, at).toLowerCase();
    const known = NAMES[hash] ?? '';
    if (known.length === at - from && html.startsWith(known, from)) return known;
    const name = html.slice(from, at);
    if (name.length <= LONGEST_NAME) NAMES[hash] = name;
    return name;
  }
}

const isNamePart = (code: number): boolean => code >= 0 && code < 0x80 && NAME_PARTS[code] !== 0;

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;

/** Halves of pairs are joined by the parser; negative is the end of the page. */
const isStop = (code: number, stops: Uint8Array): boolean =>
  code < 0x80 ? stops[code] !== 0 : (code & 0xfffff800) === 0xd800;
