import { storedNumbers } from './contents.ts';
import type { Store } from './store.ts';

/** What one organ published for one year on one portal. */
export interface ReportKey {
  readonly portalId: string;
  readonly organ: string;
  readonly year: number;
}

interface EditionCandidate {
  readonly id: number;
  /** Day of publication; where it is not known, of the capture with which it appeared. */
  readonly day: string;
  readonly run: number;
  /** 1: read from text; 0: recognised from pixels. */
  readonly fromText: number;
  readonly failed: number;
  readonly numbers: number;
  /** It holds less than half of the numbers of another edition. */
  readonly fell: boolean;
  /** Moment of the capture with which it appeared. */
  readonly at: string;
  readonly url: string;
  readonly sha256: string;
}

interface Criterion {
  readonly rank: (candidate: EditionCandidate) => number | string;
  readonly words: (winner: EditionCandidate, loser: EditionCandidate) => string;
}

/**
 * What makes an edition the newer one, in this order. No edition takes the place of one that holds far more numbers: pages lose their
 * tables when a portal is made anew. The next two are the portal's own word; the rest decide between documents that were published
 * together, and do not depend on which of them was read first.
 */
const CRITERIA: readonly Criterion[] = [
  {
    rank: ({ fell }) => (fell ? 0 : 1),
    words: (winner, loser) => `the other has lost most of its numbers (${loser.numbers} against ${winner.numbers})`,
  },
  { rank: ({ day }) => day, words: (winner, loser) => `published later (${winner.day} against ${loser.day})` },
  { rank: ({ run }) => run, words: () => 'appeared in a later run' },
  { rank: ({ fromText }) => fromText, words: () => 'read from text, the other recognised from pixels' },
  {
    rank: ({ failed }) => -failed,
    words: (winner, loser) => `fewer failed checks (${winner.failed} against ${loser.failed})`,
  },
  {
    rank: ({ numbers }) => numbers,
    words: (winner, loser) => `more numbers (${winner.numbers} against ${loser.numbers})`,
  },
  { rank: ({ at }) => at, words: () => 'captured later' },
  { rank: ({ url }) => url, words: () => 'of the later address, all else being equal' },
  { rank: ({ sha256 }) => sha256, words: () => 'of the greater digest, all else being equal' },
];

/** Numbers the editions of a report from the oldest (1) to the newest, which is current, and writes down why. */
export function rankEditions(store: Store, key: ReportKey): void {
  if (isOnlyEdition(store, key)) return;
  const editions = candidates(store, key).sort(compare);
  const current = editions.at(-1);
  if (current === undefined) return;
  // Two steps, because edition numbers and the current one are unique at every moment.
  store.run(
    'UPDATE report SET edition = -id, is_current = 0 WHERE portal_id = ? AND organ = ? AND year = ?',
    key.portalId,
    key.organ,
    key.year,
  );
  for (const [index, edition] of editions.entries()) {
    const isCurrent = edition === current;
    const because = isCurrent
      ? becauseCurrent(current, editions.at(-2), index)
      : `superseded by edition ${editions.length}: ${reason(current, edition)}`;
    const sql = 'UPDATE report SET edition = ?, is_current = ?, current_because = ? WHERE id = ?';
    store.run(sql, index + 1, isCurrent ? 1 : 0, because, edition.id);
  }
}

/** Why it is the current one. */
export const ONLY_EDITION = 'the only edition';

/** Nearly every report has one edition, which need not be compared with anything. */
function isOnlyEdition(store: Store, { portalId, organ, year }: ReportKey): boolean {
  const sql = 'SELECT id FROM report WHERE portal_id = ? AND organ = ? AND year = ? LIMIT 2';
  const [only, other] = store.all<{ id: number }>(sql, portalId, organ, year);
  if (only === undefined || other !== undefined) return false;
  const change = `UPDATE report SET edition = 1, is_current = 1, current_because = ?
    WHERE id = ? AND (edition, is_current, current_because) IS NOT (1, 1, ?)`;
  store.run(change, ONLY_EDITION, only.id, ONLY_EDITION);
  return true;
}

