import { describe, expect, it } from 'vitest';
import { type EndContext, listEnd } from '../../../src/crawlers/plan/completeness.ts';
import type { Listing } from '../../../src/crawlers/platforms/dialect.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';

const NOTHING: Listing = { items: [], next: [], channels: [] };
const SILENT = { more: null, last: null };
const item = (n: number) => ({ url: `http://www.qx.gov.cn/nb/${n}.html`, title: '某局2023年政府信息公开工作年度报告' });
const rows = (n: number): Listing => ({ ...NOTHING, items: Array.from({ length: n }, (_, index) => item(index)) });

function end(given: Partial<EndContext> & { html?: string }) {
  const page = makePage({ url: 'http://www.qx.gov.cn/nb/', text: `<html><body>${given.html ?? ''}</body></html>` });
  const { listing = rows(5) } = given;
  const { number = 1 } = given;
  const progress = { page: number, rows: 5, size: 5, seen: 5 * number };
  const base = { stop: 'last_page', number: 1, signs: SILENT, promised: undefined, progress } as const;
  return listEnd({
    ...base,
    page,
    listing,
    hasRows: listing.items.length > 0,
    ...given,
    progress: given.progress ?? progress,
  }).completeness;
}

describe('a list is complete', () => {
  it.each<[string, Partial<EndContext>]>([
    ['where a short page has no pager', {}],
    ['where the page says that it is the last', { signs: { more: null, last: 'page 3 of 3' }, number: 3 }],
    ['where a page beyond is gone and none was promised', { stop: 'page_gone', number: 4 }],
    ['where a page beyond has no rows', { stop: 'empty_page', number: 4 }],
    ['where a page beyond repeats what was read', { stop: 'no_new_items', number: 4 }],
    ['where it leads to channels', { listing: { ...NOTHING, channels: [{ url: 'http://x.gov.cn/', title: '街道' }] } }],
  ])('%s', (_, given) => expect(end(given)).toBe('complete'));

  it('where the page says that there is nothing', () => {
    expect(end({ listing: NOTHING, html: '<p>暂无数据</p>' })).toBe('complete');
  });
});

describe('a list is incomplete', () => {
  const more = { more: 'the control 下一页 is there', last: null };
  it.each<[string, Partial<EndContext> & { html?: string }]>([
    ['where a control was not followed', { signs: more }],
    ['where a promised page is gone', { stop: 'page_gone', number: 2, promised: 'the control 下一页 is there' }],
    ['where the first page comes in place of the second', { stop: 'no_new_items', number: 2, signs: more }],
    ['where pages are left by the limit', { stop: 'page_limit' }],
    ['where a page failed', { stop: 'failed' }],
    ['where more pages are announced', { listing: { ...rows(5), announcedPages: 4 } }],
    ['where entries are announced and none was read', { listing: { ...NOTHING, announcedItems: 200 } }],
    ['where dates are printed and no row was read', { listing: NOTHING, html: '2024-01-02 2024-01-03 2024-01-04' }],
    ['where rows stand in a comment', { listing: NOTHING, html: '<!-- <li><a href="1.html">年报</a></li> -->' }],
    ['where a template stands', { listing: NOTHING, html: '<li v-for="one in list">{{one.title}}</li>' }],
  ])('%s', (_, given) => expect(end(given)).toBe('incomplete'));
});

it('is unknown where nothing tells', () => {
  expect(end({ listing: NOTHING, html: '<p>政府信息公开年报</p>' })).toBe('unknown');
});
