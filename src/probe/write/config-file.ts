import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Document, parseDocument } from 'yaml';
import type { ChannelFinding, ProbeResult } from '../findings.ts';
import { isReportOfItsOwn } from '../survey/promised.ts';

/** What of the announced reports a crawl must find at least: some are scans that nobody can read, some are listed twice. */
const FLOOR = 0.8;
/** Fewer reports are too few to say that one missing is an alarm. */
const LEAST_FOR_FLOOR = 5;

/**
 * Writes a portal's config. An existing file keeps what probe does not know of (pace, filters, notes) and channels that it did not find,
 * without those that are gone: they are named in its note.
 */
export function writeConfig(file: string, result: ProbeResult, day: string, gone: readonly string[] = []): void {
  const document = existsSync(file) ? parseDocument(readFileSync(file, 'utf8')) : newDocument(result);
  const known = existsSync(file) ? channelsIn(document) : [];
  const found = result.channels.map(channelOf);
  const kept = known.filter(({ url }) => !gone.includes(url) && !found.some((channel) => channel.url === url));
  document.set('channels', document.createNode([...found, ...kept]));
  if (gone.length > 0) document.set('note', movedNote(document.get('note'), gone, day));
  const hosts = outsideHosts(result);
  if (hosts.length > 0) document.set('hosts', document.createNode(hosts));
  const floor = floorOf(result.channels);
  if (floor > 0) document.set('floor', floor);
  if (result.legacyTls) document.set('legacyTls', true);
  document.set('verified', 'never');
  document.set('sure', 'channel seen');
  comment(document, result, day);
  mkdirSync(path.dirname(file), { recursive: true });
  // A config that a killed run wrote half is worse than none: it may be valid, with fewer channels.
  const part = `${file}.part`;
  writeFileSync(part, document.toString({ lineWidth: 0 }));
  renameSync(part, file);
}

/** Where the search began is kept: channels may stand on other hosts, and move. */
function newDocument({ url, identity: { id, name, code } }: ProbeResult): Document {
  const facts = [`id: ${id}`, `name: ${JSON.stringify(name)}`, `code: ${JSON.stringify(code)}`, `entry: ${url}`];
  return parseDocument(`${facts.join('\n')}\nplatform: auto\n`);
}

/** What was noted before, and where the channel was until now. */
function movedNote(before: unknown, gone: readonly string[], day: string): string {
  const moved = `${day}: no channel any more: ${gone.join(', ')}`;
  return typeof before === 'string' && before !== '' ? `${before}; ${moved}` : moved;
}

interface ChannelEntry {
  readonly url: string;
  readonly title?: string;
  readonly sure?: string;
}

function channelsIn(document: Document): ChannelEntry[] {
  const value = (document.toJS() as { channels?: unknown } | null)?.channels;
  return Array.isArray(value) ? (value as ChannelEntry[]) : [];
}

function channelOf({ url, title }: ChannelFinding): ChannelEntry {
  return { url, ...(title !== null && { title }), sure: 'channel seen' };
}

/** Hosts outside of .gov.cn where reports were listed: the crawl may go there only because the config says so. */
function outsideHosts({ channels }: ProbeResult): string[] {
  const urls = channels.flatMap(({ url, reports }) => [url, ...reports.map((report) => report.url)]);
  const hosts = urls.map((url) => new URL(url)).filter(({ hostname }) => !/(?:^|\.)gov\.cn$/.test(hostname));
  return [...new Set(hosts.map(({ host }) => host))];
}

function floorOf(channels: readonly ChannelFinding[]): number {
  const titles = channels.flatMap(({ reports }) =>
    reports.filter((one) => isReportOfItsOwn(one) && one.year !== null).map(({ title }) => title),
  );
  const different = new Set(titles).size;
  return channels.every(({ complete }) => complete) && different >= LEAST_FOR_FLOOR ? Math.floor(different * FLOOR) : 0;
}

/** What a person should know who reads the file; rewritten each time. */
function comment(document: Document, { identity, channels }: ProbeResult, day: string): void {
  const lines = channels.map(
    ({ reports, pages, platform, certainty }) =>
      ` ${certainty}: ${reports.filter(isReportOfItsOwn).length} reports on ${pages} list pages, ${platform.name}`,
  );
  document.commentBefore = [` Found by nianbao probe, ${day}. code: ${identity.codeEvidence}`, ...lines].join('\n');
}
