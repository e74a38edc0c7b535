import { beginning, isMhtmlHead } from './markup.ts';

/** The page inside a single-file web page. */
export interface MhtmlPage {
  readonly bytes: Uint8Array;
  /** Charset that the part's header names; null where it names none. */
  readonly charset: string | null;
  /** True where the file ends inside of the page. */
  readonly isCut: boolean;
}

interface HtmlPart extends MhtmlPage {
  /** File name that the part had on disk; blank where it says none. */
  readonly name: string;
}

/** Excel's name for the page of a sheet. */
const SHEET = /(?:^|[/\\])sheet(\d+)\.html?$/i;

/**
 * The HTML part of a page saved as one file (.mht; Word, Excel and WPS also write it under the names .doc and .xls): its transfer coding undone;
 * of a workbook, all sheets one after the other. Null for files that are none, and for those without an HTML part.
 */
export function mhtmlPage(bytes: Uint8Array): MhtmlPage | null {
  if (!isMhtmlHead(beginning(bytes))) return null;
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found = parts(source);
  const pages = found
    .flatMap((part, index) => htmlPart(part, found.length > 1 && index === found.length - 1) ?? [])
    .map((page) => ({ ...page, bytes: withSheets(withPictures(page.bytes, found), found) }));
  const [first] = pages;
  if (!first || !isFrameset(first)) return first ?? null;
  const sheets = pages.filter(({ name }) => SHEET.test(name)).sort((a, b) => sheetNumber(a) - sheetNumber(b));
  if (sheets.length === 0) return first;
  const isCut = sheets.some((sheet) => sheet.isCut);
  return { bytes: Buffer.concat(sheets.map((sheet) => sheet.bytes)), charset: first.charset, isCut };
}

/** The first page of a workbook only frames the pages of its sheets. */
function isFrameset(part: HtmlPart): boolean {
  return /<frameset[\s>]/i.test(Buffer.from(part.bytes).toString('latin1'));
}

function sheetNumber(part: HtmlPart): number {
  return Number(SHEET.exec(part.name)?.[1] ?? 0);
}

function htmlPart(part: string, isCut: boolean): HtmlPart | null {
  const end = /\r?\n\r?\n/.exec(part);
  if (!end) return null;
  // Long header lines go on in the next line after white space.
  const headers = part.slice(0, end.index).replace(/\r?\n[ \t]+/g, ' ');
  if (!/^Content-Type:\s*text\/html/im.test(headers)) return null;
  const charset = /^Content-Type:.*?charset\s*=\s*"?([\w.:-]+)/im.exec(headers)?.[1] ?? null;
  const name = /^Content-Location:\s*(.*?)\s*$/im.exec(headers)?.[1] ?? '';
  const bytes = decoded(part.slice(end.index + end[0].length), headers);
  return { bytes: isCut ? wholeRows(bytes) : bytes, charset, name, isCut };
}

/** A page without tables may show scans of them: its pictures are parts of the file, and are put into it. */
function withPictures(page: Uint8Array, found: readonly string[]): Uint8Array {
  const source = Buffer.from(page).toString('latin1');
  if (/<t[dr][\s>]/i.test(source) || !/<img\s/i.test(source)) return page;
  const pictures = new Map(found.flatMap(picturesIn));
  const shown = source.replace(IMAGE, (tag, before: string, address: string) => {
    const data = pictures.get(nameOf(address));
    return data === undefined ? tag : before + data;
  });
  return Buffer.from(shown, 'latin1');
}

const IMAGE = /(<img\s[^<>]{0,2000}?\bsrc\s*=\s*["']?)([^"'\s<>]+)/gi;

/** The style sheets of a saved page are parts of the file: without them a reader would not know what the page hid. */
function withSheets(page: Uint8Array, found: readonly string[]): Uint8Array {
  const source = Buffer.from(page).toString('latin1');
  if (!/<link\s/i.test(source)) return page;
  const sheets = new Map(
    found.flatMap((part) => namedPart(part, /^Content-Type:\s*(text\/css)/im, (bytes) => bytes.toString('latin1'))),
  );
  const styled = source.replace(LINK, (tag) => {
    const css = sheets.get(nameOf(/\bhref\s*=\s*["']?([^"'\s<>]+)/i.exec(tag)?.[1] ?? ''));
    if (css === undefined || !/\brel\s*=\s*["']?stylesheet/i.test(tag)) return tag;
    const media = /\bmedia\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s<>]+)/i.exec(tag)?.[0] ?? '';
    return `<style ${media}>${css.replace(/<\/style/gi, '')}</style>`;
  });
  return Buffer.from(styled, 'latin1');
}

const LINK = /<link\s[^<>]{0,2000}>/gi;

const picturesIn = (part: string): [string, string][] =>
  namedPart(
    part,
    /^Content-Type:\s*(image\/[\w.+-]+)/im,
    (bytes, type) => `data:${type};base64,${bytes.toString('base64')}`,
  );

/** A part of a type by the names that pages call it: its number in the mail, and its file. */
function namedPart(part: string, wanted: RegExp, content: (bytes: Buffer, type: string) => string): [string, string][] {
  const end = /\r?\n\r?\n/.exec(part);
  if (!end) return [];
  const headers = part.slice(0, end.index).replace(/\r?\n[ \t]+/g, ' ');
  const type = wanted.exec(headers)?.[1];
  if (type === undefined) return [];
  const data = content(decoded(part.slice(end.index + end[0].length), headers), type);
  const names = [/^Content-ID:\s*<?([^<>\s]+)/im, /^Content-Location:\s*(\S+)/im].map(
    (name) => name.exec(headers)?.[1],
  );
  return names.flatMap((name): [string, string][] => (name === undefined ? [] : [[nameOf(name), data]]));
}

/** Addresses of parts may be whole or not. */
const nameOf = (address: string): string => address.replace(/^cid:/i, '').split(/[/\\]/).at(-1) ?? address;

/** A page up to its last whole row: of one that is cut short, the last number may be half of one. */
function wholeRows(page: Buffer): Buffer {
  const end = Math.max(page.lastIndexOf('</tr'), page.lastIndexOf('</table'));
  return end < 0 ? page : page.subarray(0, end);
}

/** The file's parts with their headers, those of parts inside parts too; a file without boundaries is one part. */
function parts(source: string): string[] {
  const boundaries = [...source.matchAll(/boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi)]
    .slice(0, 20)
    .map((match) => `--${match[1] ?? match[2]}`);
  const found: string[] = [];
  let part: string[] = [];
  for (const line of source.split('\n')) {
    if (boundaries.some((boundary) => line.startsWith(boundary))) {
      found.push(part.join('\n'));
      part = [];
    } else part.push(line);
  }
  return [...found, part.join('\n')];
}

function decoded(body: string, headers: string): Buffer {
  const coding = /^Content-Transfer-Encoding:\s*([\w-]+)/im.exec(headers)?.[1]?.toLowerCase();
  if (coding === 'base64') return Buffer.from(body, 'base64');
  if (coding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const text = body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}
