import { endsLikeReport, titleYears } from '../../../vocabulary/link-titles.ts';
import type { ListItem } from '../dialect.ts';
import type { PageElement } from './dom.ts';

/** A link of a page with what stands around it. */
export interface ListRow extends ListItem {
  readonly link: PageElement;
  /** In header, footer, menu, breadcrumb or pager. */
  readonly frame: boolean;
}

/** A file rather than a page, by its address. */
export const FILE_URL =
  /\.(?:pdf|docx?|wps|rtf|odt|xlsx?|et|ofd|zip|rar|7z|txt)(?:$|[?#&;])|\/(?:downfile|download)\.jsp\?/i;

/** Whether a link looks like a row of a list: dated, a file, or named an annual report. */
export function belongs(row: ListItem): boolean {
  return row.date !== undefined || FILE_URL.test(row.url) || endsLikeReport(row.title);
}

/** Whether a link surely is a row of a list of reports: a menu's 政府信息公开年报 has neither date nor year. */
export function isListed({ date, title, url }: ListItem): boolean {
  return date !== undefined || FILE_URL.test(url) || (endsLikeReport(title) && titleYears(title).length > 0);
}

export function toItem(row: ListItem): ListItem {
  const { url, title, date, organ, attachments } = row;
  return {
    url,
    title,
    ...(date ? { date } : {}),
    ...(organ ? { organ } : {}),
    ...(attachments ? { attachments } : {}),
  };
}
