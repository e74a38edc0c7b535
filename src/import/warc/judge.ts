import { decode } from '../../extract/charset.ts';
import { UnreadableError } from '../../extract/document.ts';
import { sniffFormat } from '../../extract/formats/sniff.ts';
import { mentionsDisclosureReport } from '../../vocabulary/report-titles.ts';
import type { ImportSkip } from '../reasons.ts';

/** Parts of pages that have no format of their own, or one that is text. */
const PAGE_PART_TYPE =
  /^(?:image|audio|video|font)\/|css|javascript|ecmascript|json|font|wasm|octet-stream.*\.(?:js|css)/i;
const PAGE_PART_NAME =
  /\.(?:css|js|mjs|json|xml|ico|svg|gif|png|jpe?g|webp|bmp|woff2?|ttf|otf|eot|swf|mp[34]|m4[av]|wav|avi|wmv|flv)$/i;
/** Text is looked at up to here: a report says what it is in its title. */
const LOOKED_AT_BYTES = 512 * 1024;

/** Why a record of a whole crawl is left: everything that was on the way to the reports is in there, too. Null: it may be a report. */
export function whyNoDocument(
  payload: Buffer,
  { url, contentType }: { url: string; contentType: string },
): ImportSkip | null {
  if (payload.length === 0) return 'empty';
  try {
    const format = sniffFormat(payload);
    if (format === 'image') return 'page_part';
    if (format !== 'html' && format !== 'text') return null;
    if (format === 'text' && isPagePart(url, contentType)) return 'page_part';
    return speaksOfReports(payload, contentType) ? null : 'off_subject';
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    if (error.code === 'empty') return 'empty';
    if (error.code === 'unknown_format' || isPagePart(url, contentType)) return 'page_part';
    return null;
  }
}

function isPagePart(url: string, contentType: string): boolean {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return PAGE_PART_TYPE.test(contentType) || PAGE_PART_NAME.test(path);
}

function speaksOfReports(payload: Buffer, contentType: string): boolean {
  const { text } = decode(payload.subarray(0, LOOKED_AT_BYTES), contentType === '' ? {} : { header: contentType });
  return mentionsDisclosureReport(text);
}
