import type { Store } from '../store/store.ts';

/** What a person may choose from: values that current reports have. */
export interface Choices {
  readonly provinces: readonly string[];
  readonly years: readonly number[];
}

export function choicesOf(store: Store): Choices {
  return {
    provinces: store
      .all<{ name: string }>("SELECT name FROM division WHERE level = 'province' AND valid_to IS NULL ORDER BY code")
      .map(({ name }) => name),
    years: store
      .all<{ year: number }>('SELECT DISTINCT year FROM report WHERE is_current = 1 ORDER BY year DESC')
      .map(({ year }) => year),
  };
}

/** The cities of a province, by its name in full or the beginning of it. */
export function citiesOf(store: Store, province: string): string[] {
  const sql = `SELECT name FROM division WHERE level = 'city' AND valid_to IS NULL AND instr(province, ?) = 1 ORDER BY code`;
  return store.all<{ name: string }>(sql, province).map(({ name }) => name);
}
