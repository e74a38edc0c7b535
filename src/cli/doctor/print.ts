import stringWidth from 'string-width';
import type { DoctorResult } from '../../doctor/doctor.ts';
import type { ChannelDiagnosis, Diagnosis } from '../../doctor/findings.ts';
import { VERDICTS, type Verdict } from '../../doctor/verdicts.ts';
import type { Io } from '../command.ts';
import type { PrintLine } from '../print/summary.ts';
import { colours } from '../terminal.ts';

const CHINESE: Readonly<Record<Verdict, string>> = {
  healthy: '正常',
  incomplete: '不完整',
  unknown: '未知',
  empty: '无内容',
  redesigned: '已改版',
  moved: '已迁移',
  blocked: '被拒绝',
  unreachable: '无法访问',
};

/** Shared causes first, then the ill portals with their facts, then the healthy ones in one line each. */
export function printDoctor({ portals, findings }: DoctorResult, io: Io): void {
  const colour = colours(io);
  const line: PrintLine = (text = '') => io.out(`${text}\n`);
  for (const { finding, portals: members } of findings) {
    line(colour.bold(colour.red(finding)));
    line(`  ${members.join(', ')}`);
    line();
  }
  const width = Math.max(0, ...portals.map(({ portal }) => stringWidth(portal)));
  const ordered = [...portals].sort((a, b) => Number(a.verdict === 'healthy') - Number(b.verdict === 'healthy'));
  for (const diagnosis of ordered) {
    const { verdict, portal, name } = diagnosis;
    const paint = verdict === 'healthy' ? colour.green : colour.red;
    line(`${portal.padEnd(width)}  ${paint(`${verdict} ${CHINESE[verdict]}`)}  ${name}`);
    if (verdict !== 'healthy' || portals.length === 1) printFacts(diagnosis, line);
  }
  if (portals.length > 1) line(`\n${totals(portals)}`);
}

function printFacts(
  { verdict, channels, notLookedAt, visitedAt, reports, floor, notes, next }: Diagnosis,
  line: PrintLine,
): void {
  line(`  ${VERDICTS[verdict]}`);
  const crawled = visitedAt === null ? 'never crawled' : `last crawled ${visitedAt.slice(0, 10)}`;
  line(`  ${crawled}, ${reports} reports stored${floor > 0 ? `, floor ${floor}` : ''}`);
  for (const note of notes) line(`  ${note}`);
  for (const channel of channels) printChannel(channel, line);
  if (notLookedAt > 0) line(`  ${notLookedAt} further channels were not looked at`);
  if (next !== null) line(`  Next: ${next}`);
}

function printChannel(channel: ChannelDiagnosis, line: PrintLine): void {
  const { before, now, last } = channel;
  line(`  ${channel.verdict}  ${channel.title ?? ''}${channel.title === null ? '' : '  '}${channel.url}`);
  line(`    ${channel.because}`);
  const rows = before === null ? 'no good crawl yet' : `${before.items} on ${before.day}`;
  const present = now === null ? `${last?.items ?? 0} in the last crawl` : rowsNow(now);
  line(`    rows      then ${rows}; now ${present}`);
  if (before !== null) line(`    platform  then ${platform(before.platform, before.evidence)}`);
  const recognised =
    now === null
      ? platform(last?.platform ?? null, last?.evidence ?? [])
      : platform(now.platform?.key ?? null, now.platform?.evidence ?? []);
  line(`              now  ${recognised}`);
  if (last?.completeness != null) line(`    list      ${last.completeness}: ${last.completenessEvidence ?? ''}`);
  for (const { before: old, now: title } of channel.renamed) line(`    renamed   ${old} → ${title}`);
  for (const title of channel.unmatched) line(`    no match  ${title}`);
  for (const { title, url } of channel.gone) line(`    gone      ${title}  ${url}`);
}

function rowsNow({
  failure,
  rows,
  reports,
  channels,
  announced,
  complete,
}: NonNullable<ChannelDiagnosis['now']>): string {
  if (failure !== null) return 'none';
  const below = channels > 0 ? `, ${channels} channels below` : '';
  const claim = announced === null ? '' : `, ${announced} announced`;
  return `${rows} (${reports} reports${below}${claim}${complete ? '' : '; only the first pages'})`;
}

function platform(key: string | null, evidence: readonly string[]): string {
  return key === null ? 'none recognised' : `${key}${evidence.length > 0 ? ` (${evidence.join('; ')})` : ''}`;
}

function totals(portals: readonly Diagnosis[]): string {
  const verdicts = Object.keys(VERDICTS) as Verdict[];
  const counts = verdicts.map((verdict) => ({ verdict, n: portals.filter((one) => one.verdict === verdict).length }));
  const parts = counts.filter(({ n }) => n > 0).map(({ verdict, n }) => `${n} ${verdict}`);
  return `${portals.length} portals: ${parts.join(', ')}`;
}
