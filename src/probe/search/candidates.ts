import { sameResource } from '../../crawlers/http/scope.ts';
import type { HttpDetails } from '../../crawlers/queue/request-details.ts';
import { isOrganName } from '../../vocabulary/organ-endings.ts';
import type { AddressTemplate } from './address-templates.ts';
import type { Link } from './link.ts';
import { addressOf, siteOf } from './near.ts';
import { EXPLICIT, LEAST, PROMISING, scoreLink } from './score.ts';

/** A page that may be, or lead to, a channel. */
export interface CandidatePage {
  readonly url: string;
  readonly title: string;
  /** The words of the links that lead to it from the start. */
  readonly way: readonly string[];
  readonly score: number;
  readonly from: Link['from'];
  readonly http?: HttpDetails | undefined;
  readonly templates?: readonly AddressTemplate[] | undefined;
  /** The page that links it; null for the start. */
  readonly parent: CandidatePage | null;
}

/** What a page is for the links on it. */
export interface Surroundings {
  /** A page with hardly a link is a door: an intro, a frame, a notice of the new address. Whatever it links leads in. */
  readonly isDoor: boolean;
}

/** Each step away from the start costs a little: of two equal links the nearer is tried first. */
const STEP = 2;
/** Frames show what the page is about; scripts may write its menu. */
const FRAME_SCORE = 40;
const DOOR_SCORE = 30;
/** Other hosts of the site are tried only where its own have nothing. */
const ELSEWHERE = 50;
/** Another site is tried where it alone is said to have this portal's reports, or its disclosure. */
const OTHER_SITE = 20;
const LEAST_OF_OTHER_SITE = 40;
/** Within the disclosure platform: the portal's own government before its departments, and these before other sections. */
const OWN_GOVERNMENT = 26;
const DEPARTMENT = 14;
const WITHIN_DISCLOSURE = 3;
/** Links to the reports of those above. */
const OF_OTHERS = /^(?:国务院|中国|中央|全国|上级|省|自治区|市(?=政府|人民政府))/;

/** A page that waits, with what its address is compared by: parsed once, since there are thousands. */
interface WaitingPage {
  readonly page: CandidatePage;
  readonly host: string;
  readonly site: string;
}

/** Pages to look at, the most promising first; each once. */
export class CandidateQueue {
  readonly start: CandidatePage;
  readonly #permits: (url: string) => boolean;
  readonly #known = new Set<string>();
  readonly #hosts = new Set<string>();
  readonly #site: string;
  readonly #waiting = new Map<string, WaitingPage>();

  constructor(start: string, permits: (url: string) => boolean) {
    this.start = { url: start, title: '', way: [], score: 100, from: 'link', parent: null };
    this.#permits = permits;
    this.#known.add(sameResource(start));
    this.#hosts.add(addressOf(start));
    this.#site = siteOf(start);
  }

  /** A host where a channel was found, or where the start has moved to, is the portal's own. */
  atHome(url: string): void {
    this.#hosts.add(addressOf(url));
  }

  /** Not to be looked at. */
  leave(url: string): void {
    const key = sameResource(url);
    this.#known.add(key);
    this.#waiting.delete(key);
  }

  add(link: Link, parent: CandidatePage, { isDoor }: Surroundings = { isDoor: false }): void {
    const key = keyOf(link);
    if (this.#known.has(key) || !this.#permits(link.url)) return;
    const own = link.score ?? scoreOf(link, parent);
    const leadsIn = isDoor && link.from === 'link' && (own >= LEAST || link.title === '');
    const score = leadsIn ? Math.max(own, DOOR_SCORE) : own;
    const known = this.#waiting.get(key);
    if (score < LEAST || (known !== undefined && known.page.score >= score)) return;
    const { url, title, from, http, templates } = link;
    const [host, site] = [addressOf(url), siteOf(url)];
    if (!isDoor && this.#isOtherSite({ host, site }) && isStrange(link, score)) return;
    const way = [...parent.way, title || new URL(url).pathname];
    this.#waiting.set(key, { page: { url, title, way, score, from, http, templates, parent }, host, site });
  }

  /** The best page of at least this score; null where there is none. */
  next(least: number): CandidatePage | null {
    let best: { key: string; page: CandidatePage; now: number } | null = null;
    for (const [key, waiting] of this.#waiting) {
      const { page } = waiting;
      const now = Math.min(page.score, this.#most(waiting)) - page.way.length * STEP;
      if (now >= least && (best === null || now > best.now)) best = { key, page, now };
    }
    if (best === null) return null;
    this.#waiting.delete(best.key);
    this.#known.add(best.key);
    return best.page;
  }

  #isOtherSite({ host, site }: Pick<WaitingPage, 'host' | 'site'>): boolean {
    return !this.#hosts.has(host) && site !== this.#site;
  }

  /** What a page can be worth at most by its host. */
  #most(waiting: WaitingPage): number {
    if (this.#hosts.has(waiting.host)) return 100;
    return this.#isOtherSite(waiting) ? OTHER_SITE : ELSEWHERE;
  }
}

/** Links to other sites are the portal's where they speak of its disclosure, and not of anybody's above it. */
const isStrange = ({ title }: Link, score: number): boolean => score < LEAST_OF_OTHER_SITE || OF_OTHERS.test(title);

const keyOf = ({ url, http }: { readonly url: string; readonly http?: HttpDetails | undefined }): string =>
  http?.body === undefined ? sameResource(url) : `${sameResource(url)} ${http.body}`;

function scoreOf({ url, title, from }: Link, parent: CandidatePage): number {
  const own = scoreLink(title, url);
  if (from === 'frame') return Math.max(own, Math.min(FRAME_SCORE, parent.score));
  if (own >= DEPARTMENT || own < LEAST || !isDisclosure(parent)) return own;
  if (/(?:人民政府|政府|本级)$|政府办(?:公室)?$/.test(title)) return OWN_GOVERNMENT;
  return isOrganName(title) ? DEPARTMENT : own + WITHIN_DISCLOSURE;
}

/** Whether a page is part of the disclosure platform: a link that speaks of it has led there. */
const isDisclosure = ({ score, way }: CandidatePage): boolean =>
  way.length > 0 && score >= PROMISING && score < EXPLICIT + 25;
