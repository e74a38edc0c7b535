import type { ListEnd } from './completeness.ts';
import { NOTHING, type Plan } from './plan.ts';

/** The plans of a list's pages that were read one after the other in place, as one: each row once, and no page left to be asked for. */
export function mergePages(plans: readonly Plan[], end: ListEnd): Plan {
  const pages = plans.filter(({ failure, content }) => failure === undefined && content === 'page');
  const requests = pages.flatMap((plan) => plan.requests).filter(({ kind }) => kind !== 'list');
  return {
    ...NOTHING,
    content: 'page',
    requests: uniqueBy(requests, ({ kind, url }) => `${kind} ${url}`),
    skip: uniqueBy(
      pages.flatMap(({ skip }) => skip),
      ({ url }) => url,
    ),
    seen: uniqueBy(
      pages.flatMap(({ seen }) => seen),
      ({ url }) => url,
    ),
    channels: uniqueBy(
      pages.flatMap(({ channels }) => channels),
      ({ url }) => url,
    ),
    channel: { ...pages.at(-1)?.channel, stop: 'last_page', end },
    warnings: pages.flatMap(({ warnings }) => warnings),
  };
}

function uniqueBy<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map([...all].reverse().map((one) => [keyOf(one), one])).values()].reverse();
}
