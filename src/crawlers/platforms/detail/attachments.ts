import type { Attachment, Page } from '../dialect.ts';
import { clean, type Element, inFrame, type Selection, select, squeeze } from '../page/dom.ts';
import { decodeEntities, linkTarget, resolveLink } from '../page/links.ts';
import { FILE_URL } from '../page/rows.ts';

export interface Attachments {
  readonly attachments: readonly Attachment[];
  /** HTML pages in iframes, where the content really is. */
  readonly embedded: readonly string[];
}

/**
 * Every file of an article, however it is linked: links and download scripts, click handlers, frames, `<embed>` and `<object>`, pdf.js
 * viewers (`viewer.html?file=`), file names in inline scripts (`showVsbpdfIframe`, arrays, `document.write`), and pictures where the
 * text itself has no table. `body` is the selector of the article's own element; the page is searched too, without its frame.
 */
export function readAttachments(page: Page, body: string | undefined): Attachments {
  const found = new Map<string, Attachment>();
  const add = (url: string | null, name: string): void => {
    if (url === null || url === page.url) return;
    const known = found.get(url);
    if (!known || (nameless(known.name) && !nameless(name))) found.set(url, { url, name: name || fileName(url) });
  };
  const article = body === undefined ? null : select(page, body);
  linkedFiles(page, article, add);
  heldFiles(page, article, add);
  const embedded = framedFiles(page, article, add);
  scriptedFiles(page, add);
  if (article) pictures(page, article, add);
  return { attachments: [...found.values()], embedded };
}

type Add = (url: string | null, name: string) => void;

/** Addresses that give a file without its extension: by the script's name, or by a parameter that names the file. */
const DOWNLOAD_SCRIPT =
  /\/(?:downfile|download|downloadfile|filedownload|attachdown|downloadattach\w*|showattach\w*|getfile|attachment)(?:\.(?:jspx?|do|aspx|ashx|php|action|jhtml|svl|html?))?(?:$|[?/])|wbfileid=|[?&](?:file_?name|attach_?(?:gu)?id|file_?(?:gu)?id)=/i;

function isFile(url: string): boolean {
  return FILE_URL.test(url) || DOWNLOAD_SCRIPT.test(url);
}

function linkedFiles(page: Page, article: Selection | null, add: Add): void {
  page.$('a').each((_, link) => {
    const url = linkTarget(page, link) ?? fileInCode(page, link.attribs.onclick);
    if (url === null || !isFile(url)) return;
    const name = attachmentName(page, link, url);
    const own = article !== null && page.$(link).closest(article).length > 0;
    if (own || (!inFrame(link) && belongsToArticle(page, link, name))) add(viewed(page, url), name);
  });
}

/** A viewer's script takes the file from an attribute of its box: `<div id="pdfshow" data-value="/picture/….pdf">`. */
function heldFiles(page: Page, article: Selection | null, add: Add): void {
  const boxes = 'div, span, input, canvas';
  (article?.find(boxes) ?? page.$(boxes)).each((_, box) => {
    if (article === null && inFrame(box)) return;
    for (const [name, value] of Object.entries(box.attribs)) {
      if (
        /^(?:data-.+|value|file|url|pdf\w*)$/i.test(name) &&
        FILE_URL.test(value) &&
        /^[^\s<>]*\/[^\s<>]*$/.test(value)
      )
        add(viewedFile(page, value), box.attribs.title ?? '');
    }
  });
}

function viewedFile(page: Page, address: string): string | null {
  const url = resolveLink(page, address);
  return url === null ? null : viewed(page, url);
}

/** Outside the article: a file in a box for attachments, or one whose name says that it is the report. */
function belongsToArticle(page: Page, link: Element, name: string): boolean {
  // Download scripts that count (VSB's wbfileid) stand in articles only, mostly below the text.
  if (/报告|年报|附件|信息公开/.test(name) || /wbfileid=/i.test(link.attribs.href ?? '')) return true;
  const box = page.$(link).closest('ul, table, div, p');
  return (
    /^(?:相关)?附件|附件(?:下载|列表)?\s*[:：【\d]/.test(clean(box.text())) ||
    /fujian|attach|annex|appendix|\bfj\b/.test(marksAbove(page, link))
  );
}

function marksAbove(page: Page, link: Element): string {
  return page
    .$(link)
    .parents()
    .toArray()
    .slice(0, 4)
    .map((box) => `${box.attribs.class ?? ''} ${box.attribs.id ?? ''}`)
    .join(' ')
    .toLowerCase();
}

function attachmentName(page: Page, link: Element, url: string): string {
  const names = [link.attribs.title, page.$(link).text(), link.attribs.download].map((text) => clean(text ?? ''));
  const named = names.find((name) => !nameless(name));
  if (named !== undefined) return named;
  const navigation = clean(
    clean(page.$(link).closest('li, p, td').text()).replace(/(?:点击)?(?:下载|查看|打开)\s*$/, ''),
  );
  return nameless(navigation) || navigation.length > 120 ? fileName(url) : navigation;
}

