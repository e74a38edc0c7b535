import { raisedText } from './text-style.ts';

/** The text of a paragraph as it is gathered piece by piece; raised pieces that follow each other are one mark. */
export class MarkedText {
  #text = '';
  #mark = '';

  add(text: string, isRaised = false): void {
    if (isRaised) {
      this.#mark += text;
      return;
    }
    if (this.#mark !== '') this.#text = this.value;
    this.#mark = '';
    this.#text += text;
  }

  /** The text so far. */
  get value(): string {
    return this.#mark === '' ? this.#text : this.#text + raisedText(this.#text, this.#mark);
  }

  clear(): void {
    this.#text = '';
    this.#mark = '';
  }
}
