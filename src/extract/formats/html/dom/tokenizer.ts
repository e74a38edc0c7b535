import { Token, Tokenizer, TokenizerMode } from 'parse5';
import { nameAt } from './names.ts';
import { readTag, tagAt, type WholeTag } from './tags.ts';

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
/**
 * parse5's tokenizer, which goes through a page character by character, with usual tags taken as a whole, and runs of characters that mean
 * nothing at once: of text, of attributes and of names. It gives the same tokens in a third of the time.
 */
export class RunTokenizer extends Tokenizer {
  /** The last tag that was taken as a whole. */
  taken: WholeTag | null = null;

  protected override _stateData(cp: number): void {
    if (cp === LESS_THAN && this.#takeTag()) return;
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
    const name = token.tagName === '' ? this.#takeName() : '';
    if (name !== '') token.tagName = name;
    else super._stateTagName(cp);
  }

  protected override _stateAttributeName(cp: number): void {
    const name = this.currentAttr.name === '' ? this.#takeName() : '';
    if (name !== '') this.currentAttr.name = name;
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
    const name = nameAt(preprocessor.html, preprocessor.pos);
    if (name !== '') preprocessor.pos += name.length - 1;
    return name;
  }

  /** Takes the tag that begins with the `<` just read, if it is a usual one. */
  #takeTag(): boolean {
    const { preprocessor } = this;
    const { html, pos } = preprocessor;
    // Of what is inside drawings and formulas the parser changes the names.
    const tag = this.inForeignNode ? readTag(html, pos + 1) : tagAt(html, pos + 1);
    if (tag === null) return false;
    preprocessor.pos = pos + tag.source.length;
    // The text in front of it.
    this._flushRun('');
    this.taken = tag;
    this.currentToken = {
      type: tag.isEnd ? Token.TokenType.END_TAG : Token.TokenType.START_TAG,
      tagName: tag.name,
      tagID: tag.id,
      selfClosing: tag.isSelfClosing,
      ackSelfClosing: false,
      attrs: tag.attrs,
      location: null,
    };
    this.emitCurrentTagToken();
    return true;
  }
}

const LESS_THAN = 0x3c;

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;

/** Halves of pairs are joined by the parser; negative is the end of the page. */
const isStop = (code: number, stops: Uint8Array): boolean =>
  code < 0x80 ? stops[code] !== 0 : (code & 0xfffff800) === 0xd800;
