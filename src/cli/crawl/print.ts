import { reasonMessages } from '../../crawlers/messages.ts';
import type { CrawlSummary } from '../../crawlers/summary.ts';
import { told } from '../../language/told.ts';
import type { Io } from '../command.ts';
import { commonMessages } from '../messages/common.ts';
import { crawlMessages } from '../messages/crawl.ts';
import { SummaryPrinter } from '../print/summary.ts';

export interface PrintContext {
  readonly dataDir: string;
  readonly interrupted: boolean;
  /** Commands to be pasted. */
  readonly next: readonly string[];
}

/** The summary for a person: what was found, what failed and why, what was left, where it is, what to do next. */
export function printSummary(summary: CrawlSummary, { dataDir, interrupted, next }: PrintContext, io: Io): void {
  const paper = new SummaryPrinter(io, dataDir);
  const { line, colour } = paper;
  const { reports_new, reports_changed, reports_unchanged, failed } = summary;
  const counts = { fresh: reports_new, changed: reports_changed, joined: null, unchanged: reports_unchanged, failed };
  paper.head(counts, { interrupted, flagged: summary.reports_with_failed_checks });
  line(crawlMessages.fetched(summary.responses, summary.revisits, summary.seconds));
  paper.withoutReport(summary.documents_without_report);
  printWarnings(summary, paper);
  if (summary.archive_damaged > 0) line(crawlMessages.archiveDamaged(summary.archive_damaged));
  paper.left(crawlMessages.left(summary.skipped), summary.skipped_by_reason, reasonMessages.skip);
  paper.failed(summary.failures.map(({ failure, url, message }) => ({ reason: failure, url, message })));
  printDoubtful(summary, paper);
  for (const { portal, floor, found } of summary.under_floor)
    line(colour.red(crawlMessages.underFloor(portal, found, floor)));
  paper.foot();
  paper.next(next);
}

/** Warnings and channels shown one by one; `nianbao runs --json` and `nianbao channels --incomplete` show all. */
const MOST_SHOWN = 20;

function printWarnings({ warnings, list_warnings }: CrawlSummary, { line }: SummaryPrinter): void {
  if (warnings === 0) return;
  line(crawlMessages.warnings(warnings));
  for (const { portal, code, message, place } of list_warnings.slice(0, MOST_SHOWN))
    line(`  ${portal}  ${code}: ${told(message)}${place === null ? '' : `  ${place}`}`);
  const more = list_warnings.length - MOST_SHOWN;
  if (more > 0) line(`  ${commonMessages.more(more, 'nianbao runs --limit 1 --json')}`);
}

function printDoubtful({ doubtful_channels }: CrawlSummary, { line, colour }: SummaryPrinter): void {
  if (doubtful_channels.length === 0) return;
  line(colour.red(crawlMessages.doubtful(doubtful_channels.length)));
  for (const { completeness, url, evidence } of doubtful_channels.slice(0, MOST_SHOWN))
    line(`  ${completeness}  ${url}  (${told(evidence)})`);
  const more = doubtful_channels.length - MOST_SHOWN;
  if (more > 0) line(`  ${commonMessages.more(more, 'nianbao channels --incomplete')}`);
}
