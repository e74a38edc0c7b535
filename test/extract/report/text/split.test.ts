import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splits } from '../../../../src/extract/report/text/split.ts';

const rowAdds = (numbers: readonly number[]): boolean =>
  numbers.slice(0, 6).reduce((sum, n) => sum + n, 0) === numbers[6];

describe('splits', () => {
  it('cuts the printed run where one cut alone adds up', () => {
    expect(splits('713000074', 7, rowAdds)).toEqual([[71, 3, 0, 0, 0, 0, 74]]);
    expect(splits('0000000', 7, rowAdds)).toEqual([[0, 0, 0, 0, 0, 0, 0]]);
  });

  it('finds no cut in eight digits whose only sums would need a leading zero', () => {
    expect(splits('00000001', 7, rowAdds)).toEqual([]);
  });

  it('reports ambiguity by giving more than one', () => {
    expect(splits('8855698', 3, () => true).length).toBe(2);
  });

  it('always contains the true numbers of a row that adds up, unless it stopped at two', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 6, maxLength: 6 }), (six) => {
        const row = [...six, six.reduce((sum, n) => sum + n, 0)];
        const found = splits(row.join(''), 7, rowAdds);
        return found.length >= 2 || found.some((numbers) => numbers.join(',') === row.join(','));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
