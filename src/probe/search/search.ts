import type { NavigationResult } from '../../crawlers/http/navigate.ts';
import { sameResource } from '../../crawlers/http/scope.ts';
import { looksLikeReport } from '../../crawlers/plan/plan-detail.ts';
import type { Page } from '../../crawlers/platforms/dialect.ts';
import { clean, makePage } from '../../crawlers/platforms/page/dom.ts';
import type { PortalVisit } from '../../crawlers/portal-visit.ts';
import { detailsWith } from '../../crawlers/queue/request.ts';
import type { FailureCode } from '../../crawlers/reasons.ts';
import { messageOf } from '../../message-of.ts';
import { type ChannelTally, type DryStep, newChannelState, takeStep } from '../visit/dry-step.ts';
import type { Visitor } from '../visit/visitor.ts';
import { firstPages, foldersAbove } from './around.ts';
import { type CandidatePage, CandidateQueue } from './candidates.ts';
import { listsReports, looksLikeChannel, showsReportOfChannel } from './channel-page.ts';
import { doorLinks, isDoor } from './doors.ts';
import { drawn, type EmptyFrame, isEmptyFrame } from './drawn.ts';
import { fallbacks } from './fallbacks.ts';
import type { Link } from './link.ts';
import { linksOf, menuSources } from './links.ts';
import { otherStarts } from './other-starts.ts';
import { EXPLICIT, PROMISING, scoreLink } from './score.ts';
import { SiblingColumns } from './siblings.ts';
import { isSiteMap, siteMapLinks } from './site-maps.ts';

/** A channel that was met, with its first page. */
export interface FoundChannel {
  readonly url: string;
  readonly title: string | null;
  readonly way: readonly string[];
  readonly first: DryStep;
  readonly state: ChannelTally;
}

/** Addresses that somebody knows of. */
export interface Seeds {
  /** Asked before any link is followed; by the home page, where that could be had. */
  readonly first: (home: Page | null) => readonly string[];
  /** Asked like links of the home page. */
  readonly later: readonly string[];
}
export const NO_SEEDS: Seeds = { first: () => [], later: [] };

export interface VisitedPage {
  readonly url: string;
  readonly title: string;
  readonly outcome: string;
}

/** The folder of a report is its channel's on most platforms; a breadcrumb is surer. */
const FOLDER = 42;
/** A page deep in the portal has the disclosure platform's menu beside it: as good as a link to 信息公开. */
const DEEP_PAGE = 26;
/** More channels than portals have side by side; of departments and years, as many as the requests are enough for. */
const MOST_CHANNELS = 8;
const MOST_SIBLINGS = 30;
/** As long as nothing is found, only so many requests are kept for reading what may still be. */
const LAST_RESERVE = 8;

/** Pages that a browser draws for their menus: each takes some ten seconds. */
const MOST_DRAWN = 6;

/** Best first from any page of a portal: towards links that speak of annual reports, then of disclosure, then anything that lists pages. */
export class ChannelSearch {
  readonly #visitor: Visitor;
  readonly #visit: PortalVisit;
  readonly #frontier: CandidateQueue;
  /** Channels that were met and not taken yet. */
  #channels: FoundChannel[] = [];
  /** Pages that list reports among other things. */
  #second: FoundChannel[] = [];
  readonly visited: VisitedPage[] = [];
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
  readonly #siblings = new SiblingColumns();
  readonly #doors = new Set<CandidatePage>();
  /** Pages that show a frame alone, until a browser has drawn them. */
  readonly #frames: EmptyFrame[] = [];
  #drawn = 0;
  #most = MOST_CHANNELS;
  /** Where to look when no link leads on; undefined before the start. */
  #more: Generator<readonly Link[], void> | null | undefined;

  constructor(parts: { visitor: Visitor; visit: PortalVisit; start: string; seeds: Seeds; signal: AbortSignal }) {
    this.#seeds = parts.seeds;
    this.#signal = parts.signal;
    this.#visitor = parts.visitor;
    this.#visit = parts.visit;
    this.#frontier = new CandidateQueue(parts.start, (url) => parts.visit.scope.refuses(url) === null);
  }

