import type { ColumnConfig, PortalConfig } from '../config/index.ts';
import type { PortalVisit } from '../crawlers/portal-visit.ts';
import { classifyTitle } from '../crawlers/titles.ts';
import type { Visitor } from '../probe/visitor.ts';
import { type ColumnDiagnosis, type Diagnosis, MOST_EXAMPLES } from './findings.ts';
import { judgeLast, judgeNow } from './judge.ts';
import { type ColumnNow, lookAt } from './look.ts';
import type { PortalMemory } from './memory.ts';
import { worst } from './verdicts.ts';

/** Columns of a portal that are looked at: more would say the same. */
const MOST_COLUMNS = 4;

/** A portal by its pages now and the database. */
export async function diagnose(visit: PortalVisit, memory: PortalMemory | null, visitor: Visitor): Promise<Diagnosis> {
  const columns: ColumnDiagnosis[] = [];
  for (const column of visit.config.columns.slice(0, MOST_COLUMNS)) {
    const now = await lookAt(column, { visitor, visit });
    columns.push(compare(column, now, memory));
  }
  const diagnosis = summarise(visit.config, columns, memory, visitor.requests);
  if (diagnosis.verdict !== 'moved') return diagnosis;
  const home = new URL('/', visit.config.columns[0]?.url).href;
  const { trouble } = await visitor.visit({ url: home });
  const note =
    trouble === null ? `the home page ${home} answers` : `the home page ${home} does not answer: ${trouble.message}`;
  return { ...diagnosis, requests: visitor.requests, notes: [...diagnosis.notes, note] };
}

/** A portal by its last crawls alone. */
export function diagnoseOffline(config: PortalConfig, memory: PortalMemory | null): Diagnosis {
  const columns = config.columns.map(({ url, title }): ColumnDiagnosis => {
    const known = memory?.column(url) ?? null;
    const nothing = { verdict: 'unknown', because: 'never crawled' } as const;
    const judged = known === null ? nothing : judgeLast(known.last, known.before);
    const base = { url, title, ...judged, now: null, renamed: [], unmatched: [], gone: [] };
    return { ...base, before: known?.before ?? null, last: known?.last ?? null };
  });
  return summarise(config, columns, memory, 0);
}

function compare({ url, title }: ColumnConfig, now: ColumnNow, memory: PortalMemory | null): ColumnDiagnosis {
  const known = memory?.column(url) ?? null;
  const before = known?.before ?? null;
  const { titles, others, ...rest } = now;
  const judged = judgeNow(url, now, before);
  return {
    url,
    title,
    ...judged,
    before,
    last: known?.last ?? null,
    now: rest,
    renamed: renamed(titles, memory),
    unmatched: judged.verdict === 'healthy' ? [] : others.slice(0, MOST_EXAMPLES),
    gone: before !== null && now.trouble === null && now.complete ? gone(titles, memory) : [],
  };
}

function renamed(titles: ColumnNow['titles'], memory: PortalMemory | null): ColumnDiagnosis['renamed'] {
  const changes = [...titles].flatMap(([url, now]) => {
    const before = memory?.titles.get(url);
    return before === undefined || before === now ? [] : [{ url, before, now }];
  });
  return changes.slice(0, MOST_EXAMPLES);
}

function gone(titles: ColumnNow['titles'], memory: PortalMemory | null): ColumnDiagnosis['gone'] {
  const missing = [...(memory?.titles ?? [])].filter(
    ([url, title]) => !titles.has(url) && classifyTitle(title, { annualColumn: true }) === 'report',
  );
  return missing.slice(0, MOST_EXAMPLES).map(([url, title]) => ({ url, title }));
}

function summarise(
  config: PortalConfig,
  columns: readonly ColumnDiagnosis[],
  memory: PortalMemory | null,
  requests: number,
): Diagnosis {
  const verdict = columns.length === 0 ? 'unknown' : worst(columns.map((column) => column.verdict));
  const { reports = 0, visitedAt = null } = memory ?? {};
  const under = visitedAt !== null && reports < config.floor;
  return {
    portal: config.id,
    name: config.name,
    verdict,
    columns,
    notLookedAt: config.columns.length - columns.length,
    visitedAt,
    reports,
    floor: config.floor,
    requests,
    next: nextStep(config, verdict, columns, visitedAt),
    notes: under ? [`${reports} reports are stored, under its floor of ${config.floor}`] : [],
  };
}

function nextStep(
  { id, entry, columns: configured }: PortalConfig,
  verdict: Diagnosis['verdict'],
  columns: readonly ColumnDiagnosis[],
  visitedAt: string | null,
): string | null {
  const start = entry ?? (configured[0] === undefined ? id : new URL('/', configured[0].url).href);
  const tls = columns.some(({ because }) => /TLS|certificate/.test(because));
  switch (verdict) {
    case 'healthy':
      return visitedAt === null ? `nianbao crawl ${id}` : null;
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
