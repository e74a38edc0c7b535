import { expect, it } from 'vitest';
import { TimeLimit } from '../../src/ingest/time-limit.ts';

/** The first look, one every 100 ms, at which the process is ended; null where it may go on. A process that gets `share` of the processor. */
function endedAt(share: number | null, looks = 2000): number | null {
  const limit = new TimeLimit(1000, { spent: share === null ? null : 0, clock: 0 });
  for (let look = 1; look <= looks; look++)
    if (limit.isOver({ spent: share === null ? null : look * 100 * share, clock: look * 100 })) return look * 100;
  return null;
}

it.each([
  ['all of the processor', 1, 1100],
  ['two threads', 2, 600],
  ['a quarter, on a busy machine', 0.25, 4100],
  ['a twentieth: ten times as long is enough', 0.05, 10_100],
  ['nothing: it waits for what never comes', 0, 1100],
  ['nothing that the system tells', null, 1100],
])('a process that gets %s is ended in its time', (_, share, ends) => {
  expect(endedAt(share)).toBe(ends);
});

it('a process that waits a while and then works is not taken for one that hangs', () => {
  const limit = new TimeLimit(1000, { spent: 0, clock: 0 });
  expect(limit.isOver({ spent: 5, clock: 900 })).toBe(false);
  expect(limit.isOver({ spent: 200, clock: 1100 })).toBe(false);
  expect(limit.isOver({ spent: 400, clock: 2050 })).toBe(false);
  expect(limit.isOver({ spent: 401, clock: 3200 })).toBe(false);
  expect(limit.isOver({ spent: 401, clock: 4300 })).toBe(true);
});
