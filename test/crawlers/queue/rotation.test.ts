import { expect, test } from 'vitest';
import { detailsWith } from '../../../src/crawlers/queue/request.ts';
import type { RequestHints } from '../../../src/crawlers/queue/request-details.ts';
import { isDue, type RememberedRequest } from '../../../src/crawlers/queue/rotation.ts';
import { dayAfter } from '../../../src/vocabulary/clock.ts';

const TITLE = { title: '清溪县教育局2023年政府信息公开工作年度报告', date: '2024-01-30' };
const asked = (day: string, more: Partial<RememberedRequest> = {}, hints: RequestHints = TITLE): RememberedRequest => ({
  key: 'k',
  state: 'done',
  failure: null,
  message: null,
  details: JSON.stringify(detailsWith({ hints })),
  askedAt: `${day}T01:00:00.000Z`,
  isChannel: 0,
  ...more,
});
/** After how many days the turn comes of pages with many keys. */
const turns = (day: string, hints: RequestHints): Set<number> =>
  new Set(
    Array.from({ length: 300 }, (_, index) => {
      const known = asked(day, { key: `portal ${index}` }, hints);
      return (
        Array.from({ length: 40 }, (_, days) => days).find((days) => isDue(known, hints, dayAfter(day, days))) ?? -1
      );
    }),
  );

test('each page comes round within thirty days, and not all in one night', () => {
  expect([...turns('2026-05-02', TITLE)].sort((a, b) => a - b)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
});

test('in the season reports of the last year come round each week, older ones do not', () => {
  const lastYear = { ...TITLE, title: '清溪县教育局2025年政府信息公开工作年度报告' };
  expect([...turns('2026-02-01', lastYear)].sort((a, b) => a - b)).toEqual([5, 6, 7]);
  expect(Math.min(...turns('2026-02-01', TITLE))).toBe(21);
  // Without a year the row's day tells.
  expect(Math.max(...turns('2026-02-01', { title: '年度报告', date: '2026-01-20' }))).toBe(7);
});

test('what is otherwise than it was is due at once', () => {
  const tomorrow = '2026-05-03';
  const known = (more: Partial<RememberedRequest> = {}) => asked('2026-05-02', more);
  expect(isDue(known(), TITLE, tomorrow)).toBe(false);
  expect(isDue(known(), { ...TITLE, date: '2026-05-03' }, tomorrow)).toBe(true);
  expect(isDue(known(), { ...TITLE, title: `${TITLE.title}（更正）` }, tomorrow)).toBe(true);
  expect(isDue(known({ message: 'withdrawn' }), TITLE, tomorrow)).toBe(true);
  expect(isDue(known({ isChannel: 1 }), TITLE, tomorrow)).toBe(true);
  expect(isDue(known(), { ...TITLE, linksOnly: true }, tomorrow)).toBe(true);
});

test('what failed is asked for again in each night, what is not there each week', () => {
  const failed = (failure: RememberedRequest['failure']) => asked('2026-05-02', { state: 'failed', failure });
  expect(isDue(failed('timeout'), TITLE, '2026-05-03')).toBe(true);
  expect(isDue(failed('not_found'), TITLE, '2026-05-03')).toBe(false);
  expect(isDue(failed('not_found'), TITLE, '2026-05-09')).toBe(true);
});
