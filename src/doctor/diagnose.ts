import type { ChannelConfig, PortalConfig } from '../config/index.ts';
import type { PortalVisit } from '../crawlers/portal-visit.ts';
import type { Visitor } from '../probe/visit/visitor.ts';
import { classifyTitle } from '../vocabulary/link-titles.ts';
import { type ChannelDiagnosis, type Diagnosis, MOST_EXAMPLES } from './findings.ts';
import { judgeLast, judgeNow, withCompleteness } from './judge.ts';
import { type ChannelNow, lookAt } from './look.ts';
import type { PortalMemory } from './memory.ts';
import { worst } from './verdicts.ts';

/** Channels of a portal that are looked at: more would say the same. */
const MOST_CHANNELS = 4;

/** A portal by its pages now and the database. */
export async function diagnose(visit: PortalVisit, memory: PortalMemory | null, visitor: Visitor): Promise<Diagnosis> {
  const channels: ChannelDiagnosis[] = [];
  for (const channel of visit.config.channels.slice(0, MOST_CHANNELS)) {
    const now = await lookAt(channel, { visitor, visit });
    channels.push(compare(channel, now, memory));
  }
  const diagnosis = summarise(visit.config, channels, memory, visitor.requests);
  if (diagnosis.verdict !== 'moved') return diagnosis;
  const home = new URL('/', visit.config.channels[0]?.url).href;
  const { failure } = await visitor.visit({ url: home });
  const note =
    failure === null ? `the home page ${home} answers` : `the home page ${home} does not answer: ${failure.message}`;
  return { ...diagnosis, requests: visitor.requests, notes: [...diagnosis.notes, note] };
}

/** A portal by its last crawls alone. */
export function diagnoseOffline(config: PortalConfig, memory: PortalMemory | null): Diagnosis {
  const channels = config.channels.map(({ url, title }): ChannelDiagnosis => {
    const known = memory?.channel(url) ?? null;
    const nothing = { verdict: 'unknown', because: 'never crawled' } as const;
    const judged = known === null ? nothing : withCompleteness(judgeLast(known.last, known.before), known.last);
    const base = { url, title, ...judged, now: null, renamed: [], unmatched: [], gone: [] };
    return { ...base, before: known?.before ?? null, last: known?.last ?? null };
  });
  return summarise(config, channels, memory, 0);
}

function compare({ url, title }: ChannelConfig, now: ChannelNow, memory: PortalMemory | null): ChannelDiagnosis {
  const known = memory?.channel(url) ?? null;
  const before = known?.before ?? null;
  const { titles, others, ...rest } = now;
  const judged = withCompleteness(judgeNow(url, now, before), known?.last ?? null);
  return {
    url,
    title,
    ...judged,
    before,
    last: known?.last ?? null,
    now: rest,
    renamed: renamed(titles, memory),
    unmatched: judged.verdict === 'healthy' ? [] : others.slice(0, MOST_EXAMPLES),
    gone: before !== null && now.failure === null && now.complete ? gone(titles, memory) : [],
  };
}

function renamed(titles: ChannelNow['titles'], memory: PortalMemory | null): ChannelDiagnosis['renamed'] {
  const changes = [...titles].flatMap(([url, now]) => {
    const before = memory?.titles.get(url);
    return before === undefined || before === now ? [] : [{ url, before, now }];
  });
  return changes.slice(0, MOST_EXAMPLES);
}

function gone(titles: ChannelNow['titles'], memory: PortalMemory | null): ChannelDiagnosis['gone'] {
  const missing = [...(memory?.titles ?? [])].filter(
    ([url, title]) => !titles.has(url) && classifyTitle(title, { annualChannel: true }) === 'report',
  );
  return missing.slice(0, MOST_EXAMPLES).map(([url, title]) => ({ url, title }));
}

function summarise(
  config: PortalConfig,
  channels: readonly ChannelDiagnosis[],
  memory: PortalMemory | null,
  requests: number,
): Diagnosis {
  const verdict = channels.length === 0 ? 'unknown' : worst(channels.map((channel) => channel.verdict));
  const { reports = 0, visitedAt = null } = memory ?? {};
  const under = visitedAt !== null && reports < config.floor;
  return {
    portal: config.id,
    name: config.name,
    verdict,
    channels,
    notLookedAt: config.channels.length - channels.length,
    visitedAt,
    reports,
    floor: config.floor,
    requests,
    next: nextStep(config, verdict, channels, visitedAt),
    notes: under ? [`${reports} reports are stored, under its floor of ${config.floor}`] : [],
  };
}

function nextStep(
  { id, entry, channels: configured }: PortalConfig,
  verdict: Diagnosis['verdict'],
  channels: readonly ChannelDiagnosis[],
  visitedAt: string | null,
): string | null {
  const start = entry ?? (configured[0] === undefined ? id : new URL('/', configured[0].url).href);
  const tls = channels.some(({ because }) => /TLS|certificate/.test(because));
  switch (verdict) {
    case 'healthy':
      return visitedAt === null ? `nianbao crawl ${id}` : null;
    case 'incomplete':
      return `look at what came of its rows: nianbao channels ${id}`;
    case 'unknown':
      return configured.length === 0 ? `nianbao probe ${start} --write --id ${id} --force` : `nianbao crawl ${id}`;
    case 'moved':
    case 'redesigned':
    case 'empty':
      return `nianbao probe ${start}`;
    case 'blocked':
      return `another day, or a larger delay in its file; nobody solves a CAPTCHA`;
    case 'unreachable':
      return tls
        ? 'legacyTls: true in its file, if you trust the host'
        : 'another day: many county hosts answer only at times';
  }
}
