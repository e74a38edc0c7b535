import type { NavigationResult } from '../../crawlers/http/navigate.ts';
import { sameResource } from '../../crawlers/http/scope.ts';
import { looksLikeReport } from '../../crawlers/plan/plan-detail.ts';
import type { Page } from '../../crawlers/platforms/dialect.ts';
import { clean } from '../../crawlers/platforms/page/dom.ts';
import type { PortalVisit } from '../../crawlers/portal-visit.ts';
import { detailsWith } from '../../crawlers/queue/request.ts';
import type { FailureCode } from '../../crawlers/reasons.ts';
import { type ChannelState, type DryRequest, type DryStep, newChannelState, takeStep } from '../visit/dry-step.ts';
import type { Visitor } from '../visit/visitor.ts';
import { firstPages, foldersAbove } from './around.ts';
import { type Candidate, Frontier } from './candidates.ts';
import { listsReports, looksLikeChannel } from './channel-page.ts';
import { drawn, isEmptyFrame } from './drawn.ts';
import { fallbacks } from './fallbacks.ts';
import { linksOf } from './links.ts';
import { EXPLICIT, scoreLink } from './score.ts';
import { isSiteMap, siteMapLinks } from './site-maps.ts';

/** A channel that was met, with its first page. */
export interface FoundChannel {
  readonly url: string;
  readonly title: string | null;
  readonly way: readonly string[];
  readonly first: DryStep;
  readonly state: ChannelState;
}

/** Addresses that somebody knows of. */
export interface Seeds {
  readonly first: readonly string[];
  readonly later: readonly string[];
}
export const NO_SEEDS: Seeds = { first: [], later: [] };

export interface Seen {
  readonly url: string;
  readonly title: string;
  readonly outcome: string;
}

/** The folder of a report is its channel's on most platforms; a breadcrumb is surer. */
const FOLDER = 42;
/** A page deep in the portal has the disclosure platform's menu beside it: as good as a link to 信息公开. */
const DEEP_PAGE = 26;
/** More channels than portals have side by side; with a tree of departments, one channel holds them all. */
const MOST_CHANNELS = 8;

interface EmptyFrame {
  readonly candidate: Candidate;
  readonly queued: DryRequest;
  readonly page: Page;
  readonly result: NavigationResult;
}

/** Pages that a browser draws for their menus: each takes some ten seconds. */
const MOST_DRAWN = 6;

/** Best first from any page of a portal: towards links that speak of annual reports, then of disclosure, then anything that lists pages. */
export class Search {
  readonly #visitor: Visitor;
  readonly #visit: PortalVisit;
  readonly #frontier: Frontier;
  readonly channels: FoundChannel[] = [];
  /** Pages that list reports among other things. */
  readonly #second: FoundChannel[] = [];
  readonly visited: Seen[] = [];
  /** Pages of the portal itself, for its name: the start and what is nearest to the top. */
  readonly pages: Page[] = [];
  /** What kept us out, in the order in which it was met. */
  readonly failures: {
    readonly url: string;
    readonly code: FailureCode;
    readonly message: string;
    readonly start: boolean;
  }[] = [];

  readonly #signal: AbortSignal;
  readonly #seeds: Seeds;
  /** Pages that show a frame alone, until a browser has drawn them. */
  readonly #frames: EmptyFrame[] = [];
  #drawn = 0;

  constructor(parts: { visitor: Visitor; visit: PortalVisit; start: string; seeds: Seeds; signal: AbortSignal }) {
    this.#seeds = parts.seeds;
    this.#signal = parts.signal;
    this.#visitor = parts.visitor;
    this.#visit = parts.visit;
    this.#frontier = new Frontier(parts.start, (url) => parts.visit.scope.refuses(url) === null);
  }

