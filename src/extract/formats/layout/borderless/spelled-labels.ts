import { around, type Box, centreX, centreY } from '../model.ts';
import { beginsRowLabel, endsRowLabel, isInRowLabel, isRowLabel } from './form-labels.ts';
import type { LineSpacing } from './rule-between.ts';
import { SPELLED } from './settings.ts';
import { overlapX, sharedHeight, type TextRun } from './text-runs.ts';

/** A label of a form, spelt by the lines of one cell. */
export interface SpelledLabel {
  readonly text: string;
  readonly runs: readonly TextRun[];
  readonly box: Box;
  /** `start` and `end` are what a page's end leaves of it. */
  readonly part: 'whole' | 'start' | 'end';
}

/**
 * Finds the labels of the forms among the lines in front of numbers: lines one below the other that spell one. The words say which lines
 * belong together, whatever stands beside them or how near the next label is.
 */
export function spelledLabels(words: readonly TextRun[], spacing: LineSpacing): SpelledLabel[] {
  const speller = new Speller(words, spacing);
  const whole = longestFirst(words.flatMap((run) => speller.whole([run])));
  const taken = new Set(whole.flatMap(({ runs }) => runs));
  const left = words.filter((run) => !taken.has(run));
  const starts = left.flatMap((run) => speller.start([run], taken));
  const ends = left.flatMap((run) => speller.end([run], taken));
  return [...whole, ...longestFirst(starts), ...longestFirst(ends)];
}

/** Each line spells one label: the longer ones come first. */
function longestFirst(found: readonly SpelledLabel[]): SpelledLabel[] {
  const taken = new Set<TextRun>();
  return [...found]
    .sort((a, b) => b.text.length - a.text.length)
    .filter(({ runs }) => {
      if (runs.some((run) => taken.has(run))) return false;
      for (const run of runs) taken.add(run);
      return true;
    });
}

type Chain = readonly TextRun[];

/** A bracket with words behind it: a number in brackets, or a bracket alone, is a group's that is set vertically beside the labels. */
const OPENS_NOTE = /^[（(](?![一二三四五六七八九十\d]{0,3}(?:[）)]|$))/u;

const textOf = (chain: Chain): string => chain.map(({ text }) => text).join('');

class Speller {
  private readonly words: readonly TextRun[];
  private readonly spacing: LineSpacing;

  constructor(words: readonly TextRun[], spacing: LineSpacing) {
    this.words = words;
    this.spacing = spacing;
  }

  /** The longest whole label that begins with these lines, a note in brackets behind it included. */
  whole(chain: Chain): SpelledLabel[] {
    if (!beginsRowLabel(textOf(chain))) return [];
    const longer = this.following(chain).flatMap((run) => this.whole([...chain, run]));
    if (longer.length > 0) return longestFirst(longer).slice(0, 1);
    return isRowLabel(textOf(chain)) ? [label(this.withNote(chain), 'whole')] : [];
  }

  /** What a page's end leaves of a label at the foot of the page. */
  start(chain: Chain, taken: ReadonlySet<TextRun>): SpelledLabel[] {
    if (!beginsRowLabel(textOf(chain))) return [];
    const next = this.following(chain).filter((run) => !taken.has(run));
    const longer = next.flatMap((run) => this.start([...chain, run], taken));
    if (longer.length > 0) return longestFirst(longer).slice(0, 1);
    const { box } = label(chain, 'start');
    const isLast = !this.words.some((run) => run.box[1] > box[3] - 1 && overlapX(run.box, box));
    return isLast ? [label(chain, 'start')] : [];
  }

  /** The rest of a label at the head of the page. */
  end(chain: Chain, taken: ReadonlySet<TextRun>): SpelledLabel[] {
    if (!isInRowLabel(textOf(chain))) return [];
    const [first] = chain;
    const isFirst = first && !this.words.some((run) => run.box[3] < first.box[1] + 1 && overlapX(run.box, first.box));
    if (!isFirst) return [];
    const next = this.following(chain).filter((run) => !taken.has(run));
    const longer = next.flatMap((run) => this.end([...chain, run], taken));
    if (longer.length > 0) return longestFirst(longer).slice(0, 1);
    return endsRowLabel(textOf(chain)) ? [label(chain, 'end')] : [];
  }

  private withNote(chain: Chain): Chain {
    const text = textOf(chain);
    const isOpen = /[（(][^）)]*$/u.test(text);
    const [next] = this.following(chain);
    if (!next || chain.length > SPELLED.mostLines || !(isOpen || OPENS_NOTE.test(next.text))) return chain;
    return this.withNote([...chain, next]);
  }

  /** The runs that may go on with a line: beside it, or next below. */
  private following(chain: Chain): TextRun[] {
    const last = chain.at(-1);
    if (!last) return [];
    const { maxLineGap, hasRuleBetween } = this.spacing;
    const reach = Math.max(maxLineGap, last.size * SPELLED.lineGap) + 0.5;
    const line = chain.filter((run) => sharedHeight(run.box, last.box) > 0.5);
    const extent = around(line.map(({ box }) => box));
    const beside = this.words.filter(
      (run) =>
        run.box[0] >= last.box[2] - 1 &&
        run.box[0] - last.box[2] < last.size * SPELLED.spread &&
        sharedHeight(run.box, last.box) > 0.5,
    );
    const below = this.words.filter((run) => {
      const away = centreY(run.box) - centreY(last.box);
      const isNext = away > last.size * 0.5 && away <= reach && overlapX(run.box, extent);
      return isNext && !hasRuleBetween(centreX(run.box), centreY(last.box), centreY(run.box));
    });
    const byHeight = (one: TextRun, other: TextRun) => centreY(one.box) - centreY(other.box);
    return [...beside, ...below.sort(byHeight)];
  }
}

const label = (runs: Chain, part: SpelledLabel['part']): SpelledLabel => ({
  text: textOf(runs),
  runs,
  box: around(runs.map(({ box }) => box)),
  part,
});
