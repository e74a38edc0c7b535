import { sameResource } from '../../crawlers/http/scope.ts';
import type { Link } from './link.ts';
import { addressOf, siteOf } from './near.ts';
import { EXPLICIT, LEAST, scoreLink } from './score.ts';

/** A page that may be, or lead to, a channel. */
export interface Candidate {
  readonly url: string;
  readonly title: string;
  /** The words of the links that lead to it from the start. */
  readonly way: readonly string[];
  readonly score: number;
  readonly from: Link['from'];
}

/** Each step away from the start costs a little: of two equal links the nearer is tried first. */
const STEP = 2;
/** Frames show what the page is about; scripts may write its menu. */
const FRAME_SCORE = 40;
const SCRIPT_SCORE = 18;
/** Other hosts of the site are tried only where its own have nothing. */
const ELSEWHERE = 50;
/** Another site is tried where it alone is said to have this portal's reports. */
const OTHER_SITE = 20;
/** Links to the reports of those above. */
const OF_OTHERS = /^(?:国务院|中国|中央|全国|上级|省|自治区|市(?=政府|人民政府))/;

/** Pages to look at, the most promising first; each once. */
export class Frontier {
  readonly start: Candidate;
  readonly #permits: (url: string) => boolean;
  readonly #known = new Set<string>();
  readonly #hosts = new Set<string>();
  #waiting: Candidate[] = [];

  constructor(start: string, permits: (url: string) => boolean) {
    this.start = { url: start, title: '', way: [], score: 100, from: 'link' };
    this.#permits = permits;
    this.#known.add(sameResource(start));
    this.#hosts.add(addressOf(start));
  }

  /** A host where a channel was found is the portal's own. */
  atHome(url: string): void {
    this.#hosts.add(addressOf(url));
  }

  /** Not to be looked at. */
  leave(url: string): void {
    this.#known.add(sameResource(url));
  }

  add(link: Link, parent: Candidate, given?: number): void {
    const key = sameResource(link.url);
    if (this.#known.has(key) || !this.#permits(link.url)) return;
    const score = given ?? scoreOf(link, parent);
    if (score < LEAST || (this.#isOtherSite(link.url) && (score < EXPLICIT || OF_OTHERS.test(link.title)))) return;
    const way = [...parent.way, link.title || new URL(link.url).pathname];
    const known = this.#waiting.find(({ url }) => sameResource(url) === key);
    if (known !== undefined && known.score >= score) return;
    this.#waiting = this.#waiting.filter((one) => one !== known);
    this.#waiting.push({ url: link.url, title: link.title, way, score, from: link.from });
  }

  /** The best page of at least this score; null where there is none. */
  next(least: number): Candidate | null {
    const now = ({ url, score, way }: Candidate) => Math.min(score, this.#most(url)) - way.length * STEP;
    const best = this.#waiting.filter((one) => now(one) >= least).sort((a, b) => now(b) - now(a))[0];
    if (best === undefined) return null;
    this.#waiting = this.#waiting.filter((one) => one !== best);
    this.leave(best.url);
    return best;
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

function scoreOf({ url, title, from }: Link, parent: Candidate): number {
  const own = scoreLink(title, url);
  if (from === 'frame') return Math.max(own, Math.min(FRAME_SCORE, parent.score));
  if (from === 'script' && title === '') return Math.max(own, SCRIPT_SCORE);
  return own;
}
