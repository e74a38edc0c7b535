import { sameResource } from '../../crawlers/http/scope.ts';
import type { HttpDetails } from '../../crawlers/queue/request.ts';
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

/** Pages to look at, the most promising first; each once. */
export class CandidateQueue {
  readonly start: CandidatePage;
  readonly #permits: (url: string) => boolean;
  readonly #known = new Set<string>();
  readonly #hosts = new Set<string>();
  #waiting: CandidatePage[] = [];

  constructor(start: string, permits: (url: string) => boolean) {
    this.start = { url: start, title: '', way: [], score: 100, from: 'link', parent: null };
    this.#permits = permits;
    this.#known.add(sameResource(start));
    this.#hosts.add(addressOf(start));
  }

  /** A host where a channel was found, or where the start has moved to, is the portal's own. */
  atHome(url: string): void {
    this.#hosts.add(addressOf(url));
  }

  /** Not to be looked at. */
  leave(url: string): void {
    this.#known.add(sameResource(url));
  }

  add(link: Link, parent: CandidatePage, { isDoor }: Surroundings = { isDoor: false }): void {
    const key = keyOf(link);
    if (this.#known.has(key) || !this.#permits(link.url)) return;
    const own = link.score ?? scoreOf(link, parent);
    const leadsIn = isDoor && link.from === 'link' && (own >= LEAST || link.title === '');
    const score = leadsIn ? Math.max(own, DOOR_SCORE) : own;
    if (score < LEAST || (!isDoor && this.#isStrange(link, score))) return;
    const way = [...parent.way, link.title || new URL(link.url).pathname];
    const known = this.#waiting.find((one) => keyOf(one) === key);
    if (known !== undefined && known.score >= score) return;
    this.#waiting = this.#waiting.filter((one) => one !== known);
    const { url, title, from, http, templates } = link;
    this.#waiting.push({ url, title, way, score, from, http, templates, parent });
  }

  /** The best page of at least this score; null where there is none. */
  next(least: number): CandidatePage | null {
    const now = ({ url, score, way }: CandidatePage) => Math.min(score, this.#most(url)) - way.length * STEP;
    const best = this.#waiting.filter((one) => now(one) >= least).sort((a, b) => now(b) - now(a))[0];
    if (best === undefined) return null;
    this.#waiting = this.#waiting.filter((one) => one !== best);
    this.#known.add(keyOf(best));
    return best;
  }

  /** Links to other sites are the portal's where they speak of its disclosure, and not of anybody's above it. */
  #isStrange({ url, title }: Link, score: number): boolean {
    return this.#isOtherSite(url) && (score < LEAST_OF_OTHER_SITE || OF_OTHERS.test(title));
  }

  #isOtherSite(url: string): boolean {
    return !this.#hosts.has(addressOf(url)) && siteOf(url) !== siteOf(this.start.url);
  }

  /** What a page can be worth at most by its host. */
  #most(url: string): number {
    if (this.#hosts.has(addressOf(url))) return 100;
    return this.#isOtherSite(url) ? OTHER_SITE : ELSEWHERE;
  }
}

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
