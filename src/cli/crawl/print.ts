import { join } from 'node:path';
import pc from 'picocolors';
import { SKIP_REASONS, type SkipReason } from '../../crawlers/reasons.ts';
import type { CrawlSummary, FailureLine } from '../../crawlers/summary.ts';
import { DATABASE_FILE } from '../../store/store.ts';
import type { Io } from '../command.ts';

/** Failures shown one by one; the others are counted, and all are in the database. */
const MOST_FAILURES = 20;

/** The summary for a person: what was found, what failed and why, what was left, where it is, what to do next. */
export function printSummary(summary: CrawlSummary, context: { dataDir: string; interrupted: boolean }, io: Io): void {
  const colour = pc.createColors(io.terminal);
  const line = (text = '') => io.out(`${text}\n`);
  const { reports_new, reports_changed, reports_unchanged, reports_with_failed_checks: flagged } = summary;
  line();
  if (context.interrupted) line(colour.yellow('Interrupted. Run the same command again to go on.'));
  line(
    colour.bold(
      `Reports: ${reports_new} new, ${reports_changed} changed, ${reports_unchanged} unchanged, ${summary.failed} failed`,
    ),
  );
  if (flagged > 0)
    line(`Checks:  ${plural(flagged, 'report')} of these with numbers that do not add up (stored as printed)`);
  line(
    `Fetched: ${plural(summary.responses, 'response')}, ${plural(summary.revisits, 'revisit')} (unchanged), in ${summary.seconds} s`,
  );
  if (summary.documents_without_report > 0) {
    line(`Read:    ${plural(summary.documents_without_report, 'document')} without a report of a known organ and year`);
  }
  if (summary.warnings > 0) line(`Warnings about lists: ${summary.warnings}`);
  if (summary.archive_damaged > 0) {
    line(`Archive: ${plural(summary.archive_damaged, 'record')} cannot be read any more; see \`nianbao verify\``);
  }
  printSkipped(summary, line);
  printFailures(summary.failures, line);
  for (const { portal, floor, found } of summary.under_floor) {
    line(colour.red(`${portal}: ${found} reports, but at least ${floor} are expected (floor). Has the channel moved?`));
  }
  line();
  line(`Database: ${join(context.dataDir, DATABASE_FILE)}`);
  line(nextStep(summary, context.dataDir));
}

function printSkipped({ skipped, skipped_by_reason }: CrawlSummary, line: (text: string) => void): void {
  if (skipped === 0) return;
  line(`Left:    ${plural(skipped, 'address', 'addresses')} not fetched`);
  for (const [reason, count] of Object.entries(skipped_by_reason)) {
    line(`  ${String(count).padStart(6)}  ${reason}: ${SKIP_REASONS[reason as SkipReason]}`);
  }
}

function printFailures(failures: readonly FailureLine[], line: (text: string) => void): void {
  if (failures.length === 0) return;
  line('Failed:');
  for (const { failure, url, message } of failures.slice(0, MOST_FAILURES))
    line(`  ${failure}  ${url}${message === '' ? '' : `  (${message})`}`);
  const more = failures.length - MOST_FAILURES;
  if (more > 0) line(`  … and ${more} more: see table request, state 'failed'`);
}

function nextStep(summary: CrawlSummary, dataDir: string): string {
  const data = dataDir === 'data' ? '' : ` --data ${dataDir}`;
  if (summary.failed > 0)
    return `Next: nianbao crawl --retry-failed${data} ${summary.portals.slice(0, 3).join(' ')}`.trimEnd();
  return `Next: nianbao report list${data}  ·  nianbao runs${data}`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
