import type { Page } from '../../dialect.ts';
import { clean, type Selection, squeeze } from '../../page/dom.ts';
import { resolveLink } from '../../page/links.ts';
import type { Add } from './add.ts';

/** Words that every report's application table has: where the text has them, its pictures are charts and stay out. */
const HAS_TABLE = /本年新收政府信息公开申请|结转下年度继续办理|统计指标/;
const BOILERPLATE =
  /icon|logo|qr_?code|ewm|erweima|weixin|wechat|print|close|share|filetype|blank|spacer|loading|banner|\.gif(?:$|\?)|\.svg(?:$|\?)/i;
const SMALLEST_PICTURE = 120;

/** Scans of the report, where its text has no table. */
export function addPictures(page: Page, article: Selection, add: Add): void {
  if (HAS_TABLE.test(squeeze(article.text()))) return;
  article.find('img').each((_, image) => {
    const { src, alt, title } = image.attribs;
    const url = resolveLink(page, src ?? image.attribs['data-src'] ?? image.attribs.original);
    if (url === null || BOILERPLATE.test(url) || /二维码|扫一扫|图标|logo/i.test(`${alt ?? ''}${title ?? ''}`)) return;
    const size = Math.min(pixels(image.attribs.width), pixels(image.attribs.height));
    if (size >= SMALLEST_PICTURE) add(url, clean(title ?? alt ?? ''));
  });
}

function pixels(length: string | undefined): number {
  const match = /^\s*(\d+)(?:px)?\s*$/.exec(length ?? '');
  return match ? Number(match[1]) : Number.POSITIVE_INFINITY;
}
