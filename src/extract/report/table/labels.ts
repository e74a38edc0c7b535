import { distance } from 'fastest-levenshtein';
import { normaliseLabel, type PrintedEntry, withoutOrdinal } from '../../../codebook/index.ts';
import { memoize } from '../../../vocabulary/memoize.ts';
import type { Cell } from '../../document.ts';

/** How alike two labels must be where neither text nor pattern matches, and how far ahead of the second best: misprints and OCR. */
const ALIKE = 0.75;
const AHEAD = 0.15;
/** A label that differs by a character or two from one of the form needs to be ahead by less. */
const NEARLY = 0.9;
const NEARLY_AHEAD = 0.1;
/** Shorter labels differ from each other by one character; only exact recognition there. */
const FUZZY_LENGTH = 5;

/** A note behind a label's words, closed or cut: 行政事业性收费（元）, 规章（设区的市以上…）. */
const NOTE = /(?<=[\p{Script=Han}”])\([^()]*(?:\)|$)/gu;

/** The normalised label without what stands in brackets behind its words. */
export const withoutNote = (normalised: string): string => normalised.replace(NOTE, '');

/** The end of a label that begins elsewhere: a closing sign in front, or nothing but a note. */
export const isRestOfLabel = (text: string): boolean =>
  /^\s*(?:[”’」』）)】\]，。、；]|[（(][^（()）]{3,}[）)]\s*$)/u.test(text);

interface Prepared<E extends PrintedEntry> {
  readonly entry: E;
  readonly exact: ReadonlySet<string>;
  readonly bare: readonly string[];
}

/** Recognises printed labels of one list of the codebook. */
export class LabelMatcher<E extends PrintedEntry> {
  readonly #prepared: readonly Prepared<E>[];
  /** Every cell is offered to several matchers: answers are kept. */
  readonly #exactly = memoize((text) => this.#find(text, false));
  readonly #likely = memoize((text) => this.#find(text, true));
  readonly #partly = memoize((text) => this.#findPart(text));

  constructor(entries: readonly E[]) {
    this.#prepared = entries.map((entry) => {
      const forms = [entry.label, ...entry.variants].map(normaliseLabel);
      return {
        entry,
        exact: new Set(forms.flatMap((form) => [form, withoutOrdinal(form)])),
        bare: forms.map(withoutOrdinal),
      };
    });
  }

  /** The entry that a printed label names, or null. Exact printing first, then the pattern, then likeness. */
  match(text: string, { fuzzy = true } = {}): E | null {
    return fuzzy ? this.#likely(text) : this.#exactly(text);
  }

  /** Whether the text is a piece of one of the labels, as a page's or a cell's end leaves it: it names nothing for sure. */
  isPart(text: string): boolean {
    return this.#partly(text);
  }

  #findPart(text: string): boolean {
    // What an organ notes behind its own label stands behind the label's second half, too.
    const part = withoutNote(normaliseLabel(text));
    if (part.length < 2 || this.#prepared.some(({ exact }) => exact.has(part))) return false;
    return this.#prepared.some(({ exact }) => [...exact].some((form) => form.includes(part)));
  }

  #find(text: string, fuzzy: boolean): E | null {
    const label = normaliseLabel(text);
    const words = withoutNote(label);
    return (
      this.#exact(label) ??
      (words === label ? null : this.#exact(words)) ??
      (fuzzy ? (this.#mostAlike(label) ?? (words === label ? null : this.#mostAlike(words))) : null)
    );
  }

  #exact(label: string): E | null {
    if (label === '') return null;
    const bare = withoutOrdinal(label);
    const exact = this.#prepared.find(({ exact }) => exact.has(label) || exact.has(bare));
    if (exact) return exact.entry;
    const byPattern = this.#prepared.filter(({ entry }) => entry.pattern.test(bare) || entry.pattern.test(label));
    return byPattern.length === 1 ? (byPattern[0]?.entry ?? null) : null;
  }

  #mostAlike(label: string): E | null {
    const bare = withoutOrdinal(label);
    if (bare.length < FUZZY_LENGTH) return null;
    const scores = this.#prepared
      .map(({ entry, bare: forms }) => ({ entry, score: Math.max(...forms.map((form) => likeness(bare, form))) }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = scores;
    if (!best || best.score < ALIKE) return null;
    const ahead = best.score >= NEARLY ? NEARLY_AHEAD : AHEAD;
    if (best.score - (second?.score ?? 0) < ahead) return null;
    return best.entry;
  }
}

const matchers = new WeakMap<readonly PrintedEntry[], LabelMatcher<PrintedEntry>>();

/** The matcher of a list of the codebook; made once for each list. */
export function matcherOf<E extends PrintedEntry>(entries: readonly E[]): LabelMatcher<E> {
  const present = matchers.get(entries) as LabelMatcher<E> | undefined;
  if (present) return present;
  const made = new LabelMatcher(entries);
  matchers.set(entries, made);
  return made;
}

/** The cells that a matcher knows by their print, with the keys of their entries. */
export function namedBy<E extends PrintedEntry & { readonly key: string }>(
  matcher: LabelMatcher<E>,
  cells: readonly Cell[],
  { fuzzy = false } = {},
): (readonly [key: string, cell: Cell])[] {
  const named: (readonly [string, Cell])[] = [];
  for (const cell of cells) {
    const entry = matcher.match(cell.text, { fuzzy });
    if (entry) named.push([entry.key, cell]);
  }
  return named;
}

/** 1 for equal labels, 0 for labels that share nothing: one minus the edit distance over the longer length. */
const likeness = (a: string, b: string): number => 1 - distance(a, b) / Math.max(a.length, b.length, 1);
