import { describe, expect, test } from 'vitest';
import { identitiesOf, withoutTokens } from '../../../src/crawlers/plan/session-tokens.ts';

const at = (query: string) => `http://www.qx.gov.cn/nb/show?${query}`;
const identity = (...queries: string[]) => {
  const urls = queries.map(at);
  return urls.map(identitiesOf(urls)).map((url) => url.replace('http://www.qx.gov.cn/nb/show', ''));
};

describe('tokens that change from visit to visit are left out', () => {
  test.each([
    [
      ['id=1&token=9f3c01aa77b2', 'id=2&token=00c9d1f2e3a4'],
      ['?id=1', '?id=2'],
    ],
    [
      ['id=1&t=1706669999123', 'id=2&t=1706669999123'],
      ['?id=1', '?id=2'],
    ],
    [
      ['a=1&sid=0A1B2C3D4E5F60718293', 'a=2&sid=0A1B2C3D4E5F60718293'],
      ['?a=1', '?a=2'],
    ],
    [['id=7&rnd=0.4821934121'], ['?id=7']],
  ])('%j', (queries, wanted) => expect(identity(...queries)).toEqual(wanted));
});

describe('what tells one row from another stays', () => {
  test.each([
    // Without it two rows would be one.
    [['c=5&guid=9f3c01aa77b2', 'c=5&guid=00c9d1f2e3a4']],
    [['t=1234', 't=1235']],
    [['id=9f3c01aa77b2', 'id=00c9d1f2e3a4']],
    [['id=1&v=2', 'id=2&v=3']],
  ])('%j', (queries) => expect(identity(...queries)).toEqual(queries.map((query) => `?${query}`)));
});

describe('markup that shows the same rows again is the same', () => {
  test.each([
    ['<a href="show?id=1&amp;token=ab">甲局</a>', '<a href="show?id=1&amp;token=cd">甲局</a>'],
    ['<a href="show?rand=17&id=1">甲局</a>', '<a href="show?rand=4&id=1">甲局</a>'],
    ['<a href="show?id=1&t=1706669999123">甲局</a>', '<a href="show?id=1&t=1706669999999">甲局</a>'],
  ])('%s', (before, after) => expect(withoutTokens(before)).toBe(withoutTokens(after)));

  test.each([
    ['<a href="show?id=1&token=ab">甲局</a>', '<a href="show?id=2&token=ab">甲局</a>'],
    ['<a href="show?t=3">甲局</a>', '<a href="show?t=4">甲局</a>'],
    ['<a href="show?sid=12">甲局</a>', '<a href="show?sid=13">甲局</a>'],
  ])('%s is another', (before, after) => expect(withoutTokens(before)).not.toBe(withoutTokens(after)));
});
