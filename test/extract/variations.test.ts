import { describe, expect, it } from 'vitest';
import { variation } from '../../generator/variations/index.ts';
import { judge } from '../../generator/variations/judge.ts';
import { WRITERS } from '../../generator/variations/writers.ts';

/** `npm run variations` looks at thousands of others. */
const FIRST_SEED = 700;

describe('a report in any format, varied by what organs, editors and transfers do to it', () => {
  it.each(WRITERS.map(({ name }, at) => [name, FIRST_SEED + at] as const))(
    '%s: nothing wrong, nothing in silence',
    async (name, seed) => {
      const made = await variation(seed, { writer: name });
      const { faults } = await judge(made);
      expect({ trick: made.trick, faults }).toEqual({ trick: made.trick, faults: [] });
    },
  );

  // In these the second report's table, and its period, were taken for the first one's.
  it.each([920_119, 910_337])('two reports whose tables have run together into lines (%s)', async (seed) => {
    const made = await variation(seed, { writer: 'text-joined', trick: 'two reports' });
    expect((await judge(made)).faults).toEqual([]);
  });

  // A header and a row of few numbers; a header with white in a word, whose column was none; one row alone, run together or on its side.
  // Numbers beside the middle of their column, one of which stands above the rest of its own; a header that has lost its label's half.
  it.each([
    ['pdf without rules', 'sparse', 71_049],
    ['ofd without rules', 'shortened', 72_011],
    ['text-joined', 'shortened', 73_023],
    ['html-other-arrangement', 'shortened', 73_088],
    ['pdf without rules', 'running heads', 93_006],
    ['pdf without rules', 'running heads', 93_030],
    ['ofd without rules', 'running heads', 93_039],
    ['ofd without rules', 'notes', 95_071],
    ['pdf without rules', 'own rows', 102_252],
    ['ofd without rules', 'own rows', 107_099],
    ['ofd without rules', 'notes', 111_340],
    ['semicolons', 'sparse', 103_481],
  ])('little tells the columns of a table (%s, %s)', async (writer, trick, seed) => {
    const made = await variation(seed, { writer, trick });
    expect((await judge(made)).faults).toEqual([]);
  });

  it('the name of a group beside a row that has lost its own label names no row', async () => {
    const made = await variation(1074, { writer: 'pdf', trick: 'broken by a page' });
    expect((await judge(made)).faults).toEqual([]);
  });
});
