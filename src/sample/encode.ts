import iconv from 'iconv-lite';

/** How a page's bytes are written, and what it says of them. */
export interface Encoding {
  readonly name: string;
  /** The charset of the bytes, in iconv-lite's names. */
  readonly charset: 'utf8' | 'gbk' | 'gb18030' | 'utf16le' | 'utf16be';
  readonly bom: boolean;
  /** What the page's meta element says; null for nothing. */
  readonly meta: string | null;
  /** What the HTTP header says; null for nothing. */
  readonly header: string | null;
}

const encoding = (
  name: string,
  charset: Encoding['charset'],
  meta: string | null,
  header: string | null,
  bom = false,
): Encoding => ({
  name,
  charset,
  bom,
  meta,
  header,
});

/** Right labels, no labels and wrong ones; a label is a hint only. */
export const ENCODINGS: readonly Encoding[] = [
  encoding('utf8', 'utf8', 'utf-8', 'utf-8'),
  encoding('utf8-bom', 'utf8', null, null, true),
  encoding('utf8-unlabelled', 'utf8', null, null),
  encoding('utf8-labelled-gb2312', 'utf8', 'gb2312', null),
  encoding('gbk', 'gbk', 'gbk', 'GBK'),
  encoding('gbk-labelled-gb2312', 'gbk', 'gb2312', null),
  encoding('gbk-unlabelled', 'gbk', null, null),
  encoding('gbk-labelled-utf8', 'gbk', 'utf-8', null),
  encoding('gbk-header-utf8', 'gbk', 'gb2312', 'UTF-8'),
  encoding('gbk-header-latin1', 'gbk', null, 'ISO-8859-1'),
  encoding('gb18030', 'gb18030', 'gb18030', null),
  encoding('utf16le-bom', 'utf16le', null, null, true),
  encoding('utf16be-bom', 'utf16be', null, null, true),
];

/** The bytes of a text. Text that GBK cannot hold is written as GB18030, its superset, as real systems do. */
export function encodeText(text: string, { charset, bom }: Encoding): Uint8Array {
  const bytes = iconv.encode(text, charset, { addBOM: bom });
  if (charset === 'gbk' && iconv.decode(bytes, 'gbk') !== text) return iconv.encode(text, 'gb18030');
  return bytes;
}
