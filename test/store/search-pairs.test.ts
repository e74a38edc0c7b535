import { expect, it } from 'vitest';
import { comparable, pairsOf, RUNS } from '../../src/store/search-pairs.ts';

/** What the index is asked for is cut by the expression; what it holds, character by character. */
function byExpression(text: string): string {
  const tokens = [...comparable(text).matchAll(RUNS)].flatMap(([run]) => {
    if (!/\p{Script=Han}/u.test(run)) return [run];
    const characters = [...run];
    return characters.map((character, at) => character + (characters[at + 1] ?? ''));
  });
  return tokens.join(' ');
}

it.each([
  ['政务 公开', '政务 务公 公开 开'],
  ['2023年App', '2023 年 app'],
  ['𠀀公', '𠀀公 公'],
  ['，', ''],
])('%s is held as %s', (text, pairs) => {
  expect(pairsOf(text)).toBe(pairs);
});

it('holds the same words that are asked for, whatever they are made of', () => {
  const pool = [...'公开𠀀々〇⺀⼈éAＡ1²㈱①İ한あー灣 \t\n\u3000，-\ufeff\u0301', '\ud800', '\udc00'];
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  for (let round = 0; round < 5000; round++) {
    const text = Array.from({ length: random(12) }, () => pool[random(pool.length)]).join('');
    expect(pairsOf(text), JSON.stringify(text)).toBe(byExpression(text));
  }
});
