import { IMPORT_SKIPS } from '../../import/reasons.ts';
import type { ImportSummary } from '../../import/summary.ts';
import { IMPORT_PORTAL } from '../../store/portals.ts';
import type { Io } from '../command.ts';
import { dataOption } from '../data-folder.ts';
import { type PrintLine, plural, SummaryPrinter } from '../print/summary.ts';

/** The summary for a person: what was found, what failed and why, what was left, where it is, what to do next. */
export function printImport(summary: ImportSummary, context: { dataDir: string; interrupted: boolean }, io: Io): void {
  const paper = new SummaryPrinter(io, context.dataDir);
  const { line } = paper;
  const { reports_new, reports_changed, reports_joined, reports_unchanged, failed } = summary;
  const counts = { new: reports_new, changed: reports_changed, joined: reports_joined, unchanged: reports_unchanged };
  paper.head({ ...counts, failed }, { interrupted: context.interrupted, flagged: summary.reports_with_failed_checks });
  line(`Files:   ${filesLine(summary)}, in ${summary.seconds} s`);
  paper.withoutReport(summary.documents_without_report);
  const left = `${plural(summary.skipped, 'file or record', 'files or records')} not imported`;
  paper.left(left, summary.skipped_by_reason, IMPORT_SKIPS);
  printUnreadable(summary, line);
  const failures = summary.failures.map((failure) => ({ ...failure, url: readableUrl(failure.url) }));
  paper.failed(failures, 'nianbao runs --limit 1 --json');
  paper.foot();
  for (const text of hints(summary, dataOption(context.dataDir))) line(text);
}

function filesLine({ files, files_known, records_new, records_known }: ImportSummary): string {
  const known = files_known > 0 ? ` (${files_known} of them held already)` : '';
  const records =
    records_new + records_known > 0
      ? `; WARC records: ${records_new} new${records_known > 0 ? `, ${records_known} held already` : ''}`
      : '';
  return `${plural(files, 'file')}${known}${records}`;
}

function printUnreadable({ failures, unreadable_by_reason }: ImportSummary, line: PrintLine): void {
  if (failures.length > 0) line('Failed:');
  const unreadable = Object.entries(unreadable_by_reason).map(([reason, count]) => `${count} ${reason}`);
  if (unreadable.length > 0) line(`  cannot be read, but are archived: ${unreadable.join(', ')}`);
}

/** Chinese names as they are, not percent-encoded. */
function readableUrl(url: string): string {
  try {
    return decodeURI(url).replace(/^file:\/\//, '');
  } catch {
    return url;
  }
}

function hints(summary: ImportSummary, data: string): string[] {
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
