import { FORMS, INDICATORS, type TableKey } from '../../codebook/index.ts';
import type { Language } from '../words/words.ts';

interface Named {
  readonly key: string;
  readonly label: string;
  readonly english: string;
}

const rowsAndColumns = Object.values(FORMS.tables).flatMap(({ rows, columns }): Named[] => [...rows, ...columns]);

/** Of two that share a key the tables' own counts, before the lists of 2008 to 2018. */
const NAMES = new Map([...INDICATORS, ...rowsAndColumns.toReversed()].map((one): [string, Named] => [one.key, one]));

const inLanguage = ({ label, english }: Named, language: Language): string => (language === 'en' ? english : label);

/** What a row, a column or a number of a list is called; what no form has, as it is printed. */
export function nameOf(key: string, language: Language): string {
  const known = NAMES.get(key);
  return known === undefined ? key.replace(/^[a-z_]+\./, '') : inLanguage(known, language);
}

/** A number by its name `table/row/column`, or `indicators/label/column`. */
export function nameOfCell(path: string, language: Language): string {
  const [table = '', row = '', column = ''] = path.split('/');
  const entry = FORMS.tables[table as TableKey] as (typeof FORMS.tables)[TableKey] | undefined;
  if (entry === undefined) return [row, column === 'value' ? '' : column].filter(Boolean).join(' · ');
  const names = [entry.rows.find(({ key }) => key === row), entry.columns.find(({ key }) => key === column)];
  return [row, column]
    .filter((key) => key !== '')
    .map((key, index) => (names[index] === undefined ? nameOf(key, language) : inLanguage(names[index], language)))
    .join(' · ');
}

const PLACES = new Map(
  Object.values(FORMS.tables)
    .flatMap(({ key, rows, columns }) =>
      rows.flatMap((row) => columns.map((column) => `${key}/${row.key}/${column.key}`)),
    )
    .map((name, at): [string, number] => [name, at]),
);

/** Where the forms have a number, from 0; those that none has stand behind all others. */
export const placeOfCell = (path: string): number => PLACES.get(path) ?? PLACES.size;
