import type { Page } from '../../dialect.ts';
import { fragmentOf, inFrame, type PageElement, type Selection } from '../../page/dom.ts';
import { resolveLink } from '../../page/links.ts';
import type { Add } from './add.ts';
import { isFileAddress, viewed } from './file-address.ts';

/** Frames that show something else: maps, videos, sharing, statistics, comments, the page's own header. */
const OTHER_FRAME =
  /(?:^|\/\/)[^/]*(?:map|video|baidu|weibo|qq\.com)|(?:header|footer|top|bottom|share|comment|count|tongji|login|search|nav)\w{0,60}\.(?:s?html?|jsp|aspx)|about:blank/i;

/**
 * Files in frames and players go to `add`; gives the HTML pages that frames hold. A frame whose page stands in the attribute `srcdoc` is
 * read with `inside`.
 */
export function framedFiles(page: Page, article: Selection | null, add: Add, inside: (page: Page) => void): string[] {
  const embedded = new Set<string>();
  page.$('iframe, frame, embed, object, source').each((_, frame) => {
    const { src, data, value, srcdoc } = frame.attribs;
    if (srcdoc !== undefined && shown(page, frame, article)) inside(fragmentOf(page, srcdoc));
    const url = resolveLink(page, src ?? data ?? value ?? frame.attribs['data-src']);
    if (url === null) return;
    const file = viewed(page, url);
    if (file !== null && (isFileAddress(file) || SHOWS_FILE.test(frame.attribs.type ?? '')))
      add(file, frame.attribs.title ?? frame.attribs.name ?? '');
    else if (/^i?frame$/.test(frame.name) && !OTHER_FRAME.test(url) && shown(page, frame, article)) embedded.add(url);
  });
  // A player of other systems' making: `<div class="wp_pdf_player" pdfsrc="…">`.
  for (const { attribs } of page.$('[pdfsrc]').toArray()) add(resolveLink(page, attribs.pdfsrc), '');
  return [...embedded];
}

/** The type that an `<object>` or `<embed>` declares of what it shows. */
const SHOWS_FILE = /^application\/(?:pdf|msword|vnd\.|ofd|octet-stream|x-(?:pdf|zip))/i;

function shown(page: Page, frame: PageElement, article: Selection | null): boolean {
  const hidden =
    /display\s*:\s*none/i.test(frame.attribs.style ?? '') || /^[01](?:px)?$/.test(frame.attribs.height ?? '');
  const own = article !== null && page.$(frame).closest(article).length > 0;
  return !hidden && (own || !inFrame(frame));
}
