/** What two texts do not share, sentence by sentence, each in printed order. */
export interface SentenceChanges {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Compares two texts by their sentences; white space and the order of equal sentences do not count. */
export function sentenceChanges(before: string, after: string): SentenceChanges {
  const [old, now] = [sentences(before), sentences(after)];
  return { removed: without(old, now), added: without(now, old) };
}

const sentences = (text: string): string[] =>
  text
    .split(/(?<=[。！？；])|\n/u)
    .map((sentence) => sentence.replace(/\s+/gu, ''))
    .filter((sentence) => sentence !== '');

/** The sentences of one list that the other does not have as often. */
function without(sentences: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const sentence of others) left.set(sentence, (left.get(sentence) ?? 0) + 1);
  return sentences.filter((sentence) => {
    const count = left.get(sentence) ?? 0;
    if (count > 0) left.set(sentence, count - 1);
    return count === 0;
  });
}
