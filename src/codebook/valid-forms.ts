import type { Form, NamedEntry, SumCheck, TableEntry, TableKey } from './model.ts';

/** SPSS and others take longer names, but these are typed by hand. */
const LONGEST_NAME = 32;

/** Throws where forms contradict themselves or each other; a mistake names its form, and never waits for a report to be seen. */
export function assertForms(forms: readonly Form[]): void {
  const names = new Map<string, string>();
  const mistakes = [...mistakesInKeys(forms), ...forms.flatMap((form) => mistakesIn(form, names))];
  if (mistakes.length > 0) throw new RangeError(`the forms of the codebook are wrong: ${mistakes.join('; ')}`);
}

function mistakesInKeys(forms: readonly Form[]): string[] {
  const keys = forms.map(({ key }) => key);
  return [
    ...keys.filter((key) => !/^[a-z0-9][a-z0-9_-]*$/.test(key) || key === 'none').map((key) => `"${key}" is no key`),
    ...keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `two forms are called ${key}`),
    ...forms
      .filter(({ years: [first] }, at) => first > (forms[at - 1]?.years[0] ?? Number.POSITIVE_INFINITY))
      .map(({ key }) => `${key} is newer than the form before it`),
  ];
}

/** `names` holds the export names of the forms before, by what they stand for. */
function mistakesIn(form: Form, names: Map<string, string>): string[] {
  const tables = Object.entries(form.tables) as [TableKey, TableEntry][];
  const found = tables.flatMap(([key, table]) => [
    ...(table.key === key ? [] : [`table ${table.key} stands under ${key}`]),
    ...mistakesInNames(table, names),
    ...table.rows.flatMap(({ key: row, columns = [] }) => unknown(columns, table.columns, `row ${row}`)),
  ]);
  const checks = form.checks.flatMap((check) => mistakesInCheck(check, form));
  return [...found, ...checks].map((mistake) => `${form.key}: ${mistake}`);
}

function mistakesInNames({ key: table, short, rows, columns }: TableEntry, names: Map<string, string>): string[] {
  return rows.flatMap((row) =>
    columns.flatMap((column) => {
      const name = [short, row.short, column.short].join('_');
      const meaning = [table, row.key, column.key].join('/');
      const held = names.get(name);
      names.set(name, meaning);
      if (held !== undefined && held !== meaning) return [`${name} is the export name of ${held} and of ${meaning}`];
      const isName = /^[a-z][a-z0-9_]*$/.test(name) && name.length <= LONGEST_NAME;
      return isName ? [] : [`${name} is no export name of at most ${LONGEST_NAME} characters`];
    }),
  );
}

function mistakesInCheck({ rule, table, over, left, right }: SumCheck, form: Form): string[] {
  const entry = form.tables[table];
  if (!entry) return [`check ${rule} is about ${table}, which the form does not have`];
  return unknown([...left, ...right], over === 'row' ? entry.columns : entry.rows, `check ${rule}`);
}

const unknown = (keys: readonly string[], entries: readonly NamedEntry[], where: string): string[] =>
  keys
    .filter((key) => !entries.some((entry) => entry.key === key))
    .map((key) => `${where} names ${key}, which is not there`);