  /** Looks for channels until nothing promising is left, or so many requests are. */
  async run(reserve: number): Promise<void> {
    const start = this.#frontier.start;
    await this.#look(start);
    await this.#tryOtherScheme();
    for (const url of this.#seeds.first) this.#frontier.add({ url, title: '', from: 'link' }, start, EXPLICIT + 10);
    for (const url of this.#seeds.later) this.#frontier.add({ url, title: '', from: 'link' }, start, DEEP_PAGE);
    // A host that answers nothing is not asked for more.
    if (this.pages.length === 0 && this.failures.every(({ code }) => code === 'unreachable')) return;
    const more = fallbacks({ visitor: this.#visitor, start: start.url, pages: this.pages });
    while (this.#visitor.left > reserve && this.channels.length < MOST_CHANNELS) {
      const next = this.#frontier.next(this.channels.length > 0 ? EXPLICIT : 0);
      if (next !== null) await this.#look(next);
      else if (this.channels.length > 0) return;
      else if (!(await this.#drawNext())) {
        const step = more.next();
        if (step.done) break;
        for (const link of step.value) this.#frontier.add(link, start, link.score);
      }
    }
    const best = this.#second.sort((a, b) => b.first.plan.requests.length - a.first.plan.requests.length)[0];
    if (this.channels.length === 0 && best !== undefined) this.channels.push(best);
  }

  /** Many county hosts answer over http only, some over https only. */
  async #tryOtherScheme(): Promise<void> {
    const { start } = this.#frontier;
    if (this.pages.length > 0 || !this.failures.some(({ code }) => code === 'unreachable')) return;
    const url = /^https:/i.test(start.url)
      ? start.url.replace(/^https/i, 'http')
      : start.url.replace(/^http/i, 'https');
    await this.#look({ ...start, url });
    if (this.pages.length > 0) this.failures.length = 0;
  }

  /** A page that breaks a reader is noted, and the search goes on. */
  async #look(candidate: Candidate): Promise<void> {
    const result = await this.#visitor.visit({ url: candidate.url });
    try {
      await this.#read(candidate, result);
    } catch (error) {
      this.#signal.throwIfAborted();
      this.#note(candidate, `could not be taken apart: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #read(candidate: Candidate, result: NavigationResult): Promise<void> {
    const { url, title, way } = candidate;
    const state = newChannelState();
    const named = looksLikeChannel.names(title) ? title : null;
    const queued = {
      kind: 'channel',
      url,
      details: detailsWith({ hints: { depth: 0 } }),
      channel: { url, title: named },
    } as const;
    // Menus are full of scripts: only past a challenge, or for a channel's own list, is a browser worth its time.
    const browser = result.challenge !== null || scoreLink(title, url) >= EXPLICIT;
    const first = await takeStep(queued, result, { visitor: this.#visitor, visit: this.#visit }, state, browser);
    const { page, failure } = first;
    if (failure !== null) {
      this.#note(candidate, `${failure.code}: ${failure.message}`);
      this.failures.push({ url, ...failure, start: way.length === 0 });
      return;
    }
    if (page === null) return this.#note(candidate, 'a file');
    this.pages.push(page);
    if (isSiteMap(page)) {
      for (const link of siteMapLinks(page)) this.#frontier.add(link, candidate, link.score);
      return this.#note(candidate, 'a site map');
    }
    const isChannel = looksLikeChannel(first, candidate);
    const found = { url, title: named, way, first, state };
    if (isChannel) this.#keep(found);
    else if (candidate.from !== 'search' && listsReports(first)) this.#second.push(found);
    this.#note(candidate, isChannel ? 'a channel of annual reports' : 'on the way');
    for (const link of linksOf(page)) this.#frontier.add(link, candidate);
    if (isEmptyFrame(page)) this.#frames.push({ candidate, queued, page, result });
    if (way.length > 0) return;
    if (isChannel)
      for (const address of firstPages(page))
        this.#frontier.add({ url: address, title, from: 'link' }, candidate, EXPLICIT + 20);
    else if (looksLikeReport(page, []))
      for (const address of foldersAbove(page.url))
        this.#frontier.add({ url: address, title: '', from: 'link' }, candidate, FOLDER);
  }

  /** A portal of one script shows its menu in a browser only. False where there is no page left to draw. */
  async #drawNext(): Promise<boolean> {
    const frame = this.#frames.shift();
    if (frame === undefined || this.#drawn++ >= MOST_DRAWN) return false;
    const { candidate, queued, page, result } = frame;
    const shown = await drawn(queued, page, result, { visitor: this.#visitor, visit: this.#visit });
    if (shown !== null) for (const link of linksOf(shown)) this.#frontier.add(link, candidate);
    return true;
  }

  /** What a channel lists is its survey's to visit. */
  #keep(channel: FoundChannel): void {
    this.channels.push(channel);
    const { plan } = channel.first;
    for (const { url } of [...plan.requests, ...plan.channels]) this.#frontier.leave(url);
    this.#frontier.atHome(channel.first.answer?.url ?? channel.url);
  }

  #note({ url, title }: Candidate, outcome: string): void {
    this.visited.push({ url, title: clean(title), outcome });
  }
}

export const isSameChannel = (a: FoundChannel, b: FoundChannel): boolean =>
  sameResource(a.first.answer?.url ?? a.url) === sameResource(b.first.answer?.url ?? b.url);
