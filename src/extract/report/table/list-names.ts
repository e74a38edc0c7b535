import { distance } from 'fastest-levenshtein';
import { type FormRegistry, type ListLine, normaliseLabel, withoutOrdinal } from '../../../codebook/index.ts';

/** Names are compared in order: costs in shares of a name. */
const COSTS = {
  /** A name that no line of the form is. */
  own: 0.6,
  /** A line of the form that is not there. */
  missing: 0.2,
} as const;

/** More of a name may not be misread; between neighbours that are sure, with one line of the form left for it, more. */
const MISREAD = 0.3;
const MISREAD_BETWEEN = 0.5;
/** So many names, and this share of them, must be those of a form's list before the order of its lines says anything. */
const LEAST = 8;
const LEAST_SHARE = 0.6;

/**
 * The lines of a form's list that names are, which were recognised from pixels: the lines stand in order, so that a misread name between
 * two others is the line between theirs. A name that is no line for sure is null; null where no form has such a list.
 */
export function linesInOrder(names: readonly string[], forms: FormRegistry): readonly (ListLine | null)[] | null {
  const printed = names.map(normaliseLabel);
  const ways = forms.forms.flatMap(({ lists }) => lists).map(({ lines }) => align(printed, lines));
  const best = ways.reduce<readonly Match[] | null>(
    (one, other) => (one && exactIn(one) >= exactIn(other) ? one : other),
    null,
  );
  if (!best || exactIn(best) < Math.max(LEAST, names.length * LEAST_SHARE)) return null;
  return best.map((match, index) => settled(match, best, index));
}

interface Match {
  /** The line of the form, and how many there are; -1 for none. */
  readonly at: number;
  readonly line: ListLine | null;
  /** Share of the name that is misread. */
  readonly off: number;
}

const exactIn = (matches: readonly Match[]): number => matches.filter(({ line, off }) => line && off === 0).length;

function settled(match: Match, all: readonly Match[], index: number): ListLine | null {
  if (!match.line) return null;
  if (match.off <= MISREAD) return match.line;
  const [before, after] = [all[index - 1], all[index + 1]];
  const isBetween = before?.off === 0 && after?.off === 0 && after.at - before.at === 2 && match.at - before.at === 1;
  return isBetween && match.off <= MISREAD_BETWEEN ? match.line : null;
}

/** The cheapest way to pair names with lines in order. */
function align(names: readonly string[], lines: readonly ListLine[]): Match[] {
  const labels = lines.map(({ label }) => normaliseLabel(label));
  const width = lines.length + 1;
  const cost = new Array<number>((names.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  const step = new Array<'pair' | 'own' | 'missing' | null>(cost.length).fill(null);
  cost[0] = 0;
  const offer = (place: number, price: number, how: 'pair' | 'own' | 'missing') => {
    if (price >= (cost[place] ?? 0)) return;
    cost[place] = price;
    step[place] = how;
  };
  for (let name = 0; name <= names.length; name++)
    for (let line = 0; line <= lines.length; line++) {
      const here = cost[name * width + line] ?? 0;
      const [text, label] = [names[name], labels[line]];
      if (text !== undefined) offer((name + 1) * width + line, here + COSTS.own, 'own');
      if (label !== undefined) offer(name * width + line + 1, here + COSTS.missing, 'missing');
      if (text !== undefined && label !== undefined)
        offer((name + 1) * width + line + 1, here + misread(text, label), 'pair');
    }
  const matches: Match[] = [];
  for (let [name, line] = [names.length, lines.length]; name > 0 || line > 0; ) {
    const how = step[name * width + line];
    if (how !== 'own') line--;
    if (how !== 'missing') name--;
    if (how === 'missing') continue;
    const paired = how === 'pair' ? (lines[line] ?? null) : null;
    matches.unshift({ at: line, line: paired, off: paired ? misread(names[name] ?? '', labels[line] ?? '') : 1 });
  }
  return matches;
}

/** The share of a name that is not as the label: its ordinal, which is small and soon lost, does not count. */
function misread(name: string, label: string): number {
  const [bareName, bareLabel] = [withoutOrdinal(name), withoutOrdinal(label)];
  const off = Math.min(distance(name, label), distance(bareName, bareLabel), distance(name, bareLabel));
  return off / Math.max(bareLabel.length, 1);
}
