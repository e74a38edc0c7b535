import { expect, it, onTestFinished } from 'vitest';
import { SERIES } from '../../src/codebook/index.ts';
import type { Indicator } from '../../src/extract/report/model.ts';
import { randomFrom } from '../../src/sample/random.ts';
import { openStore } from '../../src/store/index.ts';
import { dataFolder } from '../support/data-folder.ts';
import { figures, file } from '../support/filed.ts';

const PARTS = SERIES.flatMap(({ tables }) => tables.parts);
const CELLS = PARTS.flatMap((part) => ('figure' in part ? [part.figure.join('/')] : []));
const LABELS = [
  '收到申请数',
  '1.属于已主动公开范围数',
  '2.同意公开答复数',
  '3.同意部分公开答复数',
  '申请办结数',
  '无此项',
];

it('are those of the view, to the last bit, whatever is printed and whatever is blank', () => {
  const store = openStore(dataFolder());
  onTestFinished(() => store.close());
  const random = randomFrom(7);
  const value = () => random.pick([null, 0, 0.1, 0.2, 0.3, 1.1, 1e16, 12, random.int(0, 5000)]);
  for (let at = 0; at < 60; at++) {
    const cells = Object.fromEntries(CELLS.filter(() => random.chance(0.8)).map((name) => [name, value()]));
    const source = { table: 0, row: 0, column: 0, position: null, confidence: null };
    const indicators = LABELS.filter(() => random.chance(0.5)).map((indicator): Indicator => {
      const [number, other] = [value(), value()];
      return random.chance(0.5)
        ? { indicator, unit: '件', values: { value: number }, raw: { value: null }, source }
        : {
            ...{ indicator, unit: '件', source },
            values: { this_year: number, cumulative: other },
            raw: { this_year: null, cumulative: null },
          };
    });
    const report = { title: null, organ: null, year: null, template: 'none' as const, sections: [], tables: [] };
    file(
      store,
      {},
      { year: 1000 + at, report: { ...report, figures: figures(cells), indicators, checks: [], warnings: [] } },
      String(at),
    );
  }
  const columns = 'report_id, series_key, side, value';
  const stored = store.all(`SELECT ${columns} FROM series_number ORDER BY 1, 2, 3`);
  expect(stored.length).toBeGreaterThan(300);
  expect(stored).toEqual(store.all(`SELECT ${columns} FROM series_sum ORDER BY 1, 2, 3`));
});
