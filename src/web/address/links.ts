import type { Language } from '../words/words.ts';

type ParameterValue = string | number | null | undefined | false;
/** What stands behind the question mark; a list gives its name several times. */
export type Parameters = Readonly<Record<string, ParameterValue | readonly ParameterValue[]>>;

/** Addresses of the pages in one language. They are stable: what is cited today is found tomorrow. */
export class Links {
  readonly #prefix: string;

  constructor(language: Language) {
    this.#prefix = language === 'en' ? '/en' : '';
  }

  at(path: string, parameters: Parameters = {}): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters))
      for (const one of Array.isArray(value) ? value : [value])
        if (one !== null && one !== undefined && one !== false && one !== '') query.append(name, String(one));
    const text = query.toString();
    return `${this.#prefix}${path}${text === '' ? '' : `?${text}`}`;
  }

  organ(key: string, portal: string | null = null): string {
    return this.at(`/organ/${encodeURIComponent(key)}`, { portal });
  }

  report(key: string, year: number, parameters: Parameters = {}): string {
    return this.at(`/report/${encodeURIComponent(key)}/${year}`, parameters);
  }

  /** A number's receipt, or a part of the report: a section, a page, the file. */
  part(key: string, year: number, part: string, parameters: Parameters = {}): string {
    const path = part.split('/').map(encodeURIComponent).join('/');
    return this.at(`/report/${encodeURIComponent(key)}/${year}/${path}`, parameters);
  }
}

/** A cell as an address names it: its export name, or table, row and column. */
export const cellPath = (table: string, row: string, column: string, exportName: string | null): string =>
  exportName ?? `${table}.${row}.${column}`;