function becauseCurrent(
  current: EditionCandidate,
  previous: EditionCandidate | undefined,
  previousEdition: number,
): string {
  return previous === undefined ? ONLY_EDITION : `newer than edition ${previousEdition}: ${reason(current, previous)}`;
}

/**
 * A document's time is that of the capture with which it last appeared at an address: one that came back after another had stood there
 * is newer than that other.
 */
const CANDIDATES = `
  WITH edition AS (
    SELECT report.id, report.published_on, report.url, payload.sha256, coalesce(payload.container_id, payload.id) AS payload_id
    FROM report JOIN document ON document.id = report.document_id JOIN payload ON payload.id = document.payload_id
    WHERE report.portal_id = ? AND report.organ = ? AND report.year = ?
  ), appearance AS (
    SELECT edition.id, max(capture.id) AS capture, capture.run_id AS run, capture.captured_at AS at
    FROM edition JOIN capture ON capture.payload_id = edition.payload_id
    WHERE capture.payload_id IS NOT (
      SELECT before.payload_id FROM capture AS before
      WHERE before.url = capture.url AND before.id < capture.id AND before.payload_id IS NOT NULL ORDER BY before.id DESC LIMIT 1)
    GROUP BY edition.id
  )
  SELECT edition.id, coalesce(edition.published_on, substr(appearance.at, 1, 10), '') AS day,
    coalesce(appearance.run, 0) AS run, coalesce(appearance.at, '') AS at, edition.url, edition.sha256,
    NOT EXISTS (SELECT 1 FROM figure WHERE report_id = edition.id AND confidence IS NOT NULL) AS fromText,
    (SELECT count(*) FROM check_result WHERE report_id = edition.id AND status = 'fail') AS failed,
    (SELECT count(*) FROM figure WHERE report_id = edition.id AND value IS NOT NULL)
      + (SELECT count(value) + count(this_year) + count(cumulative) FROM indicator WHERE report_id = edition.id) AS numbers
  FROM edition LEFT JOIN appearance ON appearance.id = edition.id`;

/** Below this, numbers are too few to tell a table that was lost from one that was corrected. */
const LEAST_NUMBERS = 20;

function candidates(store: Store, key: ReportKey): EditionCandidate[] {
  const all = store.all<Omit<EditionCandidate, 'fell'>>(CANDIDATES, key.portalId, key.organ, key.year);
  const most = Math.max(...all.map(({ numbers }) => numbers));
  return all.map((one) => ({ ...one, fell: most >= LEAST_NUMBERS && one.numbers * 2 < most }));
}

function compare(left: EditionCandidate, right: EditionCandidate): number {
  for (const { rank } of CRITERIA) {
    const [a, b] = [rank(left), rank(right)];
    if (a !== b) return a < b ? -1 : 1;
  }
  return left.id - right.id;
}

function reason(winner: EditionCandidate, loser: EditionCandidate): string {
  const decisive = CRITERIA.find(({ rank }) => rank(winner) !== rank(loser));
  return decisive?.words(winner, loser) ?? 'stored later';
}

/** One number in which two editions differ; null where an edition leaves it out. */
export interface EditionDifference {
  /** `table/row/column`, or `indicators/label/column`. */
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** In which numbers an edition differs from the one before it; empty for a first edition. */
export function editionDifferences(store: Store, reportId: number): EditionDifference[] {
  const previous = store.get<{ id: number }>(
    `SELECT older.id FROM report JOIN report AS older ON older.portal_id = report.portal_id AND older.organ = report.organ
       AND older.year = report.year AND older.edition = report.edition - 1 WHERE report.id = ?`,
    reportId,
  );
  if (previous === undefined) return [];
  const before = storedNumbers(store, previous.id);
  const after = storedNumbers(store, reportId);
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => ({ name, before: before.get(name) ?? null, after: after.get(name) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}
