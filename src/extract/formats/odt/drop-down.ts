import type { Attributes } from '../office/xml.ts';

/** The drop-down list of a form that is being read: LibreOffice keeps its choices and the number of its choice, and need not print it. */
export class DropDown {
  #entries: string[] | null = null;
  #chosen = 0;
  #isPrinted = false;

  /** Takes the beginning of an element. */
  open(name: string, attributes: Attributes): void {
    if (/^field:fieldmark(?:-start)?$/.test(name) && attributes['field:type']?.endsWith('.FORMDROPDOWN')) {
      this.#entries = [];
      this.#chosen = 0;
      this.#isPrinted = false;
    } else if (name === 'field:param' && this.#entries) {
      const value = attributes['field:value'] ?? '';
      if (attributes['field:name'] === 'Dropdown_ListEntry') this.#entries.push(value);
      else if (attributes['field:name'] === 'Dropdown_Selected') this.#chosen = Number(value) || 0;
    }
  }

  /** Takes text that is printed. */
  print(text: string): void {
    if (text.trim() !== '') this.#isPrinted = true;
  }

  /** Takes the end of an element; gives the choice where a list ends that has not printed it. */
  close(name: string): string | null {
    if (!this.#entries || !/^field:fieldmark(?:-end)?$/.test(name)) return null;
    const choice = this.#isPrinted ? null : (this.#entries[this.#chosen] ?? null);
    this.#entries = null;
    return choice;
  }
}
