/** A drop-down list of a form: its choices are groups in the field's code, its choice a number. */
export class DropDown {
  readonly #entries: string[] = [];
  #chosen = 0;
  /** Its choice stands in the field's result as well. */
  isPrinted = false;

  beginEntry(): void {
    this.#entries.push('');
  }

  addText(text: string): void {
    const last = this.#entries.length - 1;
    if (last >= 0) this.#entries[last] += text;
  }

  /** Takes the number of the choice; 25 stands for none. */
  choose(number: number | null): void {
    if (number !== null && number !== NONE) this.#chosen = number;
  }

  get choice(): string {
    return this.#entries[this.#chosen] ?? '';
  }
}

const NONE = 25;
