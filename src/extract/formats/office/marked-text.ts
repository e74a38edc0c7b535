import { raisedText } from './text-style.ts';

type PieceKind = 'plain' | 'raised' | 'pale';

/**
 * The text of a paragraph as it is gathered piece by piece; raised pieces that follow each other are one mark. Pale pieces are as white as
 * paper: they count only where the paragraph is so as a whole, which then stands on a dark ground.
 */
export class MarkedText {
  #pieces: { readonly kind: PieceKind; text: string }[] = [];

  add(text: string, { isRaised = false, isPale = false } = {}): void {
    const kind: PieceKind = isPale ? 'pale' : isRaised ? 'raised' : 'plain';
    const last = this.#pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else this.#pieces.push({ kind, text });
  }

  /** The text so far. */
  get value(): string {
    const countsPale = !this.#hasOther;
    let value = '';
    for (const { kind, text } of this.#pieces) {
      if (kind === 'raised') value += raisedText(value, text);
      else if (kind === 'plain' || countsPale) value += text;
    }
    return value;
  }

  /** The pale text that does not count. */
  get unseen(): string {
    if (!this.#hasOther) return '';
    return this.#pieces.map(({ kind, text }) => (kind === 'pale' ? text : '')).join('');
  }

  get #hasOther(): boolean {
    return this.#pieces.some(({ kind, text }) => kind !== 'pale' && text.trim() !== '');
  }

  clear(): void {
    this.#pieces = [];
  }
}
