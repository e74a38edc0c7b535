import { classifyTitle, titleYears } from '../../vocabulary/link-titles.ts';
import { sameResource } from '../http/scope.ts';
import type { ListItem, Listing, Page } from '../platforms/dialect.ts';
import { isListed } from '../platforms/page/row.ts';
import { detailsWith, listRequestOf } from '../queue/request.ts';
import type { RequestHints } from '../queue/request-details.ts';
import { channelTitle, isAnnualChannel } from './annual-channel.ts';
import { followList } from './following.ts';
import { guessFailed, nextGuess } from './guess.ts';
import type { ListTask } from './list-task.ts';
import type { NewChannel, Plan, PlannedRequest, Skip } from './plan.ts';
import { NOTHING } from './plan.ts';
import { identitiesOf } from './session-tokens.ts';
import { findSoftError } from './soft-error.ts';

/** Deeper trees of channels have not been seen: province, city, county, department, year. */
export const MOST_DEPTH = 5;

/** What follows from a list page: details to be fetched, what is left and why, the next page or why there is none. */
export function planList(page: Page, task: ListTask): Plan {
  const { details } = task;
  const number = details.list.page;
  // A throttled page is asked for again; taken for the list's end, it would hide all that follows.
  const soft = findSoftError(page);
  if (soft?.retry === true) return { ...NOTHING, failure: { code: 'soft_error', ...soft } };
  const listing = task.dialect.list(page, { channel: task.channel.url, request: listRequestOf(task) });
  const identify = identitiesOf(listing.items.map(({ url }) => url));
  const rows = uniqueBy(listing.items, identify).filter(({ url }) => !leadsBack(url, task));
  const fresh = rows.filter(({ url }) => !task.isSeen(identify(url)));
  const wrong = details.list.tentative === true ? guessFailed(listing, fresh, details.list) : null;
  if (wrong !== null) return nextGuess({ ...task, browser: task.visit.settings.browser !== 'never' }, wrong);

  const title = task.channel.title ?? channelTitle(page);
  const annual = isAnnualChannel(page, { url: task.channel.url, title }, listing.items);
  const channels = judgeChannels(listing, task);
  const asChannels = new Set(channels.channels.map(({ url }) => url));
  const { requests, skip } = judgeItems(
    fresh.filter(({ url }) => !asChannels.has(url)),
    task,
    annual,
    identify,
  );
  const hasRows =
    channels.channels.length > 0 ||
    rows.some((row) => isListed(row) || classifyTitle(row.title, { annualChannel: annual }) === 'bare');
  const following = followList({ page, listing, fresh, hasRows }, task);
  return {
    ...NOTHING,
    content: 'page',
    requests: [...requests, ...following.requests],
    skip: [...skip, ...channels.skip, ...following.skip],
    seen: fresh.map((item) => ({ ...item, url: identify(item.url) })),
    channels: channels.channels,
    channel: {
      ...(number === 1 && { platform: task.dialect.key, evidence: task.evidence, ...(title !== null && { title }) }),
      ...(listing.announcedItems !== undefined && { announcedItems: listing.announcedItems }),
      ...(following.stop !== null && { stop: following.stop }),
      ...(following.end !== null && { end: following.end }),
    },
  };
}

/** Menus and breadcrumbs of a list's further pages, and of channels below, link the channel itself: it is none of its rows. */
function leadsBack(url: string, { visit, channel }: ListTask): boolean {
  const to = sameResource(url);
  return [channel, ...visit.config.channels].some((known) => sameResource(known.url) === to);
}

function uniqueBy(items: readonly ListItem[], identify: (url: string) => string): ListItem[] {
  return [...new Map([...items].reverse().map((item) => [identify(item.url), item])).values()].reverse();
}

function judgeItems(
  items: readonly ListItem[],
  task: ListTask,
  annual: boolean,
  identify: (url: string) => string,
): Pick<Plan, 'requests' | 'skip'> {
  const requests: PlannedRequest[] = [];
  const skip: Skip[] = [];
  for (const item of items) {
    const { kind, refused } = task.visit.judge(item, { annualChannel: annual });
    if (refused !== null) {
      skip.push({ url: identify(item.url), title: item.title, reason: refused });
      continue;
    }
    const details = detailsWith({ hints: hintsOf(item, task, kind) });
    requests.push({ kind: 'detail', url: item.url, identity: identify(item.url), details });
    for (const file of item.attachments ?? []) {
      const details = detailsWith({ hints: { ...hintsOf(item, task, 'report'), name: file.name } });
      const outside = task.visit.scope.refuses(file.url);
      if (outside === null) requests.push({ kind: 'attachment', url: file.url, details });
      else skip.push({ url: file.url, title: file.name, reason: outside });
    }
  }
  return { requests, skip };
}

function hintsOf(item: ListItem, task: ListTask, kind: string): RequestHints {
  return {
    title: item.title,
    date: item.date || undefined,
    organ: (item.organ ?? task.channel.organ ?? task.details.hints.organ) || undefined,
    channel: task.channel.title || undefined,
    platform: task.dialect.key,
    inferred: kind === 'bare' || undefined,
    linksOnly: kind === 'summary' || undefined,
    hasFiles: (item.attachments ?? []).length > 0 || undefined,
    depth: task.details.hints.depth ?? 0,
  };
}

function judgeChannels(listing: Listing, task: ListTask): { channels: NewChannel[]; skip: Skip[] } {
  const channels: NewChannel[] = [];
  const skip: Skip[] = [];
  const deep = (task.details.hints.depth ?? 0) >= MOST_DEPTH;
  for (const { url, title } of listing.channels) {
    const { kind, refused } = task.visit.judge({ url, title }, { annualChannel: true });
    // A channel's name need not speak of reports; only what it surely is not counts.
    const tolerated = refused === 'not_a_report' || refused === 'title_excluded';
    if (deep) skip.push({ url, title, reason: 'page_limit' });
    else if (refused === null || tolerated)
      channels.push({ url, title, organ: kind === 'bare' && titleYears(title).length === 0 ? title : null });
    else skip.push({ url, title, reason: refused });
  }
  return { channels, skip };
}
