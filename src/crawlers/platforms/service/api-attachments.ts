import type { Attachment, Json, Page } from '../dialect.ts';
import { resolveLink } from '../page/links.ts';
import { type JsonObject, objects, text, withoutMarkup } from './json.ts';

/** The files of a row as a service sends them: a list of objects, or one in a string. */
export function apiAttachments(page: Page, value: Json | undefined): Attachment[] {
  return objects(value).flatMap((file) => {
    const url = resolveLink(page, text(file, 'url', 'path', 'attach_url', 'file_url', 'fileUrl', 'filePath'));
    const name = withoutMarkup(text(file, 'name', 'title', 'attach_name', 'file_name', 'fileName', 'originalName'));
    return url === null ? [] : [{ url, name: name || url }];
  });
}

/** What services call the files of a row, in lower case without underlines. */
const FILES = [
  'attachment',
  'attachments',
  'attachmentlist',
  'attachlist',
  'attaches',
  'filelist',
  'files',
  'annex',
  'fjlist',
];
const DOCUMENT = /\.(?:pdf|docx?|wps|rtf|odt|xlsx?|et|ofd|txt|zip|rar|7z)(?:$|[?#;])/i;

/** The documents among the files of a row of a service that nobody knows: pictures beside them are no reports. */
export function documentsOf(page: Page, row: JsonObject): Attachment[] {
  return FILES.flatMap((key) => apiAttachments(page, row[key])).filter(
    ({ url, name }) => DOCUMENT.test(url) || DOCUMENT.test(name),
  );
}
