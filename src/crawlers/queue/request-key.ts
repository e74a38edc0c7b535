import { requestKey } from '../http/scope.ts';
import { isList, type NewRequest } from './request.ts';

/** Lists and channels are one kind of thing, details and attachments another: a file that both a list and a page link is fetched once. */
export function keyOf(portalId: string, { kind, url, identity, details }: NewRequest): string {
  const family = isList(kind) ? 'list' : 'document';
  // Some platforms name the category in the fragment: two channels, one page.
  const fragment = details.list.press ? 'press ' : kind === 'channel' ? new URL(url).hash : '';
  return (
    fragment +
    requestKey({
      portal: portalId,
      kind: family,
      method: details.http.method ?? 'GET',
      url: identity ?? url,
      body: details.http.body,
    })
  );
}
