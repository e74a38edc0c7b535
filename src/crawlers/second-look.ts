import type { Exchange } from '../archive/exchange.ts';
import type { WarningCode } from '../codebook/warnings.ts';
import type { BrowserMode } from '../config/index.ts';
import type { Answer } from './answer.ts';
import type { BrowserFallback } from './browser/fallback.ts';
import { BrowserMissingError } from './browser/find.ts';
import { type BrowserNeed, browserNeed } from './browser/need.ts';
import { BrowserCrashedError } from './browser/program.ts';
import type { Journey, Surroundings } from './navigate.ts';
import type { Plan } from './plan.ts';
import type { Trouble } from './verdict.ts';
import type { Work } from './work.ts';

/** What a request brought in the end, and what follows from it. */
export interface Looked {
  readonly journey: Journey;
  readonly plan: () => Plan;
  /** The page after its scripts, where they made the content. */
  readonly rendered: Answer | null;
}

export interface LookContext {
  readonly mode: BrowserMode;
  readonly browser: BrowserFallback;
  readonly around: Surroundings;
  readonly planOf: (answer: Answer) => Plan;
  /** Archives what belongs to no request of the frontier. */
  readonly archive: (exchanges: readonly Exchange[]) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Opens the page in the browser where a plain request met a challenge, or brought a page that its scripts would fill. */
export async function lookAgain(
  work: Work,
  plain: Looked,
  answer: Answer | null,
  context: LookContext,
): Promise<Looked> {
  const seen = answer === null ? null : { answer, plan: plain.plan() };
  const need = browserNeed(work, plain.journey, context.mode, seen);
  if (need === null) return plain;
  try {
    return await browse(work, plain, need, context);
  } catch (error) {
    if (error instanceof BrowserMissingError) return withNote(plain, 'browser_missing', error.message);
    if (error instanceof BrowserCrashedError) return broken(plain, error);
    throw error;
  }
}

async function browse(work: Work, plain: Looked, need: BrowserNeed, context: LookContext): Promise<Looked> {
  const { journey } = plain;
  const { around, archive, signal, planOf, browser } = context;
  const { documents, rendered, plan, inCircles, files } = await browser.visit({
    url: work.url,
    need,
    around,
    plan: planOf,
    archive,
    signal,
  });
  if (plan === null && (need === 'scripts' || signal.aborted)) {
    await archive(documents);
    // A visit that was stopped has not seen anything: the request is made again when the crawl goes on.
    signal.throwIfAborted();
    return inCircles ? { ...plain, journey: { ...journey, trouble: IN_CIRCLES } } : plain;
  }
  const exchanges = [...journey.exchanges, ...documents];
  if (plan !== null) {
    const whole = withFiles(plan, files, work);
    return { journey: { exchanges, trouble: null, challenge: null, confirms: null }, plan: () => whole, rendered };
  }
  const message = `${journey.trouble?.message ?? 'a challenge page'}; a browser did not get past it either`;
  return { ...plain, journey: { ...journey, exchanges, trouble: { failure: 'refused', message, retry: false } } };
}

const IN_CIRCLES: Trouble = {
  failure: 'redirect_loop',
  message: 'the page sends itself on without an end',
  retry: false,
};

/** A document that a report's scripts have loaded is one of its attachments, though no link leads to it. */
function withFiles(plan: Plan, files: readonly string[], { kind, details }: Work): Plan {
  if (kind !== 'detail') return plan;
  const known = new Set(plan.want.map(({ url }) => url));
  const more = files.filter((url) => !known.has(url)).map((url) => ({ kind: 'attachment' as const, url, details }));
  return { ...plan, want: [...plan.want, ...more] };
}

/** Twice in a row: tried again later; what a plain request brought is kept only where it is a document. */
function broken(plain: Looked, { message }: BrowserCrashedError): Looked {
  const { journey } = plain;
  if (journey.trouble === null && plain.plan().content === 'document') return plain;
  const told = `${journey.trouble === null ? '' : `${journey.trouble.message}; `}${message}, twice`;
  const failure = journey.trouble?.failure ?? 'unreadable';
  return { ...plain, journey: { ...journey, trouble: { failure, message: told, retry: true } } };
}

function withNote(looked: Looked, code: WarningCode, message: string): Looked {
  const { trouble } = looked.journey;
  const told = trouble === null ? null : { ...trouble, message: `${trouble.message}; ${message}` };
  const plan = () => {
    const planned = looked.plan();
    return { ...planned, warnings: [...planned.warnings, { code, message }] };
  };
  return { ...looked, journey: { ...looked.journey, trouble: told }, plan };
}
