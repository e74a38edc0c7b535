import { Converter } from 'opencc-js/cn2t';
import { describe, expect, it } from 'vitest';
import { TABLE_KEYS } from '../../../src/codebook/index.ts';
import type { SampleTable } from '../../../src/sample/grid.ts';
import type { SampleReport } from '../../../src/sample/model.ts';
import { generateReport } from '../../../src/sample/report.ts';
import type { TruthNumbers } from '../../../src/sample/truth.ts';
import { readSample } from '../../support/read-sample.ts';

const traditional = Converter({ from: 'cn', to: 'tw' });

const inTraditional = ({ cells, ...table }: SampleTable) => ({
  kind: 'table' as const,
  ...table,
  cells: cells.map((cell) => ({ ...cell, text: traditional(cell.text) })),
});

function converted(report: SampleReport): SampleReport {
  const blocks = report.blocks.map((block) => {
    if (block.kind === 'table') return block;
    if ('lines' in block) return { ...block, lines: block.lines.map((line) => traditional(line)) };
    return { ...block, text: traditional(block.text) };
  });
  return { ...report, blocks };
}

/** The rows that an organ added are named as they are printed. */
const ownRowsAsPrinted = (rows: TruthNumbers | null): TruthNumbers | null =>
  rows && Object.fromEntries(Object.entries(rows).map(([key, cells]) => [traditional(key), cells]));

describe('reports in traditional characters', () => {
  it('are read like those in simplified ones; title, organ and raw text stay as printed', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const report = generateReport(seed, { form: seed % 2 === 0 ? '2021' : '2019', title: 'usual' });
      const read = readSample(converted(report), (table) => [inTraditional(table)]);
      const { truth } = report;
      for (const key of TABLE_KEYS) expect([seed, key, read[key]]).toEqual([seed, key, ownRowsAsPrinted(truth[key])]);
      expect([seed, read.title, read.year]).toEqual([seed, traditional(truth.title), truth.year]);
      expect(read.sections.map(({ key }) => key)).toEqual(truth.sections.map(({ key }) => key));
    }
  });
});
