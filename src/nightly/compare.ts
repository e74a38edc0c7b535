import { type ChannelMeasure, type MeasuredTable, TABLES } from './measure.ts';

/** What a channel's last good nights came to: what is to be expected of it. */
export interface Expected {
  /** Of its list, in the middle; null: there was no good night. */
  readonly rows: number | null;
  readonly wasComplete: boolean;
  readonly platform: string | null;
  /** Over the reports of those nights. */
  readonly fill: Readonly<Record<MeasuredTable, number | null>>;
  readonly failedShare: number | null;
  readonly nullShare: number | null;
}

/** Something that is worse than it was: in its list, or in what was read. */
export interface Fall {
  readonly what: 'list' | 'reading';
  readonly message: string;
}

/** What fell, against what is to be expected. Nothing is expected of a channel without a good night. */
export function fallsOf(now: ChannelMeasure, expected: Expected): Fall[] {
  return [...listFalls(now, expected), ...readingFalls(now, expected)];
}

function listFalls({ rows, completeness }: ChannelMeasure, { rows: usual, wasComplete }: Expected): Fall[] {
  if (usual === null) return [];
  const falls: Fall[] = [];
  if (isFewer(rows, usual)) falls.push({ what: 'list', message: `${rows} rows, ${usual} in the nights before` });
  if (wasComplete && completeness !== 'complete')
    falls.push({
      what: 'list',
      message: `read to its end in the nights before, now ${completeness ?? 'not finished'}`,
    });
  return falls;
}

/**
 * Lists lose single rows, and lists of the newest swing. Half of the rows is a fall for any list; a fifth for a long one, where it is more
 * than three times what chance does to a count.
 */
const isFewer = (rows: number, usual: number): boolean =>
  usual > 0 && (rows * 2 <= usual || (rows < usual * 0.8 && usual - rows > 3 * Math.sqrt(usual)));

const PERCENT = (share: number): string => `${Math.round(share * 100)} %`;

function readingFalls(now: ChannelMeasure, expected: Expected): Fall[] {
  if (now.reports === 0) return [];
  const falls: Fall[] = [];
  const far = farFrom(now);
  const tell = (name: string, share: number | null, usual: number | null, sign: 1 | -1) => {
    if (share === null || usual === null || (share - usual) * sign <= far) return;
    const message = `${name}: ${PERCENT(share)}, ${PERCENT(usual)} in the nights before (${now.reports} reports)`;
    falls.push({ what: 'reading', message });
  };
  for (const table of TABLES) tell(`cells of ${table} with a number`, now.fill[table], expected.fill[table], -1);
  tell('checks that fail', shareOf(now.checksFailed, now.checks), expected.failedShare, 1);
  tell('cells without a number', shareOf(now.cellsNull, now.cells), expected.nullShare, 1);
  return falls;
}

/** How far a share may be from the usual one: a single new report may be odd, one that was read before may not become so. */
function farFrom({ reports, again }: ChannelMeasure): number {
  if (again > 0) return 0.2 + 0.3 * Math.sqrt(1 - again / reports);
  return reports < 3 ? Number.POSITIVE_INFINITY : 0.2 + 0.3 / Math.sqrt(reports);
}

export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
