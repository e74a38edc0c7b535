import { describe, expect, it } from 'vitest';
import { computeChecks } from '../../../../src/extract/report/confirm/checks.ts';
import type { Figure } from '../../../../src/extract/report/model.ts';

const NOWHERE = { table: null, row: null, column: null, position: null, confidence: null };
const figures = (table: Figure['table'], row: string, cells: Record<string, number | null>): Figure[] =>
  Object.entries(cells).map(([column, value]) => ({ table, row, column, value, raw: String(value), source: NOWHERE }));

describe('computeChecks', () => {
  it('reports what a real report prints: 10 + 1 + 0 + 0 = 0', () => {
    const read = figures('review_litigation', 'reconsideration', {
      upheld: 10,
      corrected: 1,
      other: 0,
      pending: 0,
      total: 0,
    });
    expect(computeChecks(read)).toContainEqual({
      rule: 'review_sum',
      scope: 'reconsideration',
      status: 'fail',
      left: 11,
      right: 0,
    });
  });

  it('knows nothing where a cell is blank', () => {
    const read = figures('applications', 'new_received', {
      natural_person: 3,
      commercial_enterprise: null,
      research_institution: 0,
      public_welfare_org: 0,
      legal_service_org: 0,
      other_org: 0,
      total: 3,
    });
    const rowSum = computeChecks(read).find(({ rule }) => rule === 'row_sum');
    expect(rowSum).toEqual({ rule: 'row_sum', scope: 'new_received', status: 'unknown', left: null, right: 3 });
  });

  it('does not call a sum of results wrong where a result row was not found', () => {
    const read = [
      ...figures('applications', 'granted', { total: 1 }),
      ...figures('applications', 'handled_total', { total: 5 }),
    ];
    const sums = computeChecks(read).filter(({ rule, scope }) => rule === 'result_sum' && scope === 'total');
    expect(sums.map(({ status }) => status)).toEqual(['unknown']);
  });

  it('computes nothing for tables that are not there', () => {
    expect(computeChecks([])).toEqual([]);
  });
});
