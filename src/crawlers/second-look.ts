import type { Exchange } from '../archive/exchange.ts';
import type { WarningCode } from '../codebook/warnings.ts';
import type { BrowserMode } from '../config/index.ts';
import type { Answer } from './answer.ts';
import type { BrowserFallback } from './browser/fallback.ts';
import { BrowserMissingError } from './browser/find.ts';
import { type BrowserNeed, browserNeed } from './browser/need.ts';
import type { Journey, Surroundings } from './navigate.ts';
import type { Plan } from './plan.ts';
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
    if (!(error instanceof BrowserMissingError)) throw error;
    return withNote(plain, 'browser_missing', error.message);
  }
}

async function browse(work: Work, plain: Looked, need: BrowserNeed, context: LookContext): Promise<Looked> {
  const { journey } = plain;
  const { around, archive, signal, planOf, browser } = context;
  const { documents, rendered, plan } = await browser.visit({
    url: work.url,
    need,
    around,
    plan: planOf,
    archive,
    signal,
  });
  if (plan === null && need === 'scripts') {
    await archive(documents);
    return plain;
  }
  const exchanges = [...journey.exchanges, ...documents];
  if (plan !== null)
    return { journey: { exchanges, trouble: null, challenge: null, confirms: null }, plan: () => plan, rendered };
  const message = `${journey.trouble?.message ?? 'a challenge page'}; a browser did not get past it either`;
  return { ...plain, journey: { ...journey, exchanges, trouble: { failure: 'refused', message, retry: false } } };
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
