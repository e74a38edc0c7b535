import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { FACTS } from '../../src/language/facts.ts';
import { inLanguage } from '../../src/language/language.ts';
import { told } from '../../src/language/told.ts';
import { speaksEnglish, textsIn } from '../support/sentences.ts';

const root = resolve(import.meta.dirname, '../..');
const zh = (fact: string): string => inLanguage('zh', () => told(fact));

/** Files that tell facts which are stored, or printed as JSON, and shown to people. */
const TELLING = [
  'crawlers/browser/browser-retry.ts',
  'crawlers/browser/press.ts',
  'crawlers/http/address.ts',
  'crawlers/http/errors.ts',
  'crawlers/http/fetch-failure.ts',
  'crawlers/http/fetch.ts',
  'crawlers/http/navigate.ts',
  'crawlers/http/network.ts',
  'crawlers/http/tolerant.ts',
  'crawlers/plan/completeness.ts',
  'crawlers/plan/following.ts',
  'crawlers/plan/guess.ts',
  'crawlers/plan/not-understood.ts',
  'crawlers/plan/outcome.ts',
  'crawlers/plan/plan-answer.ts',
  'crawlers/plan/plan-detail.ts',
  'crawlers/plan/soft-error.ts',
  'crawlers/plan/within-scope.ts',
  'crawlers/record/channel-ends.ts',
  'crawlers/record/crawl-log.ts',
  'crawlers/record/withdrawals.ts',
  'discover/discover.ts',
  'discover/ownership.ts',
  'discover/verdict.ts',
  'doctor/diagnose.ts',
  'doctor/doctor.ts',
  'doctor/judge.ts',
  'doctor/shared.ts',
  'nightly/compare.ts',
  'nightly/conclude.ts',
  'nightly/problems.ts',
  'organs/locate.ts',
  'probe/identity.ts',
  'probe/probe.ts',
  'probe/search/search.ts',
  'probe/survey/examine.ts',
  'probe/survey/platform.ts',
  'probe/visit/bounded-fetcher.ts',
  'probe/visit/visitor.ts',
  'store/editions.ts',
  'verify/archive.ts',
  'verify/findings.ts',
  'verify/record.ts',
];

it.each(TELLING)('every fact that %s tells has its Chinese', (file) => {
  const source = readFileSync(resolve(root, 'src', file), 'utf8');
  const facts = textsIn(file, source).filter(
    (text) => speaksEnglish(text) && !/\b(?:SELECT|UPDATE|INSERT|FROM)\b/.test(text),
  );
  expect(facts.filter((text) => !Object.hasOwn(FACTS, text))).toEqual([]);
});

it('a fact is told with what it is about, and facts within it too', () => {
  expect(told('12 entries are announced, 10 were read')).toBe('12 entries are announced, 10 were read');
  expect(zh('12 entries are announced, 10 were read')).toBe('公布有 12 条，读到 10 条');
  expect(zh('newer than edition 1: published later (2024-02-05 against 2024-01-05)')).toBe(
    '比第 1 版新：公布较晚（2024-02-05 对 2024-01-05）',
  );
  expect(zh('3 of 3 titles name a year; no report was opened')).toBe('3 个标题中有 3 个写明年度；没有打开任何年报');
  expect(zh('trs')).toBe('trs');
});

it('every fact that has gaps has them in Chinese, and only those', () => {
  const gaps = (chinese: string) => (chinese.match(/\$\d/g) ?? []).sort();
  for (const [english, chinese] of Object.entries(FACTS)) {
    const count = english.split('$').length - 1;
    expect(gaps(chinese), english).toEqual(Array.from({ length: count }, (_, n) => `$${n + 1}`));
    expect(chinese, english).toMatch(/\p{Script=Han}/u);
  }
});
