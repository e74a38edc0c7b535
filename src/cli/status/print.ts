import { told } from '../../language/told.ts';
import { commandFor, type DoubtfulChannelNow, type Night, type OpenFinding } from '../../query/nights/index.ts';
import { bytesText } from '../bytes.ts';
import type { CliOptions, Io } from '../command.ts';
import { dataFolder, pastedCommand } from '../data-folder.ts';
import { durationText } from '../duration.ts';
import { commonMessages } from '../messages/common.ts';
import { runsMessages } from '../messages/runs.ts';
import { statusMessages } from '../messages/status.ts';
import { commandLine } from '../next.ts';
import { countsText, localTime } from '../runs.ts';
import { colours } from '../terminal.ts';
import { cut, pad, wrapWords } from '../wrap.ts';
import { type Morning, unknownFindings } from './morning.ts';

/** Lines of one part; the rest is counted, and the command below shows all. */
const MOST_SHOWN = 5;

/** The morning to the width of the screen: what is too long for a line is broken, but for the nights, a line each, whose last facts are cut. */
export function printMorning(morning: Morning, options: CliOptions, io: Io): void {
  const paint = colours(io);
  const line = (text = '') => io.out(`${wrapWords(text, io.columns)}\n`);
  /** What is to be pasted is never cut. */
  const command = (...words: string[]) =>
    io.out(`  → ${commandLine(['nianbao', ...words], options, ['data', ...configOf(words)])}\n`);
  const head = (text: string, isWrong: boolean) => line(isWrong ? paint.yellow(text) : paint.bold(text));
  printRuns(morning, dataFolder(options), { line, oneLine: (text) => io.out(`${cut(text, io.columns)}\n`) });
  line();
  printFindings(morning, { line, head, command });
  printDoubtful(morning, { line, head, command });
  printDue(morning, { line, head, command });
  if (morning.outdated > 0) line(commonMessages.outdated(morning.outdated));
  printDisk(morning, line);
}

interface StatusPrinter {
  readonly line: (text?: string) => void;
  readonly head: (text: string, isWrong: boolean) => void;
  readonly command: (...words: string[]) => void;
}

/** Commands that read the configuration need to be told where it is. */
const configOf = ([name = '']: readonly string[]): 'config'[] => (['crawl', 'doctor'].includes(name) ? ['config'] : []);

function printRuns(
  { runs, nights }: Morning,
  dataDir: string,
  { line, oneLine }: Pick<StatusPrinter, 'line'> & { readonly oneLine: (text: string) => void },
): void {
  const m = statusMessages;
  const last = runs[0];
  if (last === undefined) line(m.noRuns);
  else if (last.state === 'running') line(m.running(pastedCommand(last.command, dataDir), localTime(last.started_at)));
  else if (last.state === 'crashed') line(m.crashed(pastedCommand(last.command, dataDir), localTime(last.started_at)));
  if (nights.length > 0) {
    line(m.lastNights);
    for (const night of nights) oneLine(`  ${nightLine(night)}`);
    return;
  }
  if (runs.length === 0) return;
  line(m.lastRuns);
  for (const { started_at, state, summary } of runs)
    oneLine(`  ${localTime(started_at).slice(5)}  ${pad(runsMessages.outcome[state], 11)}  ${countsText(summary)}`);
}

function nightLine(night: Night): string {
  const m = statusMessages;
  const { started_at, ended_at, portals, requests, withdrawn, findings_new } = night;
  const took = ended_at === null ? '' : durationText(Date.parse(ended_at) - Date.parse(started_at));
  const facts = m.night({
    portals,
    requests,
    fresh: night.reports_new,
    changed: night.reports_changed,
    withdrawn,
    left: night.left_over,
  });
  const wrong = findings_new > 0 ? [m.newFindings(findings_new)] : [];
  return [localTime(started_at).slice(5), pad(took, 9), pad(m.causeName[night.cause], 10), ...wrong, facts].join('  ');
}

function printFindings(morning: Morning, { line, head, command }: StatusPrinter): void {
  const m = statusMessages;
  const open = unknownFindings(morning);
  const known = morning.findings.length - open.length;
  head(open.length === 0 ? m.noHand : m.hand(open.length), open.length > 0);
  for (const finding of open.slice(0, MOST_SHOWN)) {
    line(`  ${findingLine(finding)}`);
    const problem = finding.problems[0];
    if (problem !== undefined) line(`    ${told(problem.message)}  ${problem.url}`);
    command(...commandFor(finding, MOST_SHOWN));
  }
  if (open.length > MOST_SHOWN) line(`  ${m.more(open.length - MOST_SHOWN)}`);
  if (known > 0) line(`  ${m.acknowledged(known)}`);
}

const findingLine = ({ kind, name, portals, since }: OpenFinding): string =>
  statusMessages.finding(statusMessages.kind[kind], name, portals.length, localTime(since).slice(0, 10));

function printDoubtful({ doubtful }: Morning, { line, head, command }: StatusPrinter): void {
  const m = statusMessages;
  head(doubtful.length === 0 ? m.allComplete : m.incomplete(doubtful.length), doubtful.length > 0);
  if (doubtful.length === 0) return;
  for (const channel of doubtful.slice(0, MOST_SHOWN)) line(`  ${doubtfulLine(channel)}`);
  if (doubtful.length > MOST_SHOWN) line(`  ${m.more(doubtful.length - MOST_SHOWN)}`);
  command('channels', '--incomplete');
}

const doubtfulLine = ({ portal, title, url, evidence }: DoubtfulChannelNow): string =>
  [portal, title ?? url, told(evidence)].filter((part) => part !== '').join('  ');

function printDue({ due, due_year }: Morning, { line, head, command }: StatusPrinter): void {
  const m = statusMessages;
  if (due.length === 0) {
    head(m.nothingDue(due_year), false);
    return;
  }
  const sum = (pick: (portal: Morning['due'][number]) => number) => due.reduce((total, one) => total + pick(one), 0);
  const missing = sum((portal) => portal.missing);
  head(
    m.due(
      due_year,
      missing,
      sum((portal) => portal.of),
      due.length,
    ),
    false,
  );
  for (const { portal, missing: left, of: organs } of due.slice(0, MOST_SHOWN))
    line(`  ${m.missingAt(portal, left, organs)}`);
  if (due.length > MOST_SHOWN) line(`  ${m.more(due.length - MOST_SHOWN)}`);
  command('coverage', '--missing', '--years', String(due_year));
}

function printDisk({ disk }: Morning, line: StatusPrinter['line']): void {
  const m = statusMessages;
  const { archive, database, free, nights_left } = disk;
  line(m.disk(bytesText(archive), bytesText(database), free === null ? m.unknownSize : bytesText(free)));
  if (nights_left !== null) line(`  ${m.room(nights_left)}`);
}
