import { SKIP_REASONS } from '../../crawlers/reasons.ts';
import type { CrawlSummary } from '../../crawlers/summary.ts';
import type { Io } from '../command.ts';
import { dataOption } from '../data-folder.ts';
import { plural, SummaryPrinter } from '../print/summary.ts';

/** The summary for a person: what was found, what failed and why, what was left, where it is, what to do next. */
export function printSummary(summary: CrawlSummary, context: { dataDir: string; interrupted: boolean }, io: Io): void {
  const paper = new SummaryPrinter(io, context.dataDir);
  const { line, colour } = paper;
  const { reports_new, reports_changed, reports_unchanged, failed } = summary;
  const counts = { new: reports_new, changed: reports_changed, unchanged: reports_unchanged, failed };
  paper.head(counts, { interrupted: context.interrupted, flagged: summary.reports_with_failed_checks });
  const revisits = `${plural(summary.revisits, 'revisit')} (unchanged)`;
  line(`Fetched: ${plural(summary.responses, 'response')}, ${revisits}, in ${summary.seconds} s`);
  paper.withoutReport(summary.documents_without_report);
  if (summary.warnings > 0) line(`Warnings about lists: ${summary.warnings}`);
  if (summary.archive_damaged > 0) {
    line(`Archive: ${plural(summary.archive_damaged, 'record')} cannot be read any more; see \`nianbao verify\``);
  }
  const left = `${plural(summary.skipped, 'address', 'addresses')} not fetched`;
  paper.left(left, summary.skipped_by_reason, SKIP_REASONS);
  if (summary.failures.length > 0) line('Failed:');
  const failures = summary.failures.map(({ failure, url, message }) => ({ reason: failure, url, message }));
  paper.failed(failures, "table request, state 'failed'");
  printDoubtful(summary, paper);
  for (const { portal, floor, found } of summary.under_floor)
    line(colour.red(`${portal}: ${found} reports, but at least ${floor} are expected (floor). Has the channel moved?`));
  paper.foot();
  line(nextStep(summary, dataOption(context.dataDir)));
}

/** Channels shown one by one; `nianbao channels --incomplete` shows all. */
const MOST_CHANNELS = 20;

function printDoubtful({ doubtful_channels }: CrawlSummary, { line, colour }: SummaryPrinter): void {
  if (doubtful_channels.length === 0) return;
  line(colour.red(`Lists:   ${plural(doubtful_channels.length, 'channel')} not known to be complete`));
  for (const { completeness, url, evidence } of doubtful_channels.slice(0, MOST_CHANNELS))
    line(`  ${completeness}  ${url}  (${evidence})`);
  const more = doubtful_channels.length - MOST_CHANNELS;
  if (more > 0) line(`  … and ${more} more: see nianbao channels --incomplete`);
}

function nextStep(summary: CrawlSummary, data: string): string {
  if (summary.failed > 0)
    return `Next: nianbao crawl --retry-failed${data} ${summary.portals.slice(0, 3).join(' ')}`.trimEnd();
  return `Next: nianbao report list${data}  ·  nianbao runs${data}`;
}
