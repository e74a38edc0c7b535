import { dueYear } from '../query/nights/index.ts';
import type { Store } from '../store/store.ts';

/** The tables of a report, in the columns' order. */
export const TABLES = ['disclosure', 'applications', 'review_litigation'] as const;
export type MeasuredTable = (typeof TABLES)[number];

/** What a night read of a channel's reports. Shares are from 0 to 1. */
export interface Readings {
  /** Whose documents were read in this night. */
  readonly reports: number;
  /** Of these: pages and files that had been read before, in other bytes. */
  readonly again: number;
  /** Share of a table's cells that hold a number, over the reports that ought to have it; null: none of them. */
  readonly fill: Readonly<Record<MeasuredTable, number | null>>;
  readonly checks: number;
  readonly checksFailed: number;
  readonly cells: number;
  readonly cellsNull: number;
}

/** A channel whose visit came to its end in a night. */
export interface ChannelMeasure extends Readings {
  readonly channelId: number;
  readonly portal: string;
  readonly url: string;
  readonly platform: string | null;
  readonly completeness: string | null;
  /** Of its list. */
  readonly rows: number;
  /** Reports of the last year that its portal has brought so far. */
  readonly season: number;
}

interface MeasuredChannel {
  readonly channelId: number;
  readonly portal: string;
  readonly url: string;
  readonly platform: string | null;
  readonly completeness: string | null;
  readonly rows: number;
  readonly season: number;
}

const CHANNELS = `SELECT channel.id AS channelId, portal_id AS portal, url, channel.platform, completeness, items AS rows,
    (SELECT count(*) FROM report WHERE report.year = ? AND report.portal_id = channel.portal_id AND is_current = 1) AS season
  FROM channel JOIN portal ON portal.id = channel.portal_id
  WHERE channel.run_id = ? AND portal.visit_run_id IS NULL ORDER BY channel.id`;

interface DocumentRow {
  readonly channelId: number;
  readonly role: string | null;
  readonly reportId: number | null;
  readonly year: number | null;
  /** Whether the address had brought a report before. */
  readonly again: number;
}

/** New bytes of this night that are documents; without a report only where there was one before. */
const DOCUMENTS = `SELECT request.channel_id AS channelId, report_document.role, report.id AS reportId, report.year,
    EXISTS (SELECT 1 FROM capture AS before JOIN document AS old ON old.payload_id = before.payload_id
      JOIN report_document AS known ON known.document_id = old.id
      WHERE before.request_id = request.id AND before.run_id < capture.run_id) AS again
  FROM capture JOIN request ON request.id = capture.request_id
  JOIN payload ON payload.id = capture.payload_id OR payload.container_id = capture.payload_id
  JOIN document ON document.payload_id = payload.id
  LEFT JOIN report_document ON report_document.document_id = document.id
  LEFT JOIN report ON report.id = report_document.report_id AND report.portal_id = request.portal_id
  WHERE capture.run_id = ? AND capture.record_type = 'response' AND request.channel_id IS NOT NULL`;

const CELLS = `SELECT table_key AS "table", count(*) AS cells, count(value) AS filled
  FROM cell JOIN figure_key ON figure_key.id = cell.key_id WHERE report_id = ? GROUP BY table_key`;
const INDICATORS = `SELECT count(*) AS cells, count(coalesce(value, this_year, cumulative)) AS filled
  FROM indicator WHERE report_id = ? AND key IS NOT NULL`;
const CHECKS = `SELECT count(*) FILTER (WHERE status <> 'unknown') AS checks, count(*) FILTER (WHERE status = 'fail') AS failed
  FROM check_result WHERE report_id = ?`;

/** The first year whose reports have the three tables. */
const FIRST_TABLES = 2019;

/** What the channels came to whose visits ended in a run. `day`: the night's, `YYYY-MM-DD`. */
export function measureChannels(store: Store, runId: number, day: string): ChannelMeasure[] {
  const readings = new Map<number, Sum>();
  for (const row of store.all<DocumentRow>(DOCUMENTS, runId)) {
    if (row.reportId === null && row.again === 0) continue;
    const sum = readings.get(row.channelId) ?? new Sum();
    readings.set(row.channelId, sum);
    sum.add(store, row);
  }
  return store
    .all<MeasuredChannel>(CHANNELS, dueYear(day), runId)
    .map((channel) => ({ ...channel, ...(readings.get(channel.channelId) ?? new Sum()).readings }));
}

/** Adds documents up. One that has lost its numbers, or its report, counts with empty tables. */
class Sum {
  #reports = 0;
  #again = 0;
  #checks = 0;
  #failed = 0;
  #cells = 0;
  #filled = 0;
  readonly #fill: Record<MeasuredTable, number[]> = { disclosure: [], applications: [], review_litigation: [] };

  add(store: Store, { role, reportId, year, again }: DocumentRow): void {
    this.#reports++;
    this.#again += again;
    const hasNumbers = reportId !== null && role !== 'narrative';
    const tables = new Map(
      hasNumbers
        ? store
            .all<{ table: string; cells: number; filled: number }>(CELLS, reportId)
            .map((row) => [row.table, row] as const)
        : [],
    );
    if ((year ?? FIRST_TABLES) >= FIRST_TABLES)
      for (const table of TABLES) {
        const { cells = 0, filled = 0 } = tables.get(table) ?? {};
        this.#fill[table].push(cells === 0 ? 0 : filled / cells);
      }
    const list = hasNumbers ? store.get<{ cells: number; filled: number }>(INDICATORS, reportId) : undefined;
    for (const { cells, filled } of [...tables.values(), ...(list === undefined ? [] : [list])]) {
      this.#cells += cells;
      this.#filled += filled;
    }
    const checks = hasNumbers ? store.get<{ checks: number; failed: number }>(CHECKS, reportId) : undefined;
    this.#checks += checks?.checks ?? 0;
    this.#failed += checks?.failed ?? 0;
  }

  get readings(): Readings {
    const { disclosure, applications, review_litigation } = this.#fill;
    return {
      reports: this.#reports,
      again: this.#again,
      fill: {
        disclosure: mean(disclosure),
        applications: mean(applications),
        review_litigation: mean(review_litigation),
      },
      checks: this.#checks,
      checksFailed: this.#failed,
      cells: this.#cells,
      cellsNull: this.#cells - this.#filled,
    };
  }
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
