import { importReasonMessages } from '../../import/messages.ts';
import type { ImportSummary } from '../../import/summary.ts';
import { IMPORT_PORTAL } from '../../store/portals.ts';
import type { CliOptions, Io } from '../command.ts';
import { importMessages } from '../messages/import.ts';
import { commandLine } from '../next.ts';
import { SummaryPrinter } from '../print/summary.ts';

export interface PrintContext {
  readonly dataDir: string;
  readonly interrupted: boolean;
  /** As typed. */
  readonly args: readonly string[];
  readonly options: CliOptions;
}

/** The summary for a person: what was found, what failed and why, what was left, where it is, what to do next. */
export function printImport(summary: ImportSummary, context: PrintContext, io: Io): void {
  const paper = new SummaryPrinter(io, context.dataDir);
  const { line } = paper;
  const { reports_new, reports_changed, reports_joined, reports_unchanged, failed } = summary;
  const counts = { fresh: reports_new, changed: reports_changed, joined: reports_joined, unchanged: reports_unchanged };
  paper.head({ ...counts, failed }, { interrupted: context.interrupted, flagged: summary.reports_with_failed_checks });
  line(filesLine(summary));
  paper.withoutReport(summary.documents_without_report);
  paper.left(importMessages.left(summary.skipped), summary.skipped_by_reason, importReasonMessages.skip);
  paper.failed(summary.failures.map((failure) => ({ ...failure, url: readableUrl(failure.url) })));
  const unreadable = Object.entries(summary.unreadable_by_reason).map(([reason, count]) => `${count} ${reason}`);
  if (unreadable.length > 0) line(`  ${importMessages.unreadable(unreadable.join(', '))}`);
  paper.foot();
  printHints(summary, context, paper);
}

const filesLine = ({ files, files_known, records_new, records_known, seconds }: ImportSummary): string =>
  importMessages.files({ files, known: files_known, records: records_new, recordsKnown: records_known, seconds });

/** Chinese names as they are, not percent-encoded. */
function readableUrl(url: string): string {
  try {
    return decodeURI(url).replace(/^file:\/\//, '');
  } catch {
    return url;
  }
}

function printHints(summary: ImportSummary, { args, options }: PrintContext, paper: SummaryPrinter): void {
  if (summary.reports_changed > 0 && summary.portal === IMPORT_PORTAL) paper.line(importMessages.otherNumbers);
  if (summary.documents_without_report > 0 && options.organ === undefined) {
    paper.line(importMessages.nameOrgan);
    const words = ['nianbao', 'import', ...args, '--organ', '某某县民政局'];
    paper.line(`  ${commandLine(words, options, ['data', 'config', 'code', ...portalOption(summary)])}`);
  }
  paper.next([['report', 'list'], ['runs']].map((words) => commandLine(['nianbao', ...words], options, ['data'])));
}

const portalOption = ({ portal }: ImportSummary): 'portal'[] => (portal === IMPORT_PORTAL ? [] : ['portal']);
