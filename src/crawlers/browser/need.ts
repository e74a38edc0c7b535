import type { BrowserMode } from '../../config/index.ts';
import type { Answer } from '../answer.ts';
import { kindOf, pageOf } from '../answer.ts';
import type { Journey } from '../navigate.ts';
import type { Plan } from '../plan.ts';
import { looksLikeReport } from '../plan-detail.ts';
import type { Work } from '../work.ts';
import { countWords } from './words.ts';

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
  return runsScripts(seen.answer) && showsNothing(work, seen.plan, seen.answer) ? 'scripts' : null;
}

function runsScripts(answer: Answer): boolean {
  return /<script\b/i.test(answer.text());
}

function showsNothing(work: Work, plan: Plan, answer: Answer): boolean {
  const isChannel = work.kind === 'channel' || work.details.state?.scripts === true;
  if (isChannel) return plan.content === 'page' && plan.asChannel === undefined && isBare(plan);
  if (work.kind !== 'detail') return false;
  return (plan.trouble?.failure === 'soft_error' && plan.trouble.retry) || isTitleAlone(work, plan, answer);
}

/** Links there may be, of menus; nothing of them leads on. */
function isBare({ want, channels }: Plan): boolean {
  return want.length === 0 && channels.length === 0;
}

/** Title, date and source stand in some hundred letters; the shortest report without tables has more. */
const LONGEST_FRAME = 400;

/** A page that was promised to be a report, and shows neither a file nor more than its frame: a script puts the report in. */
function isTitleAlone(work: Work, plan: Plan, answer: Answer): boolean {
  if (plan.content !== 'document' || !isBare(plan) || plan.warnings.length > 0) return false;
  if (work.details.unsure || work.details.linksOnly) return false;
  return !looksLikeReport(pageOf(answer), []) && countWords(answer) < LONGEST_FRAME;
}
