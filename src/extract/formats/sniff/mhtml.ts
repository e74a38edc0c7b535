import { beginning, isMhtmlHead } from './markup.ts';

/** The page inside a single-file web page. */
export interface MhtmlPage {
  readonly bytes: Uint8Array;
  /** Charset that the part's header names; null where it names none. */
  readonly charset: string | null;
}

/**
 * The HTML part of a page saved as one file (.mht; Word and WPS also write it under the name .doc): its transfer coding undone.
 * Null for files that are none, and for those without an HTML part.
 */
export function mhtmlPage(bytes: Uint8Array): MhtmlPage | null {
  if (!isMhtmlHead(beginning(bytes))) return null;
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const part of parts(source)) {
    const end = /\r?\n\r?\n/.exec(part);
    if (!end) continue;
    // Long header lines go on in the next line after white space.
    const headers = part.slice(0, end.index).replace(/\r?\n[ \t]+/g, ' ');
    if (!/^Content-Type:\s*text\/html/im.test(headers)) continue;
    const charset = /^Content-Type:.*?charset\s*=\s*"?([\w.:-]+)/im.exec(headers)?.[1] ?? null;
    return { bytes: decoded(part.slice(end.index + end[0].length), headers), charset };
  }
  return null;
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
