import { SKIP_REASONS, type SkipReason } from '../../crawlers/reasons.ts';
import { CERTAINTIES, type ChannelFinding, type Left, type ProbeResult, type Promised } from '../../probe/findings.ts';
import { isReportOfItsOwn } from '../../probe/survey/promised.ts';
import type { Io } from '../command.ts';
import { drawTable } from '../report/text.ts';
import { colours } from '../terminal.ts';

/** For a person: who it is, each channel with its platform and evidence, what a crawl would fetch and leave, and what to do next. */
export function printProbe(result: ProbeResult, files: readonly string[], io: Io): void {
  const colour = colours(io);
  const line = (text = '') => io.out(`${text}\n`);
  const { identity, channels, notes, requests, visited } = result;
  line(colour.bold(identity.name));
  line(`  代码 code   ${identity.code ?? '—'}  (${identity.codeEvidence})`);
  line(`  编号 id     ${identity.id}`);
  for (const [index, channel] of channels.entries()) {
    line();
    line(colour.bold(`栏目 ${index + 1}: ${channel.title ?? '(without a title)'}`));
    printChannel(channel, line);
  }
  if (channels.length === 0) printSearched(visited, line);
  line();
  for (const note of notes) line(colour.yellow(`Note: ${note}`));
  line(`${requests} requests.`);
  for (const file of files) line(`Wrote ${file}`);
  line(nextStep(result, files));
}

function printChannel(channel: ChannelFinding, line: (text?: string) => void): void {
  const { platform } = channel;
  line(`  网址 address   ${channel.url}`);
  if (channel.way.length > 0) line(`  路径 found by  ${channel.way.join(' › ')}`);
  line(
    `  平台 platform  ${platform.name}, ${Math.round(platform.confidence * 100)} %: ${platform.evidence.join('; ')}`,
  );
  line(`  列表 lists     ${lists(channel)}`);
  line(`  把握 sure      ${channel.certainty}: ${CERTAINTIES[channel.certainty]}`);
  for (const reason of channel.because) line(`                 ${reason}`);
  for (const failure of channel.failures) line(`  失败 failed    ${failure}`);
  printReports(channel.reports, line);
  printChannels(channel, line);
  printLeft(channel.left, line);
}

function lists({ pages, complete, rows, announced }: ChannelFinding): string {
  const end = complete ? 'read to the end' : 'not all read: the limit of requests';
  const claim = announced === null ? '' : `; the list announces ${announced}`;
  return `${count(pages, 'page')} ${end}, ${count(rows, 'row')}${claim}`;
}

function printReports(all: readonly Promised[], line: (text?: string) => void): void {
  const reports = all.filter(isReportOfItsOwn);
  const beside = all.length - reports.length;
  const years = reports.flatMap(({ year }) => (year === null ? [] : [year]));
  const span = years.length === 0 ? '' : ` of ${Math.min(...years)} to ${Math.max(...years)}`;
  line(
    `  A crawl would fetch ${count(reports.length, 'report')}${span}${beside > 0 ? ` and ${count(beside, 'page or file', 'pages and files')} beside them` : ''}:`,
  );
  if (reports.length === 0) return;
  line(indent(drawTable(...byOrganAndYear(reports))));
  const dated = [...reports].sort((a, b) => (a.year ?? 9999) - (b.year ?? 9999));
  line(`  最早 first     ${nameReport(dated[0])}`);
  line(`  最新 last      ${nameReport(dated.findLast(({ year }) => year !== null) ?? dated.at(-1))}`);
}

/** More organs than a screen has lines are summed up in one. */
const MOST_ORGANS = 20;
/** Years side by side on a screen of 100 columns. */
const MOST_YEARS = 10;

function byOrganAndYear(reports: readonly Promised[]): [string[], string[][]] {
  const years = [...new Set(reports.map(yearName))].sort().reverse().slice(0, MOST_YEARS);
  const organs = [...new Set(reports.map(organName))];
  const shown = organs.slice(0, MOST_ORGANS);
  const rowOf = (name: string, own: readonly Promised[]) => [
    name,
    ...years.map((year) => cell(own.filter((one) => yearName(one) === year).length)),
    String(own.length),
  ];
  const rows = shown.map((organ) =>
    rowOf(
      organ,
      reports.filter((one) => organName(one) === organ),
    ),
  );
  const others = reports.filter((one) => !shown.includes(organName(one)));
  if (others.length > 0) rows.push(rowOf(`其他 ${organs.length - shown.length} 个机关`, others));
  if (rows.length > 1) rows.push(rowOf('合计', reports));
  return [['机关', ...years, '合计'], rows];
}

const cell = (number: number): string => (number === 0 ? '' : String(number));
const yearName = ({ year }: Promised): string => (year === null ? '未写明' : String(year));
const organName = ({ organ }: Promised): string => organ ?? '(标题未写明)';

function nameReport(report: Promised | undefined): string {
  if (report === undefined) return '—';
  return [report.title, report.date ?? '', report.url].filter((part) => part !== '').join('  ');
}

/** Sub-channels shown one by one. */
const MOST_CHANNELS = 12;

function printChannels({ channels }: ChannelFinding, line: (text?: string) => void): void {
  if (channels.length === 0) return;
  const unread = channels.filter(({ read }) => !read).length;
  line(`  下级栏目 ${count(channels.length, 'channel')} below${unread > 0 ? `, ${unread} of them not read` : ''}:`);
  for (const { title, url, read } of channels.slice(0, MOST_CHANNELS))
    line(`    ${read ? '' : '(not read) '}${title}  ${url}`);
  if (channels.length > MOST_CHANNELS) line(`    … and ${channels.length - MOST_CHANNELS} more`);
}

function printLeft(left: readonly Left[], line: (text?: string) => void): void {
  if (left.length === 0) return;
  line(`  It would leave ${count(left.length, 'address', 'addresses')}:`);
  const reasons = [...new Set(left.map(({ reason }) => reason))];
  for (const reason of reasons) {
    const own = left.filter((one) => one.reason === reason);
    line(`    ${own.length}  ${reason}: ${SKIP_REASONS[reason satisfies SkipReason]}`);
    const example = own.find(({ title }) => title !== '') ?? own[0];
    line(`       e.g. ${[example?.title, example?.url].filter(Boolean).join('  ')}`);
  }
}

function printSearched(visited: ProbeResult['visited'], line: (text?: string) => void): void {
  line();
  line('Looked at:');
  for (const { url, title, outcome } of visited) line(`  ${outcome}  ${url}${title === '' ? '' : `  (${title})`}`);
}

function nextStep({ channels, identity, url, answered }: ProbeResult, files: readonly string[]): string {
  if (files.length > 0)
    return `Next: nianbao crawl ${identity.id}; run the tests twice: the first run writes the golden file, for your review`;
  if (!answered) return 'Next: check the address, and whether it opens in a browser on this machine';
  if (channels.length === 0) return 'Next: look for the channel with a browser and probe its address';
  const code = identity.code === null && !identity.central ? ' --code <GB/T 2260>' : '';
  return `Next: nianbao probe ${url} --write${code}  ·  nianbao crawl ${channels[0]?.url ?? url}`;
}

const indent = (text: string): string => text.replace(/^/gm, '  ');

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
