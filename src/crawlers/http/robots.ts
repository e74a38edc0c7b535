import robotsParser from 'robots-parser';
import { LONGEST_CRAWL_DELAY_MS } from '../queue/back-off.ts';
import type { FetchFailure } from './fetch-failure.ts';

// The package's types describe an ES module; what it is, is a CommonJS function.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** Our name in robots.txt groups. */
export const ROBOT_NAME = 'nianbao';

/** What is read of a robots.txt: RFC 9309 (2.5) asks for 500 KiB at least. */
export const MOST_ROBOTS_BYTES = 512 * 1024;

/** What asking for a robots.txt brought: its status and text, or why there was no answer. */
export type RobotsAnswer = { readonly status: number; readonly text: string } | FetchFailure;

export interface RobotsVerdict {
  readonly allowed: boolean;
  /** Pause that the host asks for, milliseconds, within our limit; 0 where it asks for none. */
  readonly delayMs: number;
  /** Set where robots.txt itself could not be had: nothing may be fetched now, later perhaps. */
  readonly unavailable: FetchFailure | null;
}

type RobotsRules = (url: string) => RobotsVerdict;

const FREE: RobotsRules = () => ({ allowed: true, delayMs: 0, unavailable: null });

/**
 * robots.txt by RFC 9309: a 4xx answer allows all; a 5xx answer or none forbids all for now. Fetched once a run for each origin,
 * whatever it says; `ask` does that.
 */
export class Robots {
  readonly #ask: (url: string) => Promise<RobotsAnswer>;
  readonly #origins = new Map<string, Promise<RobotsRules>>();
  readonly #settled = new Set<string>();

  constructor(ask: (url: string) => Promise<RobotsAnswer>) {
    this.#ask = ask;
  }

  /** Whether `check` would answer without asking the host. */
  isKnown(url: string): boolean {
    return this.#settled.has(new URL(url).origin);
  }

  async check(url: string): Promise<RobotsVerdict> {
    const { origin } = new URL(url);
    let rules = this.#origins.get(origin);
    if (rules === undefined) {
      rules = this.#load(`${origin}/robots.txt`);
      this.#origins.set(origin, rules);
    }
    const verdict = (await rules)(url);
    // Asked again with the next attempt: that may be minutes later.
    if (verdict.unavailable !== null) this.#origins.delete(origin);
    else this.#settled.add(origin);
    return verdict;
  }

  async #load(url: string): Promise<RobotsRules> {
    const answer = await this.#ask(url);
    if ('code' in answer) return unavailable(answer);
    if (answer.status >= 500)
      return unavailable({ code: 'server_error', message: `HTTP ${answer.status}`, retry: true });
    if (answer.status >= 400 || isHtml(answer.text)) return FREE;
    const parsed = parseRobots(url, answer.text);
    const delayMs = Math.min(LONGEST_CRAWL_DELAY_MS, (parsed.getCrawlDelay(ROBOT_NAME) ?? 0) * 1000);
    return (page) => ({ allowed: parsed.isAllowed(page, ROBOT_NAME) !== false, delayMs, unavailable: null });
  }
}

function unavailable({ code, message, retry }: FetchFailure): RobotsRules {
  const explained = { code, message: `robots.txt: ${message}`, retry };
  return () => ({ allowed: false, delayMs: 0, unavailable: explained });
}

/** Many portals answer the home page to whatever they do not have. */
function isHtml(text: string): boolean {
  return /^\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype|html|head|script|meta)/i.test(text);
}
