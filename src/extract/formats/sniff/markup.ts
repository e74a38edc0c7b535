import { onceFor } from '../../../vocabulary/memoize.ts';
import { type Format, UnreadableError } from '../../document.ts';
import { looksLikeMarkdown } from '../text/markdown-signs.ts';

/** How much of a file is looked at for its markup; portals put long scripts before the first tag of the body. */
const LOOK = 65_536;

/** The file's beginning as text, good enough to see ASCII markup in any charset; several look at it. */
export const beginning = onceFor((bytes: Uint8Array): string => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LOOK));
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le', 2).trimStart();
  if (head[0] === 0xfe && head[1] === 0xff) return swapped(head).toString('utf16le', 2).trimStart();
  if (head.length >= 4 && head[1] === 0 && head[3] === 0) return head.toString('utf16le').trimStart();
  if (head.length >= 4 && head[0] === 0 && head[2] === 0) return swapped(head).toString('utf16le').trimStart();
  return head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
});

function swapped(head: Buffer): Buffer {
  return Buffer.from(head.subarray(0, head.length & ~1)).swap16();
}

/** The format of marked-up text, or null for text without markup. Throws `UnreadableError` 'unsupported'. */
export function sniffMarkup(head: string): Format | null {
  if (isMhtmlHead(head)) return 'html';
  if (/^<\?xml|^<[\w-]+:[\w-]+[\s>]/.test(head)) return sniffXml(head);
  if (looksLikeMarkdown(head)) return null;
  if (/^<(?:!doctype|!--|\?|\/?[a-z])/i.test(head)) return 'html';
  // A saved fragment may begin with text; a single tag inside prose (Markdown's <br>) makes no page.
  return (head.match(/<\/?(?:html|head|body|table|tr|td|div|p|meta|script)(?:\s[^<>]*)?>/gi)?.length ?? 0) >= 2
    ? 'html'
    : null;
}

function sniffXml(head: string): Format {
  if (/progid="Word\.Document"|<w:wordDocument[\s>]|<pkg:package[\s>]/.test(head)) return 'docx';
  if (/progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet/.test(head) && !/<html[\s>]/i.test(head))
    return 'xls';
  if (/opendocument\.spreadsheet/.test(head) && /office:document[\s>]/.test(head)) return 'xlsx';
  if (/<office:document[\s>]/.test(head)) return 'odt';
  if (/<[\w\u0080-\u00ff]+:UOF[\s>]/.test(head))
    throw new UnreadableError('unsupported', 'This is a UOF document (标文通): open it in WPS and save it as DOCX.');
  return 'html';
}

/** A page saved by Word or a browser as one file (.mht, or .doc in another name): mail headers around HTML. */
export function isMhtmlHead(head: string): boolean {
  const headers = head.slice(0, 4096);
  return (
    /^[\w-]+:[ \t]*\S/.test(headers) &&
    /^MIME-Version:/im.test(headers) &&
    /^Content-Type:\s*(?:multipart\/(?:related|alternative|mixed)|text\/html)/im.test(headers)
  );
}