function nameless(name: string): boolean {
  return (
    squeeze(name) === '' ||
    /^[[【(（]?(?:附件)?(?:点击|立即)?(?:此处|这里)?(?:下载|查看|打开|预览|附件)?(?:附件|文件|原文)?[\])】）]?[:：]?$/.test(
      squeeze(name),
    )
  );
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

/** Frames that show something else: maps, videos, sharing, statistics, comments, the page's own header. */
const OTHER_FRAME =
  /(?:^|\/\/)[^/]*(?:map|video|baidu|weibo|qq\.com)|(?:header|footer|top|bottom|share|comment|count|tongji|login|search|nav)\w*\.(?:s?html?|jsp|aspx)|about:blank/i;

function framedFiles(page: Page, article: Selection | null, add: Add): string[] {
  const embedded = new Set<string>();
  page.$('iframe, frame, embed, object, source').each((_, frame) => {
    const { src, data, value } = frame.attribs;
    const url = resolveLink(page, src ?? data ?? value ?? frame.attribs['data-src']);
    if (url === null) return;
    const file = viewed(page, url);
    if (file !== null && isFile(file)) add(file, frame.attribs.title ?? frame.attribs.name ?? '');
    else if (/^i?frame$/.test(frame.name) && !OTHER_FRAME.test(url) && shown(page, frame, article)) embedded.add(url);
  });
  // A player of other systems' making: `<div class="wp_pdf_player" pdfsrc="…">`.
  for (const { attribs } of page.$('[pdfsrc]').toArray()) add(resolveLink(page, attribs.pdfsrc), '');
  return [...embedded];
}

function shown(page: Page, frame: Element, article: Selection | null): boolean {
  const hidden =
    /display\s*:\s*none/i.test(frame.attribs.style ?? '') || /^[01](?:px)?$/.test(frame.attribs.height ?? '');
  const own = article !== null && page.$(frame).closest(article).length > 0;
  return !hidden && (own || !inFrame(frame));
}

/** A viewer's address gives way to the file that it shows: `viewer.html?file=%2Fa.pdf`. */
function viewed(page: Page, url: string): string | null {
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

/** A quoted address of a document in a script. Pictures in scripts are the page's furniture and stay out. */
const QUOTED_FILE =
  /(["'])((?:(?!\1)[^\\<>\n]|\\\/){1,400}?\.(?:pdf|docx?|wps|rtf|odt|xlsx?|et|ofd|zip|rar)(?:\?(?:(?!\1)[^<>\n])*)?)\1/gi;
/** `document.write('<a href="x.pdf">')`: the attribute inside the string, its quotes perhaps escaped. */
const WRITTEN_FILE =
  /(?:href|src|data)\s*=\s*\\?["']([^"'\\<>\n]{1,400}?\.(?:pdf|docx?|wps|rtf|odt|xlsx?|et|ofd|zip|rar)(?:\?[^"'\\<>\n]*)?)\\?["']/gi;

/** `{src: "/a/1.doc", name: "年报.doc"}`: the second is for reading. */
const NAME_BEFORE = /(?:name|title|text|label|alt)["']?\]?\s*[:=]\s*$/i;

function scriptedFiles(page: Page, add: Add): void {
  page.$('script:not([src])').each((_, script) => {
    const code = withoutComments(page.$(script).text());
    for (const url of filesInCode(page, code)) add(viewed(page, url), '');
  });
}

function fileInCode(page: Page, code: string | undefined): string | null {
  return filesInCode(page, code ?? '')[0] ?? null;
}

function filesInCode(page: Page, code: string): string[] {
  const quoted = [...code.matchAll(QUOTED_FILE)].filter(({ index }) => !NAME_BEFORE.test(code.slice(0, index)));
  const texts = [
    ...quoted.map((match) => match[2] ?? ''),
    ...[...code.matchAll(WRITTEN_FILE)].map((match) => match[1] ?? ''),
  ];
  // Beside addresses, a file without a folder is the name that is shown for one.
  const hasFolders = texts.some((text) => text.includes('/'));
  const urls = texts
    .filter((text) => !/^\.\w+$/.test(text) && (!hasFolders || text.includes('/')))
    .map((text) => resolveLink(page, decodeEntities(text.replace(/\\\//g, '/'))));
  return [...new Set(urls.filter((url) => url !== null))];
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}])\/\/[^\n]*/g, '$1');
}

/** Words that every report's application table has: where the text has them, its pictures are charts and stay out. */
const HAS_TABLE = /本年新收政府信息公开申请|结转下年度继续办理|统计指标/;
const FURNITURE =
  /icon|logo|qr_?code|ewm|erweima|weixin|wechat|print|close|share|filetype|blank|spacer|loading|banner|\.gif(?:$|\?)|\.svg(?:$|\?)/i;
const SMALLEST_PICTURE = 120;

function pictures(page: Page, article: Selection, add: Add): void {
  if (HAS_TABLE.test(squeeze(article.text()))) return;
  article.find('img').each((_, image) => {
    const { src, alt, title } = image.attribs;
    const url = resolveLink(page, src ?? image.attribs['data-src'] ?? image.attribs.original);
    if (url === null || FURNITURE.test(url) || /二维码|扫一扫|图标|logo/i.test(`${alt ?? ''}${title ?? ''}`)) return;
    const size = Math.min(pixels(image.attribs.width), pixels(image.attribs.height));
    if (size >= SMALLEST_PICTURE) add(url, clean(title ?? alt ?? ''));
  });
}

function pixels(length: string | undefined): number {
  const match = /^\s*(\d+)(?:px)?\s*$/.exec(length ?? '');
  return match ? Number(match[1]) : Number.POSITIVE_INFINITY;
}
