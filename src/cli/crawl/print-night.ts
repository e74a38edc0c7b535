import { told } from '../../language/told.ts';
import type { NightResult } from '../../nightly/night.ts';
import { isLoud, type NightFinding } from '../../nightly/report.ts';
import type { Io } from '../command.ts';
import { crawlMessages } from '../messages/crawl.ts';
import { nightMessages } from '../messages/night.ts';
import { statusMessages } from '../messages/status.ts';
import { commandLine } from '../next.ts';
import { SummaryPrinter } from '../print/summary.ts';

/** How the night was called. */
interface NightCalled {
  readonly dataDir: string;
  readonly mode: 'nightly' | 'backfill';
  /** The same again. */
  readonly again: string;
}

/** Findings shown one by one; the page of the night shows all. */
const MOST_SHOWN = 20;

/** A night for a person who reads it in the morning: what came, what is wrong since then, what is known, where more stands. */
export function printNight(
  { summary, report, files, hook, outcome }: NightResult,
  { dataDir, again, mode }: NightCalled,
  io: Io,
): void {
  const paper = new SummaryPrinter(io, dataDir);
  const { line, colour } = paper;
  const { reports_new: fresh, reports_changed: changed, reports_unchanged: unchanged, failed } = summary;
  paper.head(
    { fresh, changed, joined: null, unchanged, failed },
    { interrupted: outcome === 'interrupted', flagged: summary.reports_with_failed_checks },
  );
  line(crawlMessages.fetched(summary.responses, summary.revisits, summary.seconds));
  if (report.counts.spared > 0) line(nightMessages.spared(report.counts.spared));
  if (report.counts.left_over > 0) line(nightMessages.leftOver(report.counts.left_over));
  if (report.stopped === 'network') line(colour.red(nightMessages.networkGone));
  const loud = report.findings.filter(isLoud);
  const known = report.findings.length - loud.length;
  line();
  line(loud.length === 0 ? nightMessages.quiet : colour.red(nightMessages.news(loud.length)));
  for (const finding of loud.slice(0, MOST_SHOWN)) for (const text of findingLines(finding)) line(text);
  if (loud.length > MOST_SHOWN) line(`  ${statusMessages.more(loud.length - MOST_SHOWN)}`);
  if (report.closed.length > 0) line(nightMessages.mended(report.closed.length));
  if (known > 0) line(nightMessages.known(known));
  if (files.problem === null) line(nightMessages.report(files.html));
  else io.err(`${nightMessages.notWritten(files.html, files.problem)}\n`);
  if (hook !== null && hook !== 'ok') io.err(`${nightMessages.hookFailed(hook)}\n`);
  const next = commandLine(['nianbao', ...nextOf(loud)], { data: dataDir }, ['data']);
  // A night goes on by itself in the next one.
  const goesOn =
    outcome === 'interrupted' || report.stopped === 'network' || (mode === 'backfill' && report.counts.left_over > 0);
  paper.next(goesOn ? [again, next] : [next]);
}

function findingLines({ id, kind, name, portals, problems }: NightFinding): string[] {
  const head = `  ${nightMessages.finding(id, `${name}: ${statusMessages.kind[kind]}`, portals.length)}`;
  const [first] = problems;
  return first === undefined ? [head] : [head, `     ${first.url}  ${told(first.message)}`.trimEnd()];
}

/** What a person does next: looks at the portal, or says that it is known. */
function nextOf(loud: readonly NightFinding[]): string[] {
  const portal = loud.find(({ portals }) => portals.length > 0)?.portals[0];
  return portal === undefined ? ['runs'] : ['doctor', portal];
}
