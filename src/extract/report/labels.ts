import { normaliseLabel, type PrintedEntry, withoutOrdinal } from '../../codebook/index.ts';

/** How alike two labels must be where neither text nor pattern matches, and how far ahead of the second best: misprints and OCR. */
const ALIKE = 0.72;
const AHEAD = 0.12;
/** Shorter labels differ from each other by one character; only exact recognition there. */
const FUZZY_LENGTH = 5;

interface Prepared<E extends PrintedEntry> {
  readonly entry: E;
  readonly exact: ReadonlySet<string>;
  readonly bigrams: readonly ReadonlySet<string>[];
}

/** Recognises printed labels of one list of the codebook. */
export class LabelMatcher<E extends PrintedEntry> {
  readonly #prepared: readonly Prepared<E>[];

  constructor(entries: readonly E[]) {
    this.#prepared = entries.map((entry) => {
      const forms = [entry.label, ...entry.variants].map(normaliseLabel);
      return {
        entry,
        exact: new Set(forms.flatMap((form) => [form, withoutOrdinal(form)])),
        bigrams: forms.map((form) => bigrams(withoutOrdinal(form))),
      };
    });
  }

  /** The entry that a printed label names, or null. Exact printing first, then the pattern, then likeness. */
  match(text: string, { fuzzy = true } = {}): E | null {
    const label = normaliseLabel(text);
    if (label === '') return null;
    const bare = withoutOrdinal(label);
    const exact = this.#prepared.find(({ exact }) => exact.has(label) || exact.has(bare));
    if (exact) return exact.entry;
    const byPattern = this.#prepared.filter(({ entry }) => entry.pattern.test(bare) || entry.pattern.test(label));
    if (byPattern.length === 1) return byPattern[0]?.entry ?? null;
    return fuzzy && bare.length >= FUZZY_LENGTH ? this.#mostAlike(bare) : null;
  }

  #mostAlike(bare: string): E | null {
    const own = bigrams(bare);
    const scores = this.#prepared
      .map(({ entry, bigrams: forms }) => ({ entry, score: Math.max(...forms.map((form) => dice(own, form))) }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = scores;
    if (!best || best.score < ALIKE || best.score - (second?.score ?? 0) < AHEAD) return null;
    return best.entry;
  }
}

function bigrams(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) pairs.add(text.slice(i, i + 2));
  return pairs;
}

/** Sørensen–Dice coefficient of two bigram sets, 0 to 1. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return (2 * shared) / (a.size + b.size);
}
