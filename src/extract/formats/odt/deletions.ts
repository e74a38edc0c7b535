import type { Attributes } from '../office/xml.ts';

/**
 * Text that tracked changes took out and that still stands in the body between two marks: LibreOffice writes it so in flat files. Elsewhere a
 * deletion is a single mark, its text outside of the body.
 */
export class Deletions {
  readonly #ids = new Set<string>();
  #region = '';
  #open: string | null = null;

  /** Takes an element of the list of changes. */
  readChange(name: string, attributes: Attributes): void {
    if (name === 'text:changed-region') this.#region = attributes['text:id'] ?? attributes['xml:id'] ?? '';
    else if (name === 'text:deletion') this.#ids.add(this.#region);
  }

  /** Takes an element of the body. */
  readMark(name: string, attributes: Attributes): void {
    const id = attributes['text:change-id'] ?? '';
    if (name === 'text:change-start' && this.#ids.has(id)) this.#open ??= id;
    else if (name === 'text:change-end' && this.#open === id) this.#open = null;
  }

  /** True between the marks of a deletion. */
  get isOpen(): boolean {
    return this.#open !== null;
  }
}
