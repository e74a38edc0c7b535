import type { BrowserMode } from '../../config/index.ts';
import type { Answer } from '../http/answer.ts';
import { kindOf, pageOf } from '../http/answer.ts';
import type { NavigationResult } from '../http/navigate.ts';
import type { Plan } from '../plan/plan.ts';
import { looksLikeReport } from '../plan/plan-detail.ts';
import { holdsReportData, namesTables } from '../plan/report-data.ts';
import type { QueuedRequest } from '../queue/request.ts';
import { countWords } from './words.ts';

/** Why a page is opened in the browser: past a challenge, to let its scripts build it, or to press its pager. */
export type BrowserNeed = 'challenge' | 'scripts' | 'press';

/** Whether an answer is worth a second look with a browser. A POST is none that a person could type. */
export function browserNeed(
  queued: QueuedRequest,
  result: NavigationResult,
  mode: BrowserMode,
  seen: { readonly plan: Plan; readonly answer: Answer; readonly wantsScripts?: boolean | undefined } | null,
): BrowserNeed | null {
  if (mode === 'never' || (queued.details.http.method ?? 'GET') === 'POST' || result.exchanges.length === 0)
    return null;
  if (result.challenge !== null) return result.challenge.browserPasses ? 'challenge' : null;
  if (result.failure !== null || seen === null || kindOf(seen.answer) !== 'html') return null;
  if (queued.details.list.press === true) return 'press';
  if (mode === 'always' && queued.kind !== 'attachment') return 'scripts';
  return (seen.wantsScripts ?? wantsScripts(queued, seen.plan, seen.answer)) ? 'scripts' : null;
}

/** Whether a page's scripts would show what the page itself does not. */
export function wantsScripts(queued: Pick<QueuedRequest, 'kind' | 'details'>, plan: Plan, answer: Answer): boolean {
  return kindOf(answer) === 'html' && runsScripts(answer) && showsNothing(queued, plan, answer);
}

function runsScripts(answer: Answer): boolean {
  return /<script\b/i.test(answer.text());
}

function showsNothing(queued: Pick<QueuedRequest, 'kind' | 'details'>, plan: Plan, answer: Answer): boolean {
  const isChannel = queued.kind === 'channel' || queued.details.list.state?.scripts === true;
  if (isChannel) return plan.content === 'page' && plan.asChannel === undefined && isBare(plan);
  if (queued.kind !== 'detail' || queued.details.hints.hasFiles) return false;
  // Nearly every report: neither its scripts need be looked at, nor its words be counted.
  const isReport = namesTables(answer.text());
  if ((plan.failure === undefined && isReport) || holdsReportData(answer.text())) return false;
  // A notice that passes, or a file that a script links: both may be there for a browser.
  if (plan.failure?.code === 'file_missing') return true;
  return (
    (plan.failure?.code === 'soft_error' && plan.failure.retry) || (!isReport && isTitleAlone(queued, plan, answer))
  );
}

/** Links there may be, of menus; nothing of them leads on. */
function isBare({ requests, channels }: Plan): boolean {
  return requests.length === 0 && channels.length === 0;
}

/** Title, date and source stand in some hundred letters; the shortest report without tables has more. */
const LONGEST_FRAME = 400;

/** A page that was promised to be a report, and shows neither a file nor more than its frame: a script puts the report in. */
function isTitleAlone(queued: Pick<QueuedRequest, 'details'>, plan: Plan, answer: Answer): boolean {
  if (plan.content !== 'document' || !isBare(plan) || plan.warnings.length > 0) return false;
  if (queued.details.hints.inferred || queued.details.hints.linksOnly) return false;
  return countWords(answer, LONGEST_FRAME) < LONGEST_FRAME && !looksLikeReport(pageOf(answer), []);
}
