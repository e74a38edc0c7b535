import { join } from 'node:path';
import pc from 'picocolors';
import { IMPORT_SKIPS, type ImportSkip } from '../../import/reasons.ts';
import type { ImportSummary } from '../../import/summary.ts';
import { IMPORT_PORTAL } from '../../store/portals.ts';
import { DATABASE_FILE } from '../../store/store.ts';
import type { Io } from '../command.ts';

/** Failures shown one by one; the others are counted, and all are in the run's summary. */
const MOST_FAILURES = 20;

/** The summary for a person: what was found, what failed and why, what was left, where it is, what to do next. */
export function printImport(summary: ImportSummary, context: { dataDir: string; interrupted: boolean }, io: Io): void {
  const colour = pc.createColors(io.terminal);
  const line = (text = '') => io.out(`${text}\n`);
  const { reports_new, reports_changed, reports_joined, reports_unchanged, failed } = summary;
  line();
  if (context.interrupted) line(colour.yellow('Interrupted. Run the same command again to go on.'));
  const counts = [
    `${reports_new} new`,
    `${reports_changed} changed`,
    `${reports_joined} joined`,
    `${reports_unchanged} unchanged`,
    `${failed} failed`,
  ];
  line(colour.bold(`Reports: ${counts.join(', ')}`));
  if (summary.reports_with_failed_checks > 0) {
    line(
      `Checks:  ${plural(summary.reports_with_failed_checks, 'report')} of these with numbers that do not add up (stored as printed)`,
    );
  }
  line(`Files:   ${filesLine(summary)}, in ${summary.seconds} s`);
  if (summary.documents_without_report > 0) {
    line(`Read:    ${plural(summary.documents_without_report, 'document')} without a report of a known organ and year`);
  }
  printSkipped(summary, line);
  printFailures(summary, line);
  line();
  line(`Database: ${join(context.dataDir, DATABASE_FILE)}`);
  for (const text of hints(summary, context.dataDir)) line(text);
}

function filesLine({ files, files_known, records_new, records_known }: ImportSummary): string {
  const known = files_known > 0 ? ` (${files_known} of them held already)` : '';
  const records =
    records_new + records_known > 0
      ? `; WARC records: ${records_new} new${records_known > 0 ? `, ${records_known} held already` : ''}`
      : '';
  return `${plural(files, 'file')}${known}${records}`;
}

function printSkipped({ skipped, skipped_by_reason }: ImportSummary, line: (text: string) => void): void {
  if (skipped === 0) return;
  line(`Left:    ${plural(skipped, 'file or record', 'files or records')} not imported`);
  for (const [reason, count] of Object.entries(skipped_by_reason)) {
    line(`  ${String(count).padStart(6)}  ${reason}: ${IMPORT_SKIPS[reason as ImportSkip]}`);
  }
}

function printFailures({ failures, unreadable_by_reason }: ImportSummary, line: (text: string) => void): void {
  if (failures.length === 0) return;
  line('Failed:');
  const unreadable = Object.entries(unreadable_by_reason).map(([reason, count]) => `${count} ${reason}`);
  if (unreadable.length > 0) line(`  cannot be read, but are archived: ${unreadable.join(', ')}`);
  for (const { reason, url, message } of failures.slice(0, MOST_FAILURES))
    line(`  ${reason}  ${readableUrl(url)}${message === '' ? '' : `  (${message})`}`);
  const more = failures.length - MOST_FAILURES;
  if (more > 0) line(`  … and ${more} more: see nianbao runs --limit 1 --json`);
}

/** Chinese names as they are, not percent-encoded. */
function readableUrl(url: string): string {
  try {
    return decodeURI(url).replace(/^file:\/\//, '');
  } catch {
    return url;
  }
}

function hints(summary: ImportSummary, dataDir: string): string[] {
  const data = dataDir === 'data' ? '' : ` --data ${dataDir}`;
  const found: string[] = [];
  if (summary.reports_changed > 0 && summary.portal === IMPORT_PORTAL) {
    found.push(
      'Some reports of one organ name and year have other numbers: corrections, or organs of one name in several places. Import each place with its own --portal to keep them apart.',
    );
  }
  if (summary.documents_without_report > 0) {
    found.push(
      'Where only the organ is missing, name it and import these files again: nianbao import PATH --organ NAME',
    );
  }
  found.push(`Next: nianbao report list${data}  ·  nianbao runs${data}`);
  return found;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
