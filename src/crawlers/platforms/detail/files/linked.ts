import { namesReport } from '../../../../vocabulary/report-titles.ts';
import type { Page } from '../../dialect.ts';
import { clean, inFrame, type PageElement, type Selection } from '../../page/dom.ts';
import { linkTarget } from '../../page/links.ts';
import type { Add } from './add.ts';
import { isFileAddress, isPageAddress, viewed } from './file-address.ts';
import { attachmentName, nameless, saysFile } from './names.ts';
import { fileInCode } from './scripted.ts';

/** Files that links give, told by their address, by what the link says, or by the box for attachments that they stand in. */
export function linkedFiles(page: Page, article: Selection | null, add: Add): void {
  page.$('a').each((_, link) => {
    const url = linkTarget(page, link) ?? fileInCode(page, link.attribs.onclick);
    if (url === null || !givesFile(page, link, url)) return;
    const name = attachmentName(page, link, url);
    const own = article !== null && page.$(link).closest(article).length > 0;
    if (own || (!inFrame(link) && belongsToArticle(page, link, name))) add(viewed(page, url), name);
  });
}

/** An opaque address gives a file where the link says so, or stands behind 附件 and is no page. */
function givesFile(page: Page, link: PageElement, url: string): boolean {
  if (isFileAddress(url) || saysFile(page, link)) return true;
  return !isPageAddress(url) && nameless(clean(page.$(link).text())) && isBehindAttachmentMark(page, link);
}

const ATTACHMENT_MARK = /^(?:相关)?附件|附件(?:下载|列表)?\s*[:：【\d]/;

const isBehindAttachmentMark = (page: Page, link: PageElement): boolean =>
  ATTACHMENT_MARK.test(clean(page.$(link).closest('ul, table, div, p').text()));

/** Outside the article: a file in a box for attachments, or one whose name says that it is the report. */
function belongsToArticle(page: Page, link: PageElement, name: string): boolean {
  // Download scripts that count (VSB's wbfileid) stand in articles only, mostly below the text.
  if (namesReport(name) || /附件|信息公开/.test(name) || /wbfileid=/i.test(link.attribs.href ?? '')) return true;
  return isBehindAttachmentMark(page, link) || /fujian|attach|annex|appendix|\bfj\b/.test(marksAbove(page, link));
}

function marksAbove(page: Page, link: PageElement): string {
  return page
    .$(link)
    .parents()
    .toArray()
    .slice(0, 4)
    .map((box) => `${box.attribs.class ?? ''} ${box.attribs.id ?? ''}`)
    .join(' ')
    .toLowerCase();
}
