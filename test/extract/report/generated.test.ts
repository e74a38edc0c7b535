import { describe, expect, it } from 'vitest';
import { TABLE_KEYS } from '../../../src/codebook/index.ts';
import type { Block, Document, Table } from '../../../src/extract/document.ts';
import { toJson } from '../../../src/extract/json.ts';
import { readReport } from '../../../src/extract/report/read.ts';
import type { SampleTable } from '../../../src/sample/grid.ts';
import type { SampleReport } from '../../../src/sample/model.ts';
import { generateReport } from '../../../src/sample/report.ts';

/** The grammar alone: sample reports handed over as Documents, without any format between. */
function asDocument(report: SampleReport, tableOf: (table: SampleTable) => Table): Document {
  const blocks = report.blocks.flatMap((block): Block[] => {
    if (block.kind === 'table') return [tableOf(block.table)];
    const lines = 'lines' in block ? block.lines : [block.text];
    return lines.map((text) => ({ kind: 'paragraph', text }));
  });
  return { format: 'html', charset: 'utf-8', charsetEvidence: null, blocks, metadata: {}, warnings: [] };
}

const spanned = ({ rows, columns, cells }: SampleTable): Table => ({ kind: 'table', rows, columns, cells });

/** The same table as a dump prints it: merged cells once, then blank below; nothing beside. */
function ragged({ rows, cells }: SampleTable): Table {
  const lines = Array.from({ length: rows }, (_, row) => {
    const covering = cells
      .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
      .sort((a, b) => a.column - b.column);
    return covering.map((cell, column) => ({
      row,
      column,
      rowSpan: 1,
      colSpan: 1,
      text: cell.row === row ? cell.text : '',
    }));
  });
  return {
    kind: 'table',
    rows,
    columns: Math.max(...lines.map(({ length }) => length)),
    cells: lines.flat(),
    ragged: true,
  };
}

function differences(report: SampleReport, document: Document): string[] {
  const read = toJson('', { sha256: '', format: 'html', document, report: readReport(document) });
  const { truth } = report;
  const found: string[] = [];
  for (const key of ['title', 'organ', 'year', 'template'] as const) {
    if (read[key] !== truth[key]) found.push(`${key}: ${read[key]} instead of ${truth[key]}`);
  }
  for (const table of TABLE_KEYS) {
    if (JSON.stringify(read[table]) === JSON.stringify(truth[table])) continue;
    const rows = new Set([...Object.keys(read[table] ?? {}), ...Object.keys(truth[table] ?? {})]);
    for (const row of rows) {
      const [is, should] = [read[table]?.[row], truth[table]?.[row]].map((cells) => JSON.stringify(cells));
      if (is !== should)
        found.push(`${table}/${row}: ${is} instead of ${should}; raw ${JSON.stringify(truth.raw[table]?.[row])}`);
    }
  }
  if (JSON.stringify(read.indicators) !== JSON.stringify(truth.indicators)) {
    read.indicators.forEach((row, index) => {
      const [is, should] = [JSON.stringify(row), JSON.stringify(truth.indicators[index])];
      if (is !== should) found.push(`indicator ${index}: ${is} instead of ${should}`);
    });
    if (read.indicators.length !== truth.indicators.length)
      found.push(`${read.indicators.length} indicators instead of ${truth.indicators.length}`);
  }
  const keys = (sections: readonly { key: string | null }[]): string => sections.map(({ key }) => key).join(',');
  if (keys(read.sections) !== keys(truth.sections))
    found.push(`sections ${keys(read.sections)} instead of ${keys(truth.sections)}`);
  const failed = read.checks.filter((check) => 'status' in check && check.status === 'fail').length;
  if (truth.planted === null && failed > 0) found.push(`${failed} checks fail`);
  if (truth.planted !== null && failed === 0) found.push(`the planted error in ${truth.planted.rule} was not found`);
  return found.map((line) => `seed ${report.seed} ${report.form}: ${line}`);
}

describe('the grammar on generated reports', () => {
  it.each([
    ['tables with spans', spanned],
    ['tables that lost their spans', ragged],
  ])('reads every cell of 300 reports: %s', (_, tableOf) => {
    const found = Array.from({ length: 300 }, (_, seed) => generateReport(seed + 1)).flatMap((report) =>
      differences(report, asDocument(report, tableOf)),
    );
    expect(found.slice(0, 20)).toEqual([]);
  });

  it('finds each planted error and changes no number', () => {
    const rules = ['balance', 'row_sum', 'result_sum', 'review_sum'] as const;
    const found = rules.flatMap((error, index) => {
      const report = generateReport(900 + index, { form: '2021', error, instead: [], missing: [] });
      return differences(report, asDocument(report, spanned));
    });
    expect(found).toEqual([]);
  });
});
