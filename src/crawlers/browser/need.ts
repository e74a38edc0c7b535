import type { BrowserMode } from '../../config/index.ts';
import type { Answer } from '../answer.ts';
import { kindOf } from '../answer.ts';
import type { Journey } from '../navigate.ts';
import type { Plan } from '../plan.ts';
import type { Work } from '../work.ts';

/** Why a page is opened in the browser: past a challenge, or to let its scripts build it. */
export type BrowserNeed = 'challenge' | 'scripts';

/** Whether an answer is worth a second look with a browser. A POST is none that a person could type. */
export function browserNeed(
  work: Work,
  journey: Journey,
  mode: BrowserMode,
  seen: { readonly plan: Plan; readonly answer: Answer } | null,
): BrowserNeed | null {
  if (mode === 'never' || (work.details.method ?? 'GET') === 'POST' || journey.exchanges.length === 0) return null;
  if (journey.challenge !== null) return journey.challenge.browserPasses ? 'challenge' : null;
  if (journey.trouble !== null || seen === null || kindOf(seen.answer) !== 'html') return null;
  if (mode === 'always' && work.kind !== 'attachment') return 'scripts';
  return runsScripts(seen.answer) && showsNothing(work, seen.plan) ? 'scripts' : null;
}

function runsScripts(answer: Answer): boolean {
  return /<script\b/i.test(answer.text());
}

function showsNothing(work: Work, plan: Plan): boolean {
  if (work.kind === 'column') return plan.content === 'page' && plan.asColumn === undefined && isBare(plan);
  return work.kind === 'detail' && plan.trouble?.failure === 'soft_error' && plan.trouble.retry;
}

/** Links there may be, of menus; nothing of them leads on. */
function isBare({ want, columns }: Plan): boolean {
  return want.length === 0 && columns.length === 0;
}
