import type { Attachment, Page } from '../dialect.ts';
import { select } from '../page/dom.ts';
import type { Add } from './files/add.ts';
import { fileName } from './files/file-address.ts';
import { framedFiles } from './files/framed.ts';
import { filesInAttributes } from './files/in-attributes.ts';
import { linkedFiles } from './files/linked.ts';
import { nameless } from './files/names.ts';
import { addPictures } from './files/pictures.ts';
import { postedFiles } from './files/posted.ts';
import { scriptedFiles } from './files/scripted.ts';

export interface Attachments {
  readonly attachments: readonly Attachment[];
  /** HTML pages in iframes, where the content really is. */
  readonly embedded: readonly string[];
}

/**
 * Every file of an article, however it is linked: links and download scripts, click handlers and forms, frames, `<embed>` and `<object>`,
 * pdf.js viewers (`viewer.html?file=`), file names in inline scripts (`showVsbpdfIframe`, arrays, `document.write`), and pictures where the
 * text itself has no table. `body` is the selector of the article's own element; the page is searched too, without its frame.
 */
export function readAttachments(page: Page, body: string | undefined): Attachments {
  const found = new Map<string, Attachment>();
  const add: Add = (url, name, form) => {
    if (url === null || url === page.url) return;
    const key = `${url} ${form ?? ''}`;
    const known = found.get(key);
    if (known && (!nameless(known.name) || nameless(name))) return;
    found.set(key, { url, name: name || fileName(url), ...(form !== undefined && { form }) });
  };
  const embedded = new Set<string>();
  readPage(page, body, add, embedded);
  return { attachments: [...found.values()], embedded: [...embedded] };
}

function readPage(page: Page, body: string | undefined, add: Add, embedded: Set<string>): void {
  const article = body === undefined ? null : select(page, body);
  linkedFiles(page, article, add);
  postedFiles(page, article, add);
  filesInAttributes(page, article, add);
  for (const url of framedFiles(page, article, add, (inside) => readPage(inside, undefined, add, embedded))) {
    embedded.add(url);
  }
  scriptedFiles(page, add);
  if (article) addPictures(page, article, add);
}