  /** Looks for channels until nothing is left to look at, or so many requests are; fewer as long as nothing is found. Goes on when called again. */
  async run(reserve: number): Promise<void> {
    this.#more ??= await this.#begin();
    while (this.#more !== null && this.#visitor.left > this.#reserve(reserve) && this.#channels.length < this.#most) {
      if (await this.#lookAtNext(this.#channels.length > 0 ? EXPLICIT : PROMISING)) continue;
      if (this.#channels.length > 0) break;
      if (await this.#drawNext()) continue;
      const step = this.#more.next();
      if (!step.done) for (const link of step.value) this.#frontier.add(link, this.#frontier.start);
      // Whatever is left, as long as there are requests: a column may stand behind words that say nothing.
      else if (!(await this.#lookAtNext(Number.NEGATIVE_INFINITY))) break;
    }
    const best = this.#second.sort((a, b) => b.first.plan.requests.length - a.first.plan.requests.length)[0];
    if (this.#channels.length > 0 || best === undefined) return;
    this.#channels.push(best);
    this.#second = this.#second.filter((one) => one !== best);
  }

  /** What was met since the last time. */
  takeChannels(): FoundChannel[] {
    const taken = this.#channels;
    this.#channels = [];
    return taken;
  }

  /** The start, and what is known besides. Null: the host answers nothing, and is not asked for more. */
  async #begin(): Promise<Generator<readonly Link[], void> | null> {
    const start = this.#frontier.start;
    await this.#look(start);
    for (const url of this.pages.length > 0 ? [] : otherStarts(start.url, this.failures)) {
      await this.#look({ ...start, url });
      if (this.pages.length === 0) continue;
      this.failures.length = 0;
      break;
    }
    const seed = (url: string, score: number) => this.#frontier.add({ url, title: '', from: 'link', score }, start);
    for (const url of this.#seeds.first(this.pages[0] ?? null)) seed(url, EXPLICIT + 10);
    for (const url of this.#seeds.later) seed(url, DEEP_PAGE);
    if (this.pages.length === 0 && this.failures.every(({ code }) => code === 'unreachable')) return null;
    return fallbacks({ visitor: this.#visitor, start: start.url, pages: this.pages });
  }

  #reserve(forLists: number): number {
    return this.#channels.length > 0 ? forLists : Math.min(forLists, LAST_RESERVE);
  }

  async #lookAtNext(least: number): Promise<boolean> {
    const next = this.#frontier.next(least);
    if (next === null) return false;
    await this.#look(next);
    return true;
  }

  /** A page that breaks a reader is noted, and the search goes on. */
  async #look(candidate: CandidatePage): Promise<void> {
    const result = await this.#visitor.visit({ url: candidate.url, details: detailsOf(candidate) });
    try {
      await this.#read(candidate, result);
    } catch (error) {
      this.#signal.throwIfAborted();
      this.#note(candidate, `could not be taken apart: ${messageOf(error)}`);
    }
  }

  async #read(candidate: CandidatePage, result: NavigationResult): Promise<void> {
    const { url, title, way } = candidate;
    const state = newChannelState();
    const named = looksLikeChannel.names(title) ? title : null;
    const queued = {
      kind: 'channel',
      url,
      details: detailsOf(candidate),
      channel: { url, title: named },
    } as const;
    // Menus are full of scripts: only past a challenge, or for a channel's own list, is a browser worth its time.
    const browser = result.challenge !== null || scoreLink(title, url) >= EXPLICIT;
    const first = await takeStep(queued, result, { visitor: this.#visitor, visit: this.#visit }, state, browser);
    const { page, failure } = first;
    if (failure !== null) {
      this.#note(candidate, `${failure.code}: ${failure.message}`);
      this.failures.push({ url, ...failure, start: way.length === 0 });
      return this.#tryOtherwise(candidate);
    }
    if (page === null) return this.#note(candidate, 'a file');
    this.pages.push(page);
    if (way.length === 0 || this.#isBehindDoor(candidate)) this.#frontier.atHome(page.url);
    if (isSiteMap(page)) {
      for (const link of siteMapLinks(page)) this.#frontier.add(link, candidate);
      return this.#note(candidate, 'a site map');
    }
    const read = asRead(page, candidate);
    const links = linksOf(read, candidate.templates);
    const isChannel = looksLikeChannel(first, candidate) && !showsReportOfChannel(page, title, links);
    const found = { url, title: named, way, first, state };
    this.#siblings.note(candidate, links);
    if (isChannel) this.#keep(found, candidate);
    else {
      const mayDo = listsReports(first) || looksLikeChannel(first, candidate);
      if (candidate.from !== 'search' && mayDo) this.#second.push(found);
      this.#tryOtherwise(candidate);
    }
    this.#note(candidate, isChannel ? 'a channel of annual reports' : 'on the way');
    this.#follow(candidate, read, links);
    if (isEmptyFrame(page, candidate)) this.#frames.push({ candidate, queued, page, result });
    if (way.length > 0) return;
    const around = (address: string, score: number) =>
      this.#frontier.add({ url: address, title: isChannel ? title : '', from: 'link', score }, candidate);
    if (isChannel) for (const address of firstPages(page)) around(address, EXPLICIT + 20);
    else if (looksLikeReport(page, [])) for (const address of foldersAbove(page.url)) around(address, FOLDER);
  }

  #follow(candidate: CandidatePage, page: Page, links: readonly Link[]): void {
    const door = isDoor(candidate, this.#isBehindDoor(candidate), links);
    if (door) this.#doors.add(candidate);
    const all = [...links, ...(door ? doorLinks(page) : []), ...menuSources(page)];
    for (const link of all) this.#frontier.add(link, candidate, { isDoor: door });
  }

  #isBehindDoor({ parent }: CandidatePage): boolean {
    return parent !== null && this.#doors.has(parent);
  }

  #tryOtherwise(candidate: CandidatePage): void {
    const link = this.#siblings.otherwise(candidate);
    if (link !== null) this.#frontier.add(link, candidate.parent ?? this.#frontier.start);
  }

  /** A portal of one script shows its menu in a browser only. False where there is no page left to draw. */
  async #drawNext(): Promise<boolean> {
    const frame = this.#frames.shift();
    if (frame === undefined || this.#drawn++ >= MOST_DRAWN) return false;
    const { candidate, queued, page, result } = frame;
    const shown = await drawn(queued, page, result, { visitor: this.#visitor, visit: this.#visit });
    if (shown !== null) this.#follow(candidate, shown, linksOf(shown));
    return true;
  }

  /** What a channel lists is its survey's to visit. */
  #keep(channel: FoundChannel, candidate: CandidatePage): void {
    this.#channels.push(channel);
    const { plan } = channel.first;
    for (const { url } of [...plan.requests, ...plan.channels]) this.#frontier.leave(url);
    this.#frontier.atHome(channel.first.answer?.url ?? channel.url);
    const beside = this.#siblings.beside(candidate);
    if (beside === null) return;
    this.#most = MOST_SIBLINGS;
    for (const link of beside.links) this.#frontier.add(link, beside.platform);
  }

  #note({ url, title }: CandidatePage, outcome: string): void {
    this.visited.push({ url, title: clean(title), outcome });
  }
}

/** What a script brings into a page links from there, not from where it came. */
const asRead = (page: Page, { from, parent }: CandidatePage): Page =>
  from === 'source' && parent !== null ? makePage({ ...page, url: parent.url }) : page;

const detailsOf = ({ http = {} }: CandidatePage) => detailsWith({ http, hints: { depth: 0 } });

export const isSameChannel = (a: FoundChannel, b: FoundChannel): boolean =>
  sameResource(a.first.answer?.url ?? a.url) === sameResource(b.first.answer?.url ?? b.url);
