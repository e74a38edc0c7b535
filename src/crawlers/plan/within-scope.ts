import type { Scope } from '../http/scope.ts';
import { incomplete } from './completeness.ts';
import type { Plan, PlannedRequest, Skip } from './plan.ts';
import { plannedList } from './planned-list.ts';

/**
 * A plan without what lies outside of the portal: one rule for rows, files, frames, further pages and the services that scripts name. A list
 * that goes on outside is not read to its end, and says where.
 */
export function withinScope(plan: Plan, scope: Pick<Scope, 'refuses'>): Plan {
  const skip: Skip[] = [];
  const requests = plan.requests.flatMap((request) => {
    const kept = keep(request, scope);
    const reason = kept?.url === request.url ? null : scope.refuses(request.url);
    if (reason !== null) skip.push({ url: request.url, title: titleOf(request), reason });
    return kept ?? [];
  });
  if (skip.length === 0) return { ...plan, requests };
  const goesOn = requests.some(({ kind }) => kind === 'list') || plan.channel?.end !== undefined;
  const outside = plan.requests.find(({ kind, url }) => kind === 'list' && scope.refuses(url) !== null);
  const end = goesOn || outside === undefined ? {} : { channel: { ...plan.channel, ...endsOutside(outside.url) } };
  return { ...plan, requests, skip: [...plan.skip, ...skip], ...end };
}

/** The request, or the first of its alternatives that is inside; null where none is. */
function keep(request: PlannedRequest, { refuses }: Pick<Scope, 'refuses'>): PlannedRequest | null {
  const { list } = request.details;
  const alternatives = (list.alternatives ?? []).filter(({ url }) => refuses(url) === null);
  if (refuses(request.url) === null) {
    if (alternatives.length === (list.alternatives ?? []).length) return request;
    return { ...request, details: { ...request.details, list: { ...list, alternatives } } };
  }
  const [next, ...others] = alternatives;
  return next === undefined ? null : plannedList({ ...next, tentative: true, alternatives: others }, request.details);
}

const titleOf = ({ details: { hints } }: PlannedRequest): string => hints.name ?? hints.title ?? '';

function endsOutside(url: string) {
  const host = URL.canParse(url) ? new URL(url).host : url;
  const evidence = `the list goes on at ${host}, which is none of the portal's hosts: if it is, name it under hosts in the portal's file`;
  return { stop: 'off_site', end: incomplete(evidence) } as const;
}
