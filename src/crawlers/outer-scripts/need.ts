import type { Plan, PlannedRequest } from '../plan/plan.ts';
import type { Page } from '../platforms/dialect.ts';
import { clean } from '../platforms/page/dom.ts';
import { linkTarget } from '../platforms/page/links.ts';
import { isList, type QueuedRequest } from '../queue/request.ts';

/**
 * Whether the code that a list page loads may tell what the page does not: nothing was read, the list does not end, its further pages are
 * guessed at, or rows have handlers that stand elsewhere.
 */
export function needsScripts(
  { kind, details }: Pick<QueuedRequest, 'kind' | 'details'>,
  plan: Plan,
  page: Page,
): boolean {
  if (!isList(kind)) return false;
  if (plan.failure !== undefined || plan.content !== 'page' || details.list.press) return false;
  const end = plan.channel?.end;
  if (end !== undefined && (end.completeness !== 'complete' || end.isWeak === true || end.mayBeScripted === true))
    return true;
  if (plan.requests.some(isDoubtful)) return true;
  return (details.list.page === 1 && showsNothing(plan)) || hasDeadRows(page);
}

const showsNothing = ({ requests, channels, asChannel }: Plan): boolean =>
  requests.length === 0 && channels.length === 0 && asChannel === undefined;

/** A browser would be asked, or the further page is a guess. A family's own guesses follow from what it knows; forms of addresses do not. */
function isDoubtful({ kind, details: { list, hints } }: PlannedRequest): boolean {
  if (kind !== 'list') return false;
  const isGuess = list.tentative === true && (hints.platform === 'generic' || list.state?.form !== undefined);
  return list.press === true || (isGuess && list.state?.call !== true);
}

/** Fewer are buttons. */
const LEAST_ROWS = 3;
const TITLE_LENGTH = 10;

/** Links with titles that lead nowhere, by what the page itself says. */
function hasDeadRows(page: Page): boolean {
  const dead = page
    .$('a')
    .toArray()
    .filter((link) => /^\s*(?:javascript:|#|$)/i.test(link.attribs.href ?? ''))
    .filter((link) => clean(page.$(link).text()).length >= TITLE_LENGTH && linkTarget(page, link) === null);
  return dead.length >= LEAST_ROWS;
}
