/** Fields of a Word document (page numbers, links, tables of contents): their codes are not printed, their results are. */
export class Fields {
  readonly #open: { code: string; isResult: boolean }[] = [];

  begin(): void {
    this.#open.push({ code: '', isResult: false });
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (field) field.isResult = true;
  }

  end(): void {
    this.#open.pop();
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

  /** True for a line of the table of contents, which repeats the headings with their page numbers. */
  isContentsLine(text: string): boolean {
    return /\d\s*$/.test(text) && this.#open.some((field) => /^\s*TOC\b/i.test(field.code));
  }

  /** A code does not span paragraphs: one left open by a damaged file would hide all that follows. */
  endParagraph(): void {
    while (this.#open.length > 0 && this.#open.at(-1)?.isResult === false) this.#open.pop();
  }
}
