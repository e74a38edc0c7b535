import type { Page } from '../../dialect.ts';
import { clean, inFrame, type PageElement, type Selection } from '../../page/dom.ts';
import { resolveLink } from '../../page/links.ts';
import type { Add } from './add.ts';

const GIVES_FILE = /down|attach|附件|下载|file/i;

/** Files behind a form of hidden fields that a click sends: `<form action="/download.do" method="post"><input type="hidden" …>`. */
export function postedFiles(page: Page, article: Selection | null, add: Add): void {
  page.$('form').each((_, form) => {
    const own = article !== null && page.$(form).closest(article).length > 0;
    const url = resolveLink(page, form.attribs.action);
    if (url === null || (!own && inFrame(form)) || asksForWords(page, form)) return;
    const name = clean(page.$(form).text()) || clickedBy(page, form);
    if (!GIVES_FILE.test(`${url} ${name}`)) return;
    const fields = hiddenFields(page, form);
    if (/^post$/i.test(form.attribs.method ?? '')) add(url, name, fields.toString());
    else add(`${url.replace(/\?.*$/s, '')}?${fields}`, name);
  });
}

/** A form with a field to fill in is a search, a log-in, a letter box. */
const asksForWords = (page: Page, form: PageElement): boolean =>
  page
    .$(form)
    .find('textarea, select, input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image])').length >
  0;

function hiddenFields(page: Page, form: PageElement): URLSearchParams {
  const fields = new URLSearchParams();
  page
    .$(form)
    .find('input[type=hidden][name]')
    .each((_, { attribs }) => fields.append(attribs.name ?? '', attribs.value ?? ''));
  return fields;
}

/** The words of the link that sends the form from outside. */
function clickedBy(page: Page, form: PageElement): string {
  const { id, name } = form.attribs;
  const link = page
    .$('[onclick], a[href^="javascript:"]')
    .toArray()
    .find(({ attribs }) => {
      const code = `${attribs.onclick ?? ''} ${attribs.href ?? ''}`;
      return /submit/i.test(code) && [id, name].some((key) => key !== undefined && key !== '' && code.includes(key));
    });
  return link === undefined ? '' : clean(page.$(link).text());
}
