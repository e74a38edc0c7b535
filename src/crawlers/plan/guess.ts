import type { ListItem, Listing } from '../platforms/dialect.ts';
import type { ListDetails } from '../queue/request-details.ts';
import { complete, incomplete, type ListEnd, unknown } from './completeness.ts';
import type { ListTask } from './list-task.ts';
import { NOTHING, type Plan, type Skip } from './plan.ts';
import { plannedList, pressed } from './planned-list.ts';
import { sharesPrefix } from './prefixes.ts';

export type GuessFailure = 'no_new_items' | 'wrong_channel' | 'page_gone';

/** Why a guessed page is not the next one; null where it is. */
export function guessFailed(
  listing: Listing,
  fresh: readonly ListItem[],
  { prefixes = [] }: ListDetails,
): GuessFailure | null {
  // A step on the way (a script, a frame) shows no items and leads on.
  if (listing.items.length === 0 && listing.next.length > 0) return null;
  if (fresh.length === 0) return 'no_new_items';
  return sharesPrefix(fresh, prefixes) ? null : 'wrong_channel';
}

/** A service that knows no further row proves the end; one that does not answer leaves it open. */
const afterCall = (why: GuessFailure): ListEnd =>
  why === 'no_new_items'
    ? complete('the service that the page calls has no further rows')
    : unknown('the page calls a service that gave no rows');

/** The next of the guessed addresses; after the last one a browser, where the page before has shown that there is more; or the channel's end. */
export function nextGuess(
  task: Pick<ListTask, 'details' | 'url'> & { readonly browser: boolean },
  why: GuessFailure,
): Plan {
  const { details, url, browser } = task;
  const { alternatives = [], beyond, page } = details.list;
  const [next, ...others] = alternatives;
  const skip: Skip[] = why === 'wrong_channel' ? [{ url, title: '', reason: 'wrong_channel' }] : [];
  const plan = { ...NOTHING, content: 'page', skip } as const;
  if (next !== undefined)
    return { ...plan, requests: [plannedList({ ...next, tentative: true, alternatives: others }, details)] };
  const isCall = details.list.state?.call === true;
  if (beyond !== undefined && browser)
    return { ...plan, requests: [pressed({ ...details, list: { ...details.list, page: Math.max(1, page - 1) } })] };
  const stop = why === 'no_new_items' ? 'no_new_items' : 'page_gone';
  return { ...plan, channel: { stop, end: afterGuess() } };

  function afterGuess(): ListEnd {
    if (beyond === undefined) return isCall ? afterCall(why) : complete(`there is no page ${page}`);
    // What was asked may have been misread: rows that are known prove nothing.
    if (beyond.isGuess === true) return unknown(`${beyond.sign}; it was not opened in a browser`);
    return incomplete(`${beyond.sign}; no way to the next page was found`);
  }
}
