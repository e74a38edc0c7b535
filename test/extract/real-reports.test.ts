import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/index.ts';
import { type ExtractionJson, toJson } from '../../src/extract/json.ts';
import { realReports } from '../support/reports.ts';

type Tables = 'disclosure' | 'applications' | 'review_litigation';
type Gold = Pick<ExtractionJson, 'title' | 'organ' | 'year' | 'template' | Tables>;
const TABLES: readonly Tables[] = ['disclosure', 'applications', 'review_litigation'];

const read = async (name: string): Promise<ExtractionJson> => {
  const extraction = await extract(readFileSync(join(realReports ?? '', name)), { name });
  if (extraction.kind !== 'document') throw new Error(`${name} is no document`);
  return toJson(name, extraction);
};
const named = (number: string, isGold: boolean): string =>
  readdirSync(realReports ?? '').find((name) => name.startsWith(number) && name.endsWith('.gold.json') === isGold) ??
  '';
const fileOf = (number: string): string => named(number, false);
const goldOf = (number: string): Gold =>
  JSON.parse(readFileSync(join(realReports ?? '', named(number, true)), 'utf8')) as Gold;

// The nine documents stand beside the project; a clone without them says so instead of passing.
describe.skipIf(realReports === null)('real reports', () => {
  it.each(['000', '001', '002', '003', '004', '005', '007'])(
    '%s equals its gold: every cell, title, organ, year, template',
    async (number) => {
      const gold = goldOf(number);
      const json = await read(fileOf(number));
      for (const key of ['title', 'organ', 'year', 'template', ...TABLES] as const)
        expect(json[key], key).toEqual(gold[key]);
    },
  );

  it('006 has no wrong cell although its cells have no boundaries', async () => {
    const gold = goldOf('006');
    const json = await read(fileOf('006'));
    let known = 0;
    for (const table of TABLES) {
      for (const [row, cells] of Object.entries(json[table] ?? {})) {
        for (const [column, value] of Object.entries(cells)) {
          if (value === null) continue;
          expect(value, `${table}/${row}/${column}`).toBe(gold[table]?.[row]?.[column]);
          known++;
        }
      }
    }
    expect(known).toBeGreaterThan(190);
    expect(json.disclosure?.normative_documents).toEqual({ issued: null, repealed: null, in_force: null });
    expect(json).toMatchObject({ title: gold.title, organ: gold.organ, year: 2022, template: '2021' });
  });

  it('008 is the blank form: every figure null, the template told', async () => {
    const json = await read(fileOf('008'));
    expect(json.template).toBe('2021');
    for (const table of TABLES) {
      const values = Object.values(json[table] ?? {}).flatMap((cells) => Object.values(cells));
      expect(values.length, table).toBeGreaterThan(5);
      expect(new Set(values)).toEqual(new Set([null]));
    }
  });
});
