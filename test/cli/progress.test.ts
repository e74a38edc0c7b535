import { expect, it } from 'vitest';
import { progressLine, slowestLine } from '../../src/cli/crawl/progress.ts';
import { CrawlTally } from '../../src/cli/crawl/tally.ts';
import { inLanguage } from '../../src/language/language.ts';

/** Each of 200 portals has ten requests, a second each; two of them have many more, and one fails. */
function tallied(): { tally: CrawlTally; now: number } {
  const tally = new CrawlTally(200);
  for (let portal = 0; portal < 150; portal++)
    for (let n = 1; n <= 10; n++)
      tally.add(
        { portalId: `p${portal}`, outcome: portal === 7 && n === 3 ? 'failed' : 'done', open: 10 - n },
        n * 1000,
      );
  for (let n = 0; n <= 10; n++) tally.add({ portalId: 'slow', outcome: 'done', open: 500 - n }, n * 1000);
  for (let n = 0; n <= 10; n++)
    tally.add({ portalId: 'slower', outcome: n === 4 ? 'retry' : 'done', open: 900 }, n * 1000);
  return { tally, now: 10_000 };
}

it('is one total with an estimate, and the slowest few, longest first', () => {
  const { tally, now } = tallied();
  const totals = tally.totals(now);
  expect(totals).toMatchObject({ done: 1521, failed: 1, open: 1390, portals: 200, finished: 150 });
  // Ten requests in ten seconds, 900 to go: that portal alone decides.
  expect(totals.leftMs).toBe(900_000);
  expect(totals.slowest.map(({ portal }) => portal)).toEqual(['slower', 'slow']);
  expect(progressLine(totals)).toBe(
    '150 of 200 portals finished; 1521 requests done, 1390 to go; 1 failed; about 15 min left',
  );
  expect(slowestLine(totals)).toBe('slowest: slower (900 to go, 15 min), slow (490 to go, 7 min 25 s)');
  expect(inLanguage('zh', () => progressLine(totals))).toBe(
    '200 个网站中已完成 150 个；已请求 1521 次，还剩 1390 次；失败 1 次；大约还要 15 分钟',
  );
});

it('tells no time where nothing is left, or too little is known', () => {
  const tally = new CrawlTally(1);
  tally.add({ portalId: 'p', outcome: 'done', open: 80 }, 0);
  expect(progressLine(tally.totals(1000))).toBe('0 of 1 portal finished; 1 requests done, 80 to go');
  for (let open = 9; open >= 0; open--) tally.add({ portalId: 'p', outcome: 'done', open }, 2000);
  expect(progressLine(tally.totals(3000))).toBe('1 of 1 portal finished; 11 requests done, 0 to go');
  expect(slowestLine(tally.totals(3000))).toBe('');
});
