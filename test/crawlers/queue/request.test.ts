import { describe, expect, it } from 'vitest';
import { detailsWith, listRequestOf, targetOf } from '../../../src/crawlers/queue/request.ts';
import { parseDetails, type RequestDetails } from '../../../src/crawlers/queue/request-details.ts';

const details: RequestDetails = {
  http: { method: 'POST', body: 'page=2', contentType: 'application/x-www-form-urlencoded', headers: { Referer: 'x' } },
  list: {
    page: 2,
    state: { seen: 10, nested: { a: [1, null] } },
    tentative: true,
    alternatives: [{ url: 'http://x.gov.cn/3', page: 2, method: 'GET' }],
    prefixes: ['x.gov.cn/nb'],
    beyond: { sign: 'page numbers up to 3 are there', url: 'http://x.gov.cn/' },
  },
  hints: { title: '年报', date: '2024-01-02', organ: '某局', inferred: true, depth: 1 },
};

describe('the details of a request', () => {
  it('come back from the database as they went in', () => {
    expect(parseDetails(JSON.stringify(details))).toEqual(details);
    expect(parseDetails(JSON.stringify(detailsWith()))).toEqual(detailsWith());
  });

  it('are refused where they hold what no version has written', () => {
    expect(() => parseDetails('{"http":{},"list":{"page":1},"hints":{},"unsure":true}')).toThrow(/unsure/);
    expect(() => parseDetails('{"http":{"method":"PUT"},"list":{"page":1},"hints":{}}')).toThrow(/method/);
    expect(() => parseDetails('{"title":"年报"}')).toThrow();
  });

  it('give the request that its dialect asked for, and what is sent', () => {
    const url = 'http://x.gov.cn/2';
    const { page, state, tentative, alternatives } = details.list;
    expect(listRequestOf({ url, details })).toEqual({ url, ...details.http, page, state, tentative, alternatives });
    const headers = { Referer: 'x', 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(targetOf({ url, details })).toEqual({ url, method: 'POST', body: 'page=2', headers });
  });
});
