import { normaliseLabel, type PrintedEntry, withoutOrdinal } from '../../../codebook/index.ts';

/** A row's label where it stands in the text. */
export interface LabelMatch {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Furthest distance, in characters without white space, from the end of one label to the next: its numbers and one lost label. */
const REACH = 300;

/** The labels one after the other: always the nearest one that was not found yet, within reach of the last. */
export function findLabels(compact: string, rows: readonly PrintedEntry[], from: number, to: number): LabelMatch[] {
  const found: LabelMatch[] = [];
  const left = new Set(rows);
  let at = from;
  for (;;) {
    const nearest = nearestLabel(compact, left, at, Math.min(to, at + REACH));
    if (!nearest) return found;
    left.delete(nearest.row);
    found.push({ key: nearest.row.key, start: nearest.start, end: nearest.end });
    at = nearest.end;
  }
}

function nearestLabel(compact: string, rows: ReadonlySet<PrintedEntry>, from: number, to: number) {
  const text = compact.slice(from, to);
  let nearest: { row: PrintedEntry; start: number; end: number } | null = null;
  for (const row of rows) {
    const match = labelPattern(row).exec(text);
    if (!match || (nearest && from + match.index >= nearest.start)) continue;
    nearest = { row, start: from + match.index, end: from + match.index + match[0].length };
  }
  return nearest;
}

/** A note that an organ puts behind a label. */
const NOTE = '(?:\\([^()]{0,40}\\p{Script=Han}[^()]{0,40}\\))?';

const patterns = new Map<PrintedEntry, RegExp>();

/**
 * A row's label as it may stand in running text: its known printings with or without ordinal and punctuation; and, where the codebook's
 * pattern is distinctive by itself, whatever words stand around that.
 */
function labelPattern(row: PrintedEntry): RegExp {
  const known = patterns.get(row);
  if (known) return known;
  const forms = [row.label, ...row.variants].map((label) => {
    const full = normaliseLabel(label);
    const bare = withoutOrdinal(full);
    const ordinal = full.slice(0, full.length - bare.length).replace(/[.．]/g, '');
    // 其他 and 总计 are everywhere; as rows they always carry their ordinal.
    const needed = bare.length <= 2 && ordinal !== '' ? '' : '?';
    return `(?:${spaced(ordinal)}[.．、]?)${ordinal === '' ? '{0}' : needed}${spaced(bare)}`;
  });
  forms.sort((a, b) => b.length - a.length);
  const distinctive = !row.pattern.source.includes('^');
  if (distinctive)
    forms.push(
      `${ANY_ORDINAL}[\\p{Script=Han}、,]{0,24}?(?:${row.pattern.source})[\\p{Script=Han}、,]*(?:\\([^)]*\\))?`,
    );
  const pattern = new RegExp(`(?:${forms.join('|')})${NOTE}`, 'u');
  patterns.set(row, pattern);
  return pattern;
}

/** The numbers of the form's items in running text: one digit only, since a number may stand against it (3 1.属于…). */
const ANY_ORDINAL = '(?:\\d[.．、]|\\([一二三四五六七八]\\)|[一二三四]、)?';

const spaced = (label: string): string =>
  [...label].map((character) => character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('[,，;；:：、]?');
