import { FACTS } from './facts.ts';
import { currentLanguage } from './language.ts';

/** A fact that is stored in English, in the language of the moment; what nobody has translated stays as it is. */
export function told(fact: string): string {
  return currentLanguage() === 'en' ? fact : inChinese(fact);
}

type Phrase = readonly [english: RegExp, chinese: string];

let phrases: readonly Phrase[] | undefined;

/** The longest first: what is told of most is least likely to be only a part. */
const allPhrases = (): readonly Phrase[] =>
  Object.entries(FACTS)
    .sort(([a], [b]) => b.length - a.length)
    .map(([english, chinese]) => [new RegExp(`^${english.split('$').map(escaped).join('(.*?)')}$`, 'su'), chinese]);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A longer one is no phrase of ours. */
const LONGEST_FACT = 1000;

function inChinese(fact: string): string {
  if (fact.length > LONGEST_FACT) return fact;
  phrases ??= allPhrases();
  const plain = FACTS[fact];
  if (plain !== undefined) return plain;
  for (const [english, chinese] of phrases) {
    const found = english.exec(fact);
    // A phrase that is all gaps says nothing of its own.
    if (found !== null) return chinese.replace(/\$(\d)/g, (_, n: string) => inChinese(found[Number(n)] ?? ''));
  }
  const parts = fact.split('; ');
  return parts.length > 1 ? parts.map(inChinese).join('；') : fact;
}
