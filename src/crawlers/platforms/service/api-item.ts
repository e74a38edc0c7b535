import { apiDate } from '../detail/dates.ts';
import type { Attachment, ListItem, Page } from '../dialect.ts';
import { resolveLink } from '../page/links.ts';
import { withoutMarkup } from './json.ts';

/** A row as a service sends it; the empty text stands for what it does not send. */
export interface ApiRow {
  readonly url: string;
  readonly title: string;
  readonly date: string;
  readonly organ: string;
  readonly attachments?: readonly Attachment[];
}

/** The row as an item of the list; none where it has no address or no title. */
export function apiItem(page: Page, row: ApiRow): ListItem[] {
  const url = resolveLink(page, row.url);
  const title = withoutMarkup(row.title);
  if (url === null || title === '') return [];
  const date = apiDate(row.date);
  const organ = withoutMarkup(row.organ);
  const { attachments = [] } = row;
  return [
    {
      url,
      title,
      ...(date ? { date } : {}),
      ...(organ ? { organ } : {}),
      ...(attachments.length > 0 ? { attachments } : {}),
    },
  ];
}
