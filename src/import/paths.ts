import { pathToFileURL } from 'node:url';
import iconv from 'iconv-lite';

/**
 * Paths are bytes: archives from Chinese Windows systems, unpacked elsewhere, leave names in GBK, and a path made of such a name's
 * characters would lead nowhere.
 */
export type RawPath = Buffer;

const SLASH = Buffer.from('/');

export function joinPath(folder: RawPath, name: Buffer): RawPath {
  return Buffer.concat([folder, folder.at(-1) === 0x2f ? Buffer.alloc(0) : SLASH, name]);
}

/** The last part of a path as a person would read it. */
export function baseName(path: RawPath): string {
  return decodedName(path.subarray(path.lastIndexOf(0x2f) + 1));
}

/** UTF-8 where it is valid, else GBK. */
export function decodedName(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'gb18030');
}

/** `file:///…` of an absolute path; names that are not UTF-8 keep their bytes, percent-encoded. */
export function fileUrl(path: RawPath): string {
  if (isUtf8(path)) return pathToFileURL(path.toString('utf8')).href;
  const escaped = [...path].map((byte) => {
    const character = String.fromCharCode(byte);
    return /[\w/.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `file://${escaped.join('')}`;
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
}
