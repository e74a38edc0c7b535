import { comparable } from '../store/search-pairs.ts';

interface Weighable {
  readonly heading: string;
  readonly text: string;
}

/** Of BM25, as FTS5 has them: how soon more of a word says no more, and how much a long text counts against it. */
const [SATURATION, LENGTH] = [1.2, 0.75];

/** Texts by how often and how densely they have the words, as BM25 weighs them; words that are in nearly all texts weigh alike. */
export function byWeight<T extends Weighable>(texts: readonly T[], words: readonly string[]): T[] {
  const compared = texts.map((one) => ({ one, text: comparable(`${one.heading}\n${one.text}`).replace(/\s+/gu, ' ') }));
  const mean = compared.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, compared.length);
  const weight = (text: string): number =>
    words.reduce((sum, word) => {
      const times = text.split(word).length - 1;
      return sum + times / (times + SATURATION * (1 - LENGTH + LENGTH * (text.length / mean)));
    }, 0);
  return compared
    .map(({ one, text }) => ({ one, weight: weight(text) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ one }) => one);
}
