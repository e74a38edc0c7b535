import iconv from 'iconv-lite';
import { endsLikeOrgan } from '../vocabulary/organ-endings.ts';
import { mentionsDisclosureReport, namesDisclosureReport } from '../vocabulary/report-titles.ts';
import { cleanTitle, organOf, yearOf } from '../vocabulary/title-parts.ts';

/** What the name of a file says of the report in it. */
export interface NameHint {
  readonly title: string;
  readonly organ: string | null;
  readonly year: number | null;
}

/**
 * The title that a file's name is, of an imported file or of a member of an archive (`archive!/file`); null where the name is no report's
 * title (1.doc, 附件.pdf, t20240101_1.html): a name like that says nothing, and must not become an organ.
 */
export function nameHint(url: string): NameHint | null {
  const title = cleanTitle(withoutCounters(lastPart(url)));
  if (!namesDisclosureReport(title) && !mentionsDisclosureReport(title)) return null;
  const organ = organOf(title);
  // 扫描件2020年政府信息公开年报.pdf names none.
  return { title, organ: organ !== null && endsLikeOrgan(organ) ? organ : null, year: yearOf(title) };
}

function lastPart(url: string): string {
  const inArchive = url.lastIndexOf('!/');
  if (inArchive >= 0)
    return (
      url
        .slice(inArchive + 2)
        .split('/')
        .at(-1) ?? ''
    );
  if (!URL.canParse(url)) return '';
  return decodePath(new URL(url).pathname.split('/').at(-1) ?? '');
}

/** Percent escapes as UTF-8 where they are, else as GBK: names from Chinese Windows systems. */
function decodePath(text: string): string {
  const bytes = Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, octet: string) => String.fromCharCode(Number.parseInt(octet, 16))),
    'latin1',
  );
  const utf8 = bytes.toString('utf8');
  return utf8.includes('\ufffd') ? iconv.decode(bytes, 'gb18030') : utf8;
}

/** Without list numbers before and copy numbers behind: `3.某局…报告(1).doc`, `…报告 - 副本.doc`. */
function withoutCounters(name: string): string {
  return name
    .normalize('NFC')
    .replace(/\.[a-z]{2,5}$/i, '')
    .replace(/^\s*(?:附件)?[(（]?\d{1,3}(?:[.、_\-)）:：]|\s)+(?!\d)/u, '')
    .replace(/(?:\s*[-—_]\s*副本|\s*[(（]\d{1,2}[)）])+$/u, '')
    .replace(/_+/g, '');
}
