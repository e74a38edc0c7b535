import { expect, it } from 'vitest';
import { complete } from '../../../src/crawlers/plan/completeness.ts';
import { mergePages } from '../../../src/crawlers/plan/merge-plans.ts';
import { NOTHING, type Plan } from '../../../src/crawlers/plan/plan.ts';
import { detailsWith } from '../../../src/crawlers/queue/request.ts';

const url = (n: number): string => `http://www.qx.gov.cn/nb/${n}.html`;
const page = (...numbers: readonly number[]): Plan => ({
  ...NOTHING,
  content: 'page',
  requests: [
    ...numbers.map((n) => ({ kind: 'detail', url: url(n), details: detailsWith() }) as const),
    { kind: 'list', url: 'http://www.qx.gov.cn/nb/?page=9', details: detailsWith() },
  ],
  seen: numbers.map((n) => ({ url: url(n), title: String(n) })),
  channel: { platform: 'generic' },
});

it('takes each row of pages that grew in place once, and asks for no further page', () => {
  const merged = mergePages([page(1, 2), page(1, 2, 3), page(4)], complete('the control is greyed out'));
  expect(merged.seen.map(({ title }) => title)).toEqual(['1', '2', '3', '4']);
  expect(merged.requests.map((one) => one.url)).toEqual([1, 2, 3, 4].map(url));
  expect(merged.channel).toMatchObject({ platform: 'generic', end: { completeness: 'complete' } });
});

it('leaves out what was no page', () => {
  const failure = { code: 'soft_error', message: 'busy', retry: true } as const;
  expect(mergePages([{ ...page(1), failure }, page(2)], complete('end')).seen).toHaveLength(1);
});
