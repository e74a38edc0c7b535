import type { Exchange } from '../../archive/exchange.ts';
import type { Answer } from '../http/answer.ts';
import { FetchError } from '../http/errors.ts';
import type { FetchRequest } from '../http/fetch-request.ts';
import { type NavigationContext, redirectTarget } from '../http/navigate.ts';
import { hostOf } from '../http/scope.ts';
import { mergePages } from '../plan/merge-plans.ts';
import { NOTHING, type Plan } from '../plan/plan.ts';
import { SharedBrowser } from './browser.ts';
import { htmlAnswer, isFile, type Judged, judge } from './judge.ts';
import type { MadeFile } from './made-files.ts';
import type { BrowserNeed } from './need.ts';
import type { PressOptions } from './press.ts';
import { BrowserCrashedError } from './program.ts';
import { ScriptCache } from './script-cache.ts';
import type { BrowserRequest } from './traffic.ts';
import { type Visit, visitPage, visitPager } from './visit.ts';

/** Challenge scripts take 30 to 45 s on real portals; lists built by scripts take a few. Milliseconds. */
export const PATIENCE_MS: Readonly<Record<BrowserNeed, number>> = { challenge: 75_000, scripts: 40_000, press: 40_000 };
/** Hops of what a script asks for. */
const MOST_HOPS = 5;

export interface BrowserTask {
  readonly url: string;
  readonly need: BrowserNeed;
  readonly navigation: NavigationContext;
  /** What would follow from an answer. */
  readonly plan: (answer: Answer) => Plan;
  /** Archives what the page loaded beside itself. */
  readonly archive: (exchanges: readonly Exchange[]) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface BrowserResult {
  /** Answers that became the page, in order. */
  readonly documents: readonly Exchange[];
  /** The page after its scripts, or the file that they made, in place of the last document's own text; null: that alone says all. */
  readonly rendered: Answer | null;
  /** Null where the content never came. */
  readonly plan: Plan | null;
  /** The page was sent on and on. */
  readonly inCircles: boolean;
  /** Addresses of documents that its scripts loaded, to draw them or to wrap them. */
  readonly files: readonly string[];
}

/** What a list gave whose pager was pressed to its end. */
export interface PressResult {
  readonly documents: readonly Exchange[];
  readonly plan: Plan;
}

/** The second step after everything else: a page in a real browser, whose requests our own fetcher makes. */
export class BrowserFallback {
  readonly #browser: SharedBrowser;
  readonly #scripts = new ScriptCache();

  constructor(userAgent: string) {
    this.#browser = new SharedBrowser(userAgent);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /**
   * A browser that ends meanwhile may have been another page's victim, so there is a second try.
   * @throws BrowserMissingError where there is no browser on this machine, BrowserCrashedError where the page breaks it.
   */
  async visit(task: BrowserTask): Promise<BrowserResult> {
    try {
      return await this.#visit(task);
    } catch (error) {
      if (!(error instanceof BrowserCrashedError)) throw error;
      return this.#visit(task);
    }
  }

  /** Reads a list to its end by pressing its pager. Throws as `visit` does. */
  async press(task: BrowserTask & Omit<PressOptions, 'signal'>): Promise<PressResult> {
    const documents: Exchange[] = [];
    const others: Exchange[] = [];
    try {
      const pressed = await this.#browser.withContext(task.signal, (context) =>
        visitPager(context, {
          url: task.url,
          fetch: (request) => this.#fetch(request, task.navigation, request.isDocument ? documents : others),
          signal: task.signal,
          number: task.number,
          isGuess: task.isGuess,
        }),
      );
      const plans = pressed.pages.map(({ url, html }) => task.plan(htmlAnswer(url, html)));
      return { documents, plan: mergePages(plans, pressed.end) };
    } finally {
      await task.archive(others);
    }
  }

  async #visit(task: BrowserTask): Promise<BrowserResult> {
    const documents: Exchange[] = [];
    const others: Exchange[] = [];
    const files = () => others.filter(isFile);
    const judging = (document: Exchange, html: string) => judge(document, html, { ...task, files });
    try {
      const visit = await this.#browser.withContext(task.signal, (context) =>
        visitPage(context, {
          url: task.url,
          fetch: (request) => this.#fetch(request, task.navigation, request.isDocument ? documents : others),
          shows: (document, html) => judging(document, html)?.showing ?? 'nothing',
          worksInSilence: task.need === 'challenge',
          patienceMs: PATIENCE_MS[task.need],
          signal: task.signal,
        }),
      );
      const last = visit.documents.at(-1);
      const judged = visit.there && last !== undefined ? judging(last, visit.html) : null;
      return conclude(visit, judged, files(), task);
    } catch (error) {
      await task.archive(documents);
      throw error;
    } finally {
      await task.archive(others);
    }
  }

  /** With all manners of a plain request: scope, robots.txt, pace, private addresses. Where a script is sent on, we follow. */
  async #fetch(request: BrowserRequest, navigation: NavigationContext, fetched: Exchange[]): Promise<Exchange | null> {
    const known = request.isDocument ? undefined : this.#scripts.get(request.url);
    if (known !== undefined) return known;
    let at = request;
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      const exchange = await ask(at, navigation);
      if (exchange === null) return null;
      fetched.push(exchange);
      if (request.isDocument) return exchange;
      const next = redirectTarget(exchange);
      if (next === null) {
        this.#scripts.keep(request.url, exchange);
        return exchange;
      }
      at = { ...at, url: next, method: 'GET', body: null };
    }
    return null;
  }
}

async function ask(asked: BrowserRequest, navigation: NavigationContext): Promise<Exchange | null> {
  const { url, method, headers, body } = asked;
  if (navigation.scope.refuses(url) !== null) return null;
  const verdict = await navigation.robots(url);
  if (!verdict.allowed) return null;
  await navigation.waitTurn(hostOf(url));
  const request: FetchRequest = {
    url,
    method,
    headers,
    legacyTls: navigation.legacyTls,
    ...(body !== null && { body }),
  };
  try {
    return await navigation.fetcher.fetch(request);
  } catch (error) {
    if (error instanceof FetchError) return null;
    throw error;
  }
}

function conclude(
  { documents, cookies, made, inCircles }: Visit,
  judged: Judged | null,
  files: readonly Exchange[],
  task: BrowserTask,
): BrowserResult {
  const last = documents.at(-1);
  const none = { documents, rendered: null, plan: null, inCircles, files: [] };
  if (last === undefined) return none;
  // A challenge's pass is a cookie: with it, plain requests get through for a while.
  if (judged !== null) for (const { name, value } of cookies) task.navigation.cookies.set(last.url, name, value);
  // What came over the wire is better evidence than what a script made of it.
  if (made !== null && files.length === 0) return { ...none, ...ofMade(made, last, task) };
  if (judged === null) return none;
  const { plan, rendered } = judged;
  const loaded = files.map(({ url }) => url);
  // A page that shows nothing but a drawn document says so little that it looks like an error.
  if (plan.failure !== undefined) return { ...none, plan: { ...NOTHING, content: 'page' }, files: loaded };
  return { ...none, plan, rendered, files: loaded };
}

function ofMade({ bytes, contentType }: MadeFile, page: Exchange, task: BrowserTask) {
  const rendered: Answer = { url: page.url, status: 200, contentType, bytes, text: () => bytes.toString('utf8') };
  return { rendered, plan: task.plan(rendered) };
}
