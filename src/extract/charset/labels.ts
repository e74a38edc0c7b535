/** What the labels of a file claim: HTTP header, XML declaration, HTML meta. Claims only: portals often name a charset that they do not use. */

export interface Label {
  readonly from: 'header' | 'meta' | 'xml';
  /** As printed. */
  readonly name: string;
  /** The charset that decodes it here (see `canonical`), or null for a name that nothing knows. */
  readonly charset: string | null;
}

/** A meta label stands at the top; templates with long comments and scripts before it were seen, hence more than the standard's 1,024 bytes. */
const HEAD_BYTES = 8192;

const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^utf-?8(?:n|mb4|-?sig)?$/, 'utf-8'],
  [
    /^(?:gb-?2312(?:-?80|-?1980)?|gbk|gb-?18030(?:-?20\d\d)?|x-gbk|cp-?936|ms-?936|windows-?936|euc-?cn|hz(?:-gb-2312)?|gb|chinese|csgb2312|gb_?2312-80)$/,
    'gb18030',
  ],
  [/^(?:big-?5(?:-?hkscs|-?eten)?|cp-?950|windows-?950|x-x-big5|cn-big5|csbig5)$/, 'big5'],
  [/^(?:utf-?16(?:-?le)?|ucs-?2(?:-?le)?|unicode|iso-10646-ucs-2)$/, 'utf-16le'],
  [/^(?:utf-?16-?be|unicodefffe)$/, 'utf-16be'],
  [/^(?:iso-?8859-?1|latin-?1|l1|us-ascii|ascii|windows-?1252|cp-?1252|ansi)$/, 'windows-1252'],
];

/** The charset that decodes what a label names: gb2312, gbk and gb18030 are one (the last contains the others); null if unknown. */
function canonical(label: string): string | null {
  const name = label.trim().toLowerCase().replace(/_/g, '-');
  return (
    FAMILIES.find(([pattern]) => pattern.test(name))?.[1] ?? (/^[a-z0-9][a-z0-9.:-]{2,30}$/.test(name) ? name : null)
  );
}

/** All labels in the order in which a browser would believe them. `header` is a Content-Type or a bare charset name. */
export function findCharsetLabels(bytes: Uint8Array, header: string | undefined): Label[] {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString('latin1');
  const found: Label[] = [];
  const add = (from: Label['from'], name: string | undefined): void => {
    if (name) found.push({ from, name, charset: canonical(name) });
  };
  add(
    'header',
    header && (/charset\s*=\s*["']?([^\s"';,]+)/i.exec(header)?.[1] ?? /^[\w.:-]+$/.exec(header.trim())?.[0]),
  );
  add('xml', /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']/i.exec(head)?.[1]);
  for (const meta of head.matchAll(/<meta\s[^>]{0,300}/gi)) {
    const name = /charset\s{0,20}=\s{0,20}["']?\s{0,20}([^\s"';/>]{1,40})/i.exec(meta[0])?.[1];
    add('meta', name);
    if (name) break;
  }
  return found;
}
