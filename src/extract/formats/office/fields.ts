/** Fields of a Word document (page numbers, links, tables of contents): their codes are not printed, their results are. */
export class Fields {
  readonly #open: { code: string; isResult: boolean }[] = [];
  /** Codes of the fields that ended in this paragraph. */
  #ended: string[] = [];

  begin(): void {
    this.#open.push({ code: '', isResult: false });
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (field) field.isResult = true;
  }

  end(): void {
    const field = this.#open.pop();
    if (field) this.#ended.push(field.code);
  }

  /** Text of the innermost field's code. */
  addCode(text: string): void {
    const field = this.#open.at(-1);
    if (field && !field.isResult && field.code.length < 1000) field.code += text;
  }

  /** True between a field's begin and its result. */
  get inCode(): boolean {
    return this.#open.some((field) => !field.isResult);
  }

  /** True for a line of the table of contents. */
  isContentsLine(text: string): boolean {
    return isContentsLine(text, [...this.#open.map((field) => field.code), ...this.#ended]);
  }

  /** A code does not span paragraphs: one left open by a damaged file would hide all that follows. */
  endParagraph(): void {
    this.#ended = [];
    while (this.#open.length > 0 && this.#open.at(-1)?.isResult === false) this.#open.pop();
  }
}

/** A page's number stands at a line's very end. */
const LONGEST_TAIL = 80;

/**
 * True for a line of a table of contents, which repeats a heading with its page number: inside a field of such a code, a number behind a
 * tab or dots.
 */
export function isContentsLine(text: string, codes: readonly string[]): boolean {
  return /[\t.…·．]\s*\d{1,4}\s*$/.test(text.slice(-LONGEST_TAIL)) && codes.some((code) => /^\s*TOC\b/i.test(code));
}
