import { expect, test } from 'vitest';
import { detailsWith, targetOf } from '../../../src/crawlers/queue/request.ts';

const referer = (url: string, from: string | null, http = {}) =>
  targetOf({ url, details: detailsWith({ http }) }, from).headers.Referer;

test.each([
  ['http://a.gov.cn/1.pdf', 'http://a.gov.cn/nb/?p=1#x', 'http://a.gov.cn/nb/?p=1'],
  ['http://b.gov.cn/1.pdf', 'http://a.gov.cn/nb/', 'http://a.gov.cn/'],
  ['https://a.gov.cn/1.pdf', 'http://a.gov.cn/nb/', 'http://a.gov.cn/'],
  ['http://a.gov.cn/1.pdf', 'https://a.gov.cn/nb/', undefined],
  ['http://a.gov.cn/1.pdf', null, undefined],
])('%s, linked from %s', (url, from, wanted) => expect(referer(url, from)).toBe(wanted));

test('a dialect knows better', () => {
  const headers = { Referer: 'http://a.gov.cn/own' };
  expect(referer('http://a.gov.cn/1', 'http://a.gov.cn/2', { headers })).toBe('http://a.gov.cn/own');
});
