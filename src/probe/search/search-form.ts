import type { Page } from '../../crawlers/platforms/dialect.ts';
import { resolveLink, withQuery } from '../../crawlers/platforms/page/links.ts';
import { TITLE_ENDS } from '../../vocabulary/report-titles.ts';

const [WORDS] = TITLE_ENDS;
const QUERY_NAME = /^(?:q|qt|query|keywords?|kw|wd|word|searchword|search|title|content|key|txt\w*|fullText)$/i;

/** The address that the page's own search form would ask for annual reports; null where it has none that a plain request can use. */
export function searchAddress(page: Page): string | null {
  for (const form of page.$('form').toArray()) {
    const action = page.$(form).attr('action');
    if (/post/i.test(page.$(form).attr('method') ?? '') || action === undefined) continue;
    const fields = page.$(form).find('input[name]').toArray();
    const text = fields.filter(({ attribs }) => /^(?:text|search|)$/i.test(attribs.type ?? ''));
    const query =
      text.find(({ attribs }) => QUERY_NAME.test(attribs.name ?? '')) ?? (text.length === 1 ? text[0] : undefined);
    const url = resolveLink(page, action);
    if (url === null || query === undefined) continue;
    const hidden = fields.filter(({ attribs }) => /^hidden$/i.test(attribs.type ?? ''));
    const kept = Object.fromEntries(hidden.map(({ attribs }) => [attribs.name ?? '', attribs.value ?? '']));
    return withQuery(url, { ...kept, [query.attribs.name ?? '']: WORDS });
  }
  return null;
}
