import stringWidth from 'string-width';
import type { DoctorResult } from '../../doctor/doctor.ts';
import type { ChannelDiagnosis, Diagnosis } from '../../doctor/findings.ts';
import { VERDICTS, type Verdict } from '../../doctor/verdicts.ts';
import { told } from '../../language/told.ts';
import type { Io } from '../command.ts';
import { doctorMessages } from '../messages/doctor.ts';
import type { PrintLine } from '../print/summary.ts';
import { colours } from '../terminal.ts';
import { pad } from '../wrap.ts';

/** Shared causes first, then the ill portals with their facts, then the healthy ones in one line each. */
export function printDoctor({ portals, findings }: DoctorResult, io: Io): void {
  const colour = colours(io);
  const line: PrintLine = (text = '') => io.out(`${text}\n`);
  for (const { finding, portals: members } of findings) {
    line(colour.bold(colour.red(told(finding))));
    line(`  ${members.join(', ')}`);
    line();
  }
  const width = Math.max(0, ...portals.map(({ portal }) => stringWidth(portal)));
  const ordered = [...portals].sort((a, b) => Number(a.verdict === 'healthy') - Number(b.verdict === 'healthy'));
  for (const diagnosis of ordered) {
    const { verdict, portal, name } = diagnosis;
    const paint = verdict === 'healthy' ? colour.green : colour.red;
    line(`${portal.padEnd(width)}  ${paint(doctorMessages.verdictName[verdict])}  ${name}`);
    if (verdict !== 'healthy' || portals.length === 1) printFacts(diagnosis, line);
  }
  if (portals.length > 1) line(`\n${totals(portals)}`);
}

function printFacts(
  { verdict, channels, notLookedAt, visitedAt, reports, floor, notes, next }: Diagnosis,
  line: PrintLine,
): void {
  const m = doctorMessages;
  line(`  ${m.verdict[verdict]}`);
  line(`  ${visitedAt === null ? m.never(reports, floor) : m.last(visitedAt.slice(0, 10), reports, floor)}`);
  for (const note of notes) line(`  ${told(note)}`);
  for (const channel of channels) printChannel(channel, line);
  if (notLookedAt > 0) line(`  ${m.notLookedAt(notLookedAt)}`);
  if (next !== null) line(`  ${m.next(told(next))}`);
}

function printChannel(channel: ChannelDiagnosis, line: PrintLine): void {
  const m = doctorMessages;
  const { before, now, last } = channel;
  line(
    `  ${m.verdictName[channel.verdict]}  ${channel.title ?? ''}${channel.title === null ? '' : '  '}${channel.url}`,
  );
  line(`    ${told(channel.because)}`);
  const rows = before === null ? m.noGoodCrawl : m.onDay(before.items, before.day);
  const present = now === null ? m.inLastCrawl(last?.items ?? 0) : rowsNow(now);
  line(field('rows', m.thenNow(rows, present)));
  const recognised =
    now === null
      ? platform(last?.platform ?? null, last?.evidence ?? [])
      : platform(now.platform?.key ?? null, now.platform?.evidence ?? []);
  if (before === null) line(field('platform', m.nowIs(recognised)));
  else {
    line(field('platform', m.thenWas(platform(before.platform, before.evidence))));
    line(`${' '.repeat(14)}${m.nowIs(recognised)}`);
  }
  if (last?.completeness != null) line(field('list', `${last.completeness}: ${told(last.completenessEvidence ?? '')}`));
  for (const { before: old, now: title } of channel.renamed) line(field('renamed', `${old} → ${title}`));
  for (const title of channel.unmatched) line(field('noMatch', title));
  for (const { title, url } of channel.gone) line(field('gone', `${title}  ${url}`));
}

const field = (name: keyof typeof doctorMessages.fields, text: string): string =>
  `    ${pad(doctorMessages.fields[name], 10)}${text}`;

function rowsNow(now: NonNullable<ChannelDiagnosis['now']>): string {
  const { failure, rows, reports, channels, announced, complete } = now;
  if (failure !== null) return doctorMessages.none;
  return doctorMessages.rowsNow({ rows, reports, channels, announced, complete });
}

function platform(key: string | null, evidence: readonly string[]): string {
  if (key === null) return doctorMessages.noneRecognised;
  return `${key}${evidence.length > 0 ? ` (${evidence.map(told).join('; ')})` : ''}`;
}

function totals(portals: readonly Diagnosis[]): string {
  const m = doctorMessages;
  const verdicts = Object.keys(VERDICTS) as Verdict[];
  const counts = verdicts.map((verdict) => ({ verdict, n: portals.filter((one) => one.verdict === verdict).length }));
  const parts = counts.filter(({ n }) => n > 0).map(({ verdict, n }) => m.part(n, m.verdictName[verdict]));
  return m.totals(portals.length, parts.join(', '));
}
