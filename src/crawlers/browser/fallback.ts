import { type Exchange, header } from '../../archive/exchange.ts';
import type { Answer } from '../answer.ts';
import { findChallenge } from '../challenge.ts';
import { FetchError } from '../http/errors.ts';
import type { FetchRequest } from '../http/request.ts';
import { isText, type Surroundings, textOf } from '../navigate.ts';
import type { Plan } from '../plan.ts';
import { hostOf } from '../scope.ts';
import { SharedBrowser } from './browser.ts';
import type { BrowserNeed } from './need.ts';
import { type BrowserRequest, type Visit, visitPage } from './visit.ts';

/** Challenge scripts take 30 to 45 s on real portals; lists built by scripts take a few. Milliseconds. */
const PATIENCE_MS: Readonly<Record<BrowserNeed, number>> = { challenge: 75_000, scripts: 40_000 };
/** Links that a page behind a challenge must show where none of them is a report. */
const LEAST_LINKS = 10;
/** Scripts are the same on all pages of a portal: each is asked for once a run. */
const MOST_SCRIPTS = 200;

export interface BrowserTask {
  readonly url: string;
  readonly need: BrowserNeed;
  readonly around: Surroundings;
  /** What would follow from an answer. */
  readonly plan: (answer: Answer) => Plan;
  /** Archives what the page loaded beside itself. */
  readonly archive: (exchanges: readonly Exchange[]) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface BrowserResult {
  /** Answers that became the page, in order. */
  readonly documents: readonly Exchange[];
  /** The page after its scripts, in place of the last document's own text; null: that alone says all. */
  readonly rendered: Answer | null;
  /** Null where the content never came. */
  readonly plan: Plan | null;
}

/** The second step after everything else: a page in a real browser, whose requests our own fetcher makes. */
export class BrowserFallback {
  readonly #browser: SharedBrowser;
  readonly #scripts = new Map<string, Exchange>();

  constructor(userAgent: string) {
    this.#browser = new SharedBrowser(userAgent);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** @throws BrowserMissingError where there is no browser on this machine. */
  async visit(task: BrowserTask): Promise<BrowserResult> {
    const others: Exchange[] = [];
    const visit = await this.#browser.withContext((context) =>
      visitPage(context, {
        url: task.url,
        fetch: (request) => this.#fetch(request, task.around, others),
        isThere: (document, html) => judge(document, html, task) !== null,
        patienceMs: PATIENCE_MS[task.need],
        signal: task.signal,
      }),
    );
    await task.archive(others);
    return conclude(visit, task);
  }

  /** With all manners of a plain request: scope, robots.txt, pace, private addresses. */
  async #fetch(request: BrowserRequest, around: Surroundings, others: Exchange[]): Promise<Exchange | null> {
    const known = this.#scripts.get(request.url);
    if (known !== undefined && !request.isDocument) return known;
    if (around.scope.refuses(request.url) !== null) return null;
    const verdict = await around.robots(request.url);
    if (!verdict.allowed) return null;
    await around.turn(hostOf(request.url));
    const exchange = await ask(request, around);
    if (exchange === null || request.isDocument) return exchange;
    others.push(exchange);
    const isScript = exchange.status === 200 && /javascript/i.test(header(exchange, 'content-type') ?? '');
    if (isScript && this.#scripts.size < MOST_SCRIPTS) this.#scripts.set(request.url, exchange);
    return exchange;
  }
}

async function ask({ url, method, headers, body }: BrowserRequest, around: Surroundings): Promise<Exchange | null> {
  const request: FetchRequest = { url, method, headers, legacyTls: around.legacyTls, ...(body !== null && { body }) };
  try {
    return await around.fetcher.fetch(request);
  } catch (error) {
    if (error instanceof FetchError) return null;
    throw error;
  }
}

interface Judged {
  readonly plan: Plan;
  readonly rendered: Answer | null;
}

/** The positive check: the answer is a success, no challenge, and something follows from it. Null where it does not hold. */
function judge(document: Exchange, html: string, task: BrowserTask): Judged | null {
  if (document.status !== 200) return null;
  if (!isText(document)) return { plan: task.plan(answerFrom(document)), rendered: null };
  if (findChallenge(document, textOf(document)) !== null) return null;
  const plain = task.plan(answerFrom(document));
  if (leadsOn(plain) && task.need === 'challenge') return { plan: plain, rendered: null };
  const rendered = renderedAnswer(document, html);
  const plan = task.plan(rendered);
  if (leadsOn(plan)) return { plan, rendered };
  const links = html.match(/<a\b[^>]*\bhref=/gi)?.length ?? 0;
  return task.need === 'challenge' && plan.trouble === undefined && links >= LEAST_LINKS
    ? { plan: plain, rendered: null }
    : null;
}

function leadsOn({ want, columns, content, trouble, asColumn }: Plan): boolean {
  return (
    trouble === undefined && (want.length > 0 || columns.length > 0 || content === 'document' || asColumn !== undefined)
  );
}

function conclude({ documents, html, there, cookies }: Visit, task: BrowserTask): BrowserResult {
  const last = documents.at(-1);
  // A challenge's pass is a cookie: with it, plain requests get through for a while.
  if (there && last !== undefined)
    for (const { name, value } of cookies) task.around.cookies.set(last.url, name, value);
  const judged = there && last !== undefined ? judge(last, html, task) : null;
  if (judged === null) return { documents, rendered: null, plan: null };
  return { documents, ...judged };
}

function answerFrom(exchange: Exchange): Answer {
  const contentType = header(exchange, 'content-type') ?? '';
  return {
    url: exchange.url,
    status: exchange.status,
    contentType,
    bytes: exchange.payload,
    text: () => textOf(exchange),
  };
}

function renderedAnswer(document: Exchange, html: string): Answer {
  return {
    url: document.url,
    status: 200,
    contentType: 'text/html; charset=utf-8',
    bytes: Buffer.from(html, 'utf8'),
    text: () => html,
  };
}
