import { reasonMessages } from '../../crawlers/messages.ts';
import { told } from '../../language/told.ts';
import type { ChannelFinding, Left, ProbeResult, Promised } from '../../probe/findings.ts';
import { isReportOfItsOwn } from '../../probe/survey/promised.ts';
import type { Io } from '../command.ts';
import { commonMessages } from '../messages/common.ts';
import { probeMessages } from '../messages/probe.ts';
import { drawTable } from '../report/text.ts';
import { colours } from '../terminal.ts';
import { pad } from '../wrap.ts';

export interface PrintContext {
  /** Files that were written. */
  readonly files: readonly string[];
  /** Commands to be pasted. */
  readonly next: readonly string[];
}

/** For a person: who it is, each channel with its platform and evidence, what a crawl would fetch and leave, and what to do next. */
export function printProbe(result: ProbeResult, { files, next }: PrintContext, io: Io): void {
  const m = probeMessages;
  const colour = colours(io);
  const line = (text = '') => io.out(`${text}\n`);
  const { identity, channels, notes, requests, visited } = result;
  line(colour.bold(identity.name));
  line(field('code', `${identity.code ?? '—'}  (${told(identity.codeEvidence)})`));
  line(field('id', identity.id));
  for (const [index, channel] of channels.entries()) {
    line();
    line(colour.bold(m.channel(index + 1, channel.title ?? m.untitled)));
    printChannel(channel, line);
  }
  if (channels.length === 0) printSearched(visited, line);
  line();
  for (const note of notes) line(colour.yellow(m.note(told(note))));
  line(m.requests(requests));
  for (const file of files) line(m.wrote(file));
  printNext(result, { files, next }, line);
}

const field = (name: keyof typeof probeMessages.fields, text: string): string =>
  `  ${pad(probeMessages.fields[name], 10)}${text}`;

function printChannel(channel: ChannelFinding, line: (text?: string) => void): void {
  const { platform, certainty } = channel;
  const m = probeMessages;
  const evidence = platform.evidence.map(told).join('; ');
  line(field('address', channel.url));
  if (channel.way.length > 0) line(field('way', channel.way.join(' › ')));
  line(field('platform', `${platform.name}, ${Math.round(platform.confidence * 100)} %: ${evidence}`));
  const { complete, announced, rows } = channel;
  line(field('lists', m.readLists({ pages: channel.pages, complete, rows, announced })));
  line(field('sure', `${m.certaintyName[certainty]}: ${m.certainty[certainty]}`));
  for (const reason of channel.because) line(`${' '.repeat(12)}${told(reason)}`);
  for (const failure of channel.failures) line(field('failed', told(failure)));
  printReports(channel.reports, line);
  printChannels(channel, line);
  printLeft(channel.left, line);
}

function printReports(all: readonly Promised[], line: (text?: string) => void): void {
  const reports = all.filter(isReportOfItsOwn);
  const years = reports.flatMap(({ year }) => (year === null ? [] : [year]));
  const [first, last] = years.length === 0 ? [null, null] : [Math.min(...years), Math.max(...years)];
  const beside = all.length - reports.length;
  line(`  ${probeMessages.wouldFetch({ reports: reports.length, first, last, beside })}`);
  if (reports.length === 0) return;
  line(indent(drawTable(...byOrganAndYear(reports))));
  const dated = [...reports].sort((a, b) => (a.year ?? 9999) - (b.year ?? 9999));
  line(field('first', nameReport(dated[0])));
  line(field('last', nameReport(dated.findLast(({ year }) => year !== null) ?? dated.at(-1))));
}

/** More organs than a screen has lines are summed up in one. */
const MOST_ORGANS = 20;
/** Years side by side on a screen of 100 columns. */
const MOST_YEARS = 10;

function byOrganAndYear(reports: readonly Promised[]): [string[], string[][]] {
  const m = probeMessages;
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
  if (others.length > 0) rows.push(rowOf(m.otherOrgans(organs.length - shown.length), others));
  if (rows.length > 1) rows.push(rowOf(m.all, reports));
  return [[m.organ, ...years, m.all], rows];
}

const cell = (number: number): string => (number === 0 ? '' : String(number));
const yearName = ({ year }: Promised): string => (year === null ? probeMessages.noYear : String(year));
const organName = ({ organ }: Promised): string => organ ?? probeMessages.noOrgan;

function nameReport(report: Promised | undefined): string {
  if (report === undefined) return '—';
  return [report.title, report.date ?? '', report.url].filter((part) => part !== '').join('  ');
}

/** Sub-channels shown one by one. */
const MOST_CHANNELS = 12;

function printChannels({ channels }: ChannelFinding, line: (text?: string) => void): void {
  if (channels.length === 0) return;
  const m = probeMessages;
  line(`  ${m.below(channels.length, channels.filter(({ read }) => !read).length)}`);
  for (const { title, url, read } of channels.slice(0, MOST_CHANNELS))
    line(`    ${read ? '' : m.notRead}${title}  ${url}`);
  if (channels.length > MOST_CHANNELS) line(`    ${m.andMore(channels.length - MOST_CHANNELS)}`);
}

function printLeft(left: readonly Left[], line: (text?: string) => void): void {
  if (left.length === 0) return;
  const m = probeMessages;
  line(`  ${m.wouldLeave(left.length)}`);
  const reasons = [...new Set(left.map(({ reason }) => reason))];
  for (const reason of reasons) {
    const own = left.filter((one) => one.reason === reason);
    line(`    ${own.length}  ${reason}: ${reasonMessages.skip[reason]}`);
    const example = own.find(({ title }) => title !== '') ?? own[0];
    line(`       ${m.example([example?.title, example?.url].filter(Boolean).join('  '))}`);
  }
}

function printSearched(visited: ProbeResult['visited'], line: (text?: string) => void): void {
  line();
  line(probeMessages.lookedAt);
  for (const { url, title, outcome } of visited)
    line(`  ${told(outcome)}  ${url}${title === '' ? '' : `  (${title})`}`);
}

function printNext(result: ProbeResult, { files, next }: PrintContext, line: (text?: string) => void): void {
  const m = probeMessages;
  const { channels, identity, answered } = result;
  if (files.length > 0) line(m.runTests);
  if (channels.length === 0) line(answered ? m.lookByHand : m.checkAddress);
  else if (identity.code === null && !identity.central) line(m.addCode);
  if (next.length === 0) return;
  line(commonMessages.next);
  for (const command of next) line(`  ${command}`);
}

const indent = (text: string): string => text.replace(/^/gm, '  ');
