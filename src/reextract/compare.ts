import type { Report } from '../extract/report/model.ts';
import { storedNumbers } from '../store/contents.ts';
import { numbersOf } from '../store/numbers.ts';
import type { Store } from '../store/store.ts';

/** One number that would be read otherwise; null: not read. */
export interface Change {
  readonly cell: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** What the present extractor would make of a report's source. */
export interface ReportComparison {
  readonly url: string;
  readonly organ: string;
  readonly year: number;
  readonly won: readonly Change[];
  readonly lost: readonly Change[];
  readonly other: readonly Change[];
  /** Checks that fail now and did not, and the other way round: `rule scope`. */
  readonly failing: readonly string[];
  readonly mended: readonly string[];
}

export interface StoredReport {
  readonly id: number;
  readonly url: string;
  readonly organ: string;
  readonly year: number;
}

/** A report as it is stored against the same document read anew; null: it cannot be read any more. */
export function compare(store: Store, stored: StoredReport, report: Report | null): ReportComparison {
  const before = storedNumbers(store, stored.id);
  const after = report === null ? new Map<string, number>() : numbersOf(report);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = names
    .map((cell) => ({ cell, before: before.get(cell) ?? null, after: after.get(cell) ?? null }))
    .filter((change) => change.before !== change.after);
  const failedBefore = failedChecks(store, stored.id);
  const failedAfter = new Set(
    (report?.checks ?? []).filter(({ status }) => status === 'fail').map(({ rule, scope }) => `${rule} ${scope}`),
  );
  return {
    url: stored.url,
    organ: stored.organ,
    year: stored.year,
    won: changes.filter((change) => change.before === null),
    lost: changes.filter((change) => change.after === null),
    other: changes.filter((change) => change.before !== null && change.after !== null),
    failing: [...failedAfter].filter((check) => !failedBefore.has(check)),
    mended: [...failedBefore].filter((check) => !failedAfter.has(check)),
  };
}

function failedChecks(store: Store, reportId: number): Set<string> {
  const sql = "SELECT rule || ' ' || scope AS name FROM check_result WHERE report_id = ? AND status = 'fail'";
  return new Set(store.all<{ name: string }>(sql, reportId).map(({ name }) => name));
}
