import type { Exchange } from '../../archive/exchange.ts';
import type { WarningCode } from '../../codebook/warnings.ts';
import type { BrowserMode } from '../../config/index.ts';
import type { FoundRow } from '../../store/pager-presses.ts';
import type { Answer } from '../http/answer.ts';
import type { FetchFailure } from '../http/fetch-failure.ts';
import type { NavigationContext, NavigationResult } from '../http/navigate.ts';
import { mergePages } from '../plan/merge-plans.ts';
import type { Plan } from '../plan/plan.ts';
import type { QueuedRequest } from '../queue/request.ts';
import type { BrowserFallback } from './fallback.ts';
import { BrowserMissingError } from './find.ts';
import { htmlAnswer } from './judge.ts';
import type { BrowserLessons } from './lessons.ts';
import { type BrowserNeed, browserNeed } from './need.ts';
import { BrowserCrashedError } from './program.ts';

/** What a request brought in the end, and what follows from it. */
export interface BrowserRetryResult {
  readonly result: NavigationResult;
  readonly plan: () => Plan;
  /** Whether its scripts would show more; absent: that is still to be found out. */
  readonly wantsScripts?: boolean | undefined;
  /** The page after its scripts, where they made the content. */
  readonly rendered: Answer | null;
}

export interface BrowserRetryContext {
  readonly mode: BrowserMode;
  readonly browser: BrowserFallback;
  readonly navigation: NavigationContext;
  readonly planOf: (answer: Answer) => Plan;
  /** Archives what belongs to no request of the frontier. */
  readonly archive: (exchanges: readonly Exchange[]) => Promise<void>;
  /** What earlier looks at this portal's pages have taught; null: nothing is kept (a probe). */
  readonly lessons: BrowserLessons | null;
  readonly signal: AbortSignal;
}

/** Opens the page in the browser where a plain request met a challenge, or brought a page that its scripts would fill. */
export async function retryInBrowser(
  queued: QueuedRequest,
  plain: BrowserRetryResult,
  answer: Answer | null,
  context: BrowserRetryContext,
): Promise<BrowserRetryResult> {
  const seen = answer === null ? null : { answer, plan: plain.plan(), wantsScripts: plain.wantsScripts };
  const need = browserNeed(queued, plain.result, context.mode, seen);
  if (need === null) return plain;
  if (need === 'press' && answer !== null)
    return press(queued, plain, answer, context).catch((error: unknown) => without(plain, error));
  const lessons = need === 'scripts' && context.mode === 'auto' ? context.lessons : null;
  if (answer !== null && lessons?.isPointless(answer)) return plain;
  try {
    const shown = await browse(queued, plain, need, context);
    if (answer !== null) lessons?.note(answer, shown !== plain);
    return shown;
  } catch (error) {
    return without(plain, error);
  }
}

/** Where the browser does not serve, what a plain request brought stands. */
function without(plain: BrowserRetryResult, error: unknown): BrowserRetryResult {
  if (error instanceof BrowserMissingError) return withNote(plain, 'browser_missing', error.message);
  if (error instanceof BrowserCrashedError) return broken(plain, error);
  throw error;
}

/** Presses the pager of a list to its end, or gives again what an earlier night's pressing gave. */
async function press(
  { url, details }: QueuedRequest,
  plain: BrowserRetryResult,
  answer: Answer,
  { navigation, archive, signal, planOf, browser, lessons }: BrowserRetryContext,
): Promise<BrowserRetryResult> {
  const known = lessons?.pressed(answer) ?? null;
  if (known !== null) return { ...plain, plan: () => mergePages([planOf(listOf(url, known.found))], known.end) };
  const { documents, plan } = await browser.press({
    url,
    need: 'press',
    navigation,
    plan: planOf,
    archive,
    signal,
    number: Math.max(1, details.list.page - 1),
    isGuess: details.list.beyond?.isGuess === true,
  });
  signal.throwIfAborted();
  if (documents.length === 0) return plain;
  const end = plan.channel?.end;
  if (end !== undefined) lessons?.notePress(answer, { found: plan.seen, end });
  const exchanges = [...plain.result.exchanges, ...documents];
  return { result: { exchanges, failure: null, challenge: null, confirms: null }, plan: () => plan, rendered: null };
}

/** Rows as a page, for what follows from them to be planned anew. */
function listOf(url: string, rows: readonly FoundRow[]): Answer {
  const text = (words: string) => words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  const items = rows.map(({ url: to, title, date = '', organ }) => {
    const from = organ === undefined ? '' : `<em>来源：${text(organ)}</em>`;
    return `<li><a href="${text(to)}" title="${text(title)}">${text(title)}</a>${from}<span>${date}</span></li>`;
  });
  return htmlAnswer(url, `<html><body><ul>${items.join('')}</ul></body></html>`);
}

async function browse(
  queued: QueuedRequest,
  plain: BrowserRetryResult,
  need: BrowserNeed,
  context: BrowserRetryContext,
): Promise<BrowserRetryResult> {
  const { result } = plain;
  const { navigation, archive, signal, planOf, browser } = context;
  const { documents, rendered, plan, inCircles, files } = await browser.visit({
    url: queued.url,
    need,
    navigation,
    plan: planOf,
    archive,
    signal,
  });
  if (plan === null && (need === 'scripts' || signal.aborted)) {
    await archive(documents);
    // A visit that was stopped has not seen anything: the request is made again when the crawl goes on.
    signal.throwIfAborted();
    return inCircles ? { ...plain, result: { ...result, failure: IN_CIRCLES } } : plain;
  }
  const exchanges = [...result.exchanges, ...documents];
  if (plan !== null) {
    const whole = withFiles(plan, files, queued);
    return { result: { exchanges, failure: null, challenge: null, confirms: null }, plan: () => whole, rendered };
  }
  const message = `${result.failure?.message ?? 'a challenge page'}; a browser did not get past it either`;
  return { ...plain, result: { ...result, exchanges, failure: { code: 'refused', message, retry: false } } };
}

const IN_CIRCLES: FetchFailure = {
  code: 'redirect_loop',
  message: 'the page sends itself on without an end',
  retry: false,
};

/** A document that a report's scripts have loaded is one of its attachments, though no link leads to it. */
function withFiles(plan: Plan, files: readonly string[], { kind, details }: QueuedRequest): Plan {
  if (kind !== 'detail') return plan;
  const known = new Set(plan.requests.map(({ url }) => url));
  const more = files.filter((url) => !known.has(url)).map((url) => ({ kind: 'attachment' as const, url, details }));
  return { ...plan, requests: [...plan.requests, ...more] };
}

/** Twice in a row: tried again later; what a plain request brought is kept only where it is a document. */
function broken(plain: BrowserRetryResult, { message }: BrowserCrashedError): BrowserRetryResult {
  const { result } = plain;
  if (result.failure === null && plain.plan().content === 'document') return plain;
  const explained = `${result.failure === null ? '' : `${result.failure.message}; `}${message}, twice`;
  const code = result.failure?.code ?? 'unreadable';
  return { ...plain, result: { ...result, failure: { code, message: explained, retry: true } } };
}

function withNote(retried: BrowserRetryResult, code: WarningCode, message: string): BrowserRetryResult {
  const { failure } = retried.result;
  const explained = failure === null ? null : { ...failure, message: `${failure.message}; ${message}` };
  const plan = () => {
    const planned = retried.plan();
    return { ...planned, warnings: [...planned.warnings, { code, message }] };
  };
  return { ...retried, result: { ...retried.result, failure: explained }, plan };
}
