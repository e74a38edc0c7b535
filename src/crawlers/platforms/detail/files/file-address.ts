import type { Page } from '../../dialect.ts';
import { resolveLink } from '../../page/links.ts';
import { FILE_URL } from '../../page/row.ts';

/** Addresses that give a file without its extension: by the script's name, or by a parameter that names the file. */
const DOWNLOAD_SCRIPT =
  /\/(?:downfile|download|downloadfile|filedownload|attachdown|downloadattach\w*|showattach\w*|getfile|attachment)(?:\.(?:jspx?|do|aspx|ashx|php|action|jhtml|svl|html?))?(?:$|[?/])|wbfileid=|[?&](?:file_?name|attach_?(?:gu)?id|file_?(?:gu)?id)=/i;

/** Whether the address alone says that a file is there. */
export const isFileAddress = (url: string): boolean => FILE_URL.test(url) || DOWNLOAD_SCRIPT.test(url);

/** A page by its address: what stands there is no file, whatever box links it. */
export const isPageAddress = (url: string): boolean =>
  /(?:\/|\.s?html?|\.jhtml|^[a-z]+:\/\/[^/]+)$/i.test(url.replace(/[?#;].*$/s, ''));

/** A viewer's address gives way to the file that it shows: `viewer.html?file=%2Fa.pdf`. */
export function viewed(page: Page, url: string): string | null {
  for (const [key, value] of new URL(url).searchParams) {
    if (/^(?:file|src|url|pdf|path|furl)$/i.test(key) && FILE_URL.test(value))
      return resolveLink(page, rooted(value, url));
  }
  return url;
}

/** A viewer resolves a relative file against itself. */
function rooted(file: string, viewer: string): string {
  return URL.canParse(file) ? file : new URL(file, viewer).href;
}

/** The last part of the path, or the file that a parameter names. */
export function fileName(url: string): string {
  const { pathname, searchParams } = new URL(url);
  const given = ['filename', 'fileName', 'file', 'name'].map((key) => searchParams.get(key)).find((value) => value);
  const last = given ?? pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
