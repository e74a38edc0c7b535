import { expect, test } from 'vitest';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';
import { resolveLink } from '../../../src/crawlers/platforms/page/links.ts';

const link = (href: string, charset: string) =>
  resolveLink(makePage({ url: 'http://www.qx.gov.cn/nb/', text: '<a>', charset }), href);

test.each([
  ['gb18030', 'show.asp?dw=局', 'http://www.qx.gov.cn/nb/show.asp?dw=%BE%D6'],
  ['utf-8', 'show.asp?dw=局', 'http://www.qx.gov.cn/nb/show.asp?dw=%E5%B1%80'],
  ['big5', 'show.asp?dw=局', 'http://www.qx.gov.cn/nb/show.asp?dw=%A7%BD'],
  // The path is UTF-8 everywhere, and what is encoded already stays as it is.
  ['gb18030', '局/show.asp?dw=%BE%D6&a=1#局', 'http://www.qx.gov.cn/nb/%E5%B1%80/show.asp?dw=%BE%D6&a=1'],
  ['big5', 'show.asp?dw=办', 'http://www.qx.gov.cn/nb/show.asp?dw=%26%2321150%3B'],
])('in a page of %s, %s is asked for as browsers ask', (charset, href, url) => expect(link(href, charset)).toBe(url));
