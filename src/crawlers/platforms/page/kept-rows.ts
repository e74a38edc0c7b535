import type { Page } from '../dialect.ts';
import { fragmentOf } from './dom.ts';

/** A comment or a template with links in it; longer ones are whole pages that somebody has taken out. */
const COMMENTED = /<!--(?!\[if)((?:(?!-->)[\s\S]){40,400000})-->/g;
const TEMPLATES =
  'textarea, template, script[type="text/html"], script[type="text/template"], script[type="text/plain"]';
const LINK = /<a\b[^>]*\bhref\s*=/gi;
/** One link is a note of the page's author. */
const LEAST_LINKS = 2;

/**
 * What a page keeps for its script to draw: rows inside of comments, templates and text areas, as HTML. Null where it keeps none.
 * To be asked only of a page that shows no rows: what an author has taken out stands in comments too.
 */
export function keptRows(page: Page): Page | null {
  const comments = [...page.text.matchAll(COMMENTED)].map(([, html = '']) => html);
  const templates = page
    .$(TEMPLATES)
    .toArray()
    .map((element) => page.$(element).html() ?? '')
    .map((html) => (html.includes('&lt;a') ? page.$('<i>').html(html).text() : html));
  const kept = [...comments, ...templates].filter((html) => isList(html));
  return kept.length === 0 ? null : fragmentOf(page, kept.join('\n'));
}

function isList(html: string): boolean {
  return (html.match(LINK)?.length ?? 0) >= LEAST_LINKS && /\p{Script=Han}{4}/u.test(html) && !/\{\{|<%/.test(html);
}
