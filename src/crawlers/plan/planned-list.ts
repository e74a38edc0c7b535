import type { ListRequest } from '../platforms/dialect.ts';
import type { RequestDetails } from '../queue/request-details.ts';
import type { PlannedRequest } from './plan.ts';

/** A list page as a request; what was learned of the channel goes along. */
export function plannedList(next: ListRequest, { list, hints }: RequestDetails): PlannedRequest {
  const { url, page, state, tentative, alternatives, ...http } = next;
  const { prefixes, beyond } = list;
  return {
    kind: 'list',
    url,
    details: { http, list: { page, state, tentative, alternatives, prefixes, beyond }, hints },
  };
}

/** The page that shows a control which no plain request can follow, for a browser to press it. */
export function pressed({ list, hints }: RequestDetails): PlannedRequest {
  const { page, prefixes, beyond } = list;
  const details = { http: {}, list: { page: page + 1, prefixes, beyond, press: true }, hints };
  const url = beyond?.url ?? '';
  // The page was asked for already, to be read as it is sent.
  const identity = `${url.replace(/#.*$/s, '')}${url.includes('?') ? '&' : '?'}pressed`;
  return { kind: 'list', url, identity, details };
}
