import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { bilingual } from '../../src/language/bilingual.ts';
import { inLanguage, languageOf } from '../../src/language/language.ts';

const messages = bilingual({
  en: {
    none: 'no reports',
    found: (count: number) => `${count} found`,
    reasons: { robots: 'disallowed by robots.txt' },
  },
  zh: { none: '没有年报', found: (count) => `找到 ${count} 份`, reasons: { robots: 'robots.txt 不允许' } },
});

it('a message is read in the language of the moment, in groups too', () => {
  const all = () => [messages.none, messages.found(3), messages.reasons.robots];
  expect(inLanguage('zh', all)).toEqual(['没有年报', '找到 3 份', 'robots.txt 不允许']);
  expect(inLanguage('en', all)).toEqual(['no reports', '3 found', 'disallowed by robots.txt']);
  expect(all()).toEqual(inLanguage('en', all));
});

it('calls side by side keep their own language while they wait', async () => {
  const say = async () => {
    const before = messages.none;
    await setImmediate();
    return [before, messages.none];
  };
  const [zh, en] = await Promise.all([inLanguage('zh', say), inLanguage('en', say)]);
  expect([zh, en]).toEqual([
    ['没有年报', '没有年报'],
    ['no reports', 'no reports'],
  ]);
});

it('a message that lacks a language, or speaks of something else in it, does not compile', () => {
  // @ts-expect-error: no Chinese for `more`
  bilingual({ en: { one: 'one', more: 'more' }, zh: { one: '一' } });
  // @ts-expect-error: a number there, a text here
  bilingual({ en: { count: (n: number) => `${n}` }, zh: { count: (n: string) => n } });
  // @ts-expect-error: no English for `two`
  bilingual({ en: { one: 'one' }, zh: { one: '一', two: '二' } });
});

it.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'en_GB.UTF-8', LC_MESSAGES: 'zh_TW' }, 'zh'],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: '', NIANBAO_LANG: 'zh' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', NIANBAO_LANG: 'en' }, 'en'],
  [{}, 'en'],
] as const)('the locale %j speaks %s', (environment, language) => {
  expect(languageOf(environment)).toBe(language);
});
