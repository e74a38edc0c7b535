import { memoize } from '../../vocabulary/memoize.ts';
import { type Answer, kindOf, pageOf } from '../http/answer.ts';
import type { Dialect, Page } from '../platforms/dialect.ts';
import { detectDialect, dialectByKey } from '../platforms/index.ts';
import type { PortalVisit } from '../portal-visit.ts';
import { detailsWith, isList, type QueuedRequest } from '../queue/request.ts';
import type { RequestHints } from '../queue/request-details.ts';
import { complete } from './completeness.ts';
import { NOTHING, type Plan } from './plan.ts';
import { looksLikeReport, planDetail, planFiles } from './plan-detail.ts';
import { MOST_DEPTH, planList } from './plan-list.ts';

export interface AnswerTask {
  readonly visit: PortalVisit;
  readonly queued: Pick<QueuedRequest, 'kind' | 'url' | 'details'>;
  readonly channel: { readonly url: string; readonly title: string | null };
  readonly isSeen: (url: string) => boolean;
}

/** What follows from an answer, by what was asked for and what came. */
export function planAnswer(answer: Answer, task: AnswerTask): Plan {
  const kind = kindOf(answer);
  const { kind: expected } = task.queued;
  if (kind === 'file')
    return {
      ...NOTHING,
      content: 'document',
      ...(isList(expected) && { channel: { stop: 'single_page', end: complete('the channel is a file') } }),
    };
  const page = pageOf(answer);
  if (isList(expected)) return planListPage(page, task);
  if (kind === 'html') return planDetailPage(page, task);
  return (kind === 'data' ? planFileList(page, task) : null) ?? { ...NOTHING, content: 'document' };
}

/** What a service answers that a detail page asks for its files; null where it names none. */
function planFileList(answer: Page, task: AnswerTask): Plan | null {
  const dialect = detailDialect(answer, task.queued.details.hints, task.channel.url);
  const files = dialect.files?.(answer) ?? null;
  return files === null ? null : planFiles(files, detailTask(task, dialect));
}

function planListPage(page: Page, task: AnswerTask): Plan {
  const { visit, queued } = task;
  const { dialect, evidence } = listDialect(page, task);
  const plan = planList(page, {
    visit,
    dialect,
    evidence,
    channel: { ...task.channel, organ: channelOrgan(task) },
    details: queued.details,
    url: queued.url,
    isSeen: task.isSeen,
  });
  const isEmpty = plan.requests.length === 0 && plan.channels.length === 0;
  if (queued.kind !== 'channel' || !isEmpty || !page.text.includes('<')) return plan;
  // Some channels show their only report in place of a list.
  if (!looksLikeReport(page, [])) return plan;
  const detail = planDetail(
    page,
    detailTask(task, dialect, { ...queued.details.hints, title: task.channel.title ?? '' }),
  );
  return {
    ...detail,
    seen: plan.seen,
    skip: [...plan.skip, ...detail.skip],
    channel: { ...plan.channel, end: complete('the channel shows its only report') },
  };
}

function channelOrgan({ visit, channel, queued }: AnswerTask): string | null {
  const configured = visit.config.channels.find(({ url }) => url === channel.url)?.organ;
  return configured ?? queued.details.hints.organ ?? visit.config.organ;
}

function planDetailPage(page: Page, task: AnswerTask): Plan {
  const { visit, queued } = task;
  const plan = planDetail(page, detailTask(task, detailDialect(page, queued.details.hints, task.channel.url)));
  const channel = plan.asChannel;
  if (channel === undefined) return plan;
  const depth = (queued.details.hints.depth ?? 0) + 1;
  if (depth > MOST_DEPTH) return { ...NOTHING, content: 'page', skip: [{ ...channel, reason: 'page_limit' }] };
  const { dialect, detection } = detectDialect(page);
  const details = detailsWith({ hints: { depth, organ: channel.organ ?? undefined } });
  const { evidence } = detection;
  const list = planList(page, { visit, dialect, evidence, channel, details, url: queued.url, isSeen: () => false });
  return { ...list, skip: [...plan.skip, ...list.skip], asChannel: channel };
}

function detailTask(task: AnswerTask, dialect: Dialect, hints: RequestHints = task.queued.details.hints) {
  const { visit, queued, channel, isSeen } = task;
  return { visit, dialect, kind: queued.kind, hints, channel, isSeen };
}

/** The config's dialect, or the one that the channel's first page was recognised as. */
function listDialect(
  page: Page,
  { visit, queued, channel }: AnswerTask,
): { dialect: Dialect; evidence: readonly string[] } {
  const configured = visit.config.channels.find(({ url }) => url === channel.url)?.platform ?? visit.config.platform;
  const asked = queued.details.hints.platform;
  if (queued.details.list.state?.call === true) return { dialect: known('generic'), evidence: [] };
  if (asked !== undefined && queued.kind === 'list') return { dialect: known(asked), evidence: [] };
  if (configured !== 'auto') return { dialect: known(configured), evidence: ['named by the config'] };
  const { dialect, detection } = detectDialect(page);
  return { dialect, evidence: detection.evidence };
}

function known(key: string): Dialect {
  const dialect = dialectByKey(key);
  if (dialect === null) throw new RangeError(`no platform ${key}`);
  return dialect;
}

/** Of a channel, which all of its pages ask for. */
const hostOf = memoize((url) => new URL(url).host);

/**
 * The list's dialect on the list's own host. Departments on other hosts run other systems: there the page itself decides, and the list's
 * dialect only where it does not tell.
 */
function detailDialect(page: Page, hints: RequestHints, channel: string): Dialect {
  const listed = hints.platform === undefined ? null : dialectByKey(hints.platform);
  const known = listed !== null && listed.key !== 'generic';
  if (known && new URL(page.url).host === hostOf(channel)) return listed;
  const { dialect } = detectDialect(page);
  return dialect.key === 'generic' && listed !== null ? listed : dialect;
}
