import type { ListRequest, Page } from '../dialect.ts';
import { ancestor, type PageElement } from '../page/dom.ts';
import { baseOf, resolveLink } from '../page/links.ts';
import { PAGE_FIELD } from './page-names.ts';

export type FormStep = Omit<ListRequest, 'page' | 'state'>;

/** A form sent as its button or script would: its own fields, with some of them set. */
function submitted(page: Page, form: PageElement, set: Readonly<Record<string, string>>): FormStep {
  const fields = new URLSearchParams(fieldsOf(page, form));
  for (const [name, value] of Object.entries(set)) fields.set(name, value);
  const url = resolveLink(page, form.attribs.action) ?? baseOf(page);
  const body = fields.toString();
  if (!/^post$/i.test(form.attribs.method ?? '')) {
    const address = new URL(url);
    address.search = body;
    return { url: address.href };
  }
  const headers = { Referer: page.url };
  return { url, method: 'POST', body, contentType: 'application/x-www-form-urlencoded', headers };
}

const NOT_SENT = /^(?:submit|button|image|reset|file)$/i;

/** What a browser sends of a form that nobody touched; buttons are sent only when they are pressed. */
function fieldsOf(page: Page, form: PageElement): [string, string][] {
  const fields: [string, string][] = [];
  page
    .$(form)
    .find('input[name], select[name], textarea[name]')
    .each((_, field) => {
      const { name = '', type = 'text', value = '' } = field.attribs;
      if (name === '' || 'disabled' in field.attribs || NOT_SENT.test(type)) return;
      if (/^(?:checkbox|radio)$/i.test(type) && !('checked' in field.attribs)) return;
      fields.push([name, field.name === 'select' ? chosen(page, field) : value]);
    });
  return fields;
}

function chosen(page: Page, select: PageElement): string {
  const options = page.$(select).find('option');
  const option = options.filter('[selected]').first().get(0) ?? options.get(0);
  return option === undefined ? '' : (option.attribs.value ?? page.$(option).text());
}

const POSTBACK = /__doPostBack\s*\(\s*(?:'|"|&#39;|\\')([^'"\\]*)(?:'|"|&#39;|\\')\s*,\s*(?:'|"|&#39;|\\')([^'"\\]*)/;

/** ASP.NET: a link that sends the page's form back with the name of the pager and what it is to show. */
export function postBack(page: Page, code: string): FormStep | null {
  const [, target, argument] = POSTBACK.exec(code) ?? [];
  if (target === undefined || argument === undefined) return null;
  const form = page.$('form:has(input[name="__VIEWSTATE"])').get(0) ?? page.$('form').get(0);
  return form === undefined ? null : submitted(page, form, { __EVENTTARGET: target, __EVENTARGUMENT: argument });
}

/** A button that sends its form, and by its name says what for: `<input type="submit" name="btnNext" value="下一页">`. */
export function buttonStep(page: Page, button: PageElement): FormStep | null {
  const { type = '', name = '', value = '' } = button.attribs;
  const sends =
    button.name === 'input'
      ? /^(?:submit|image)$/i.test(type)
      : button.name === 'button' && /^(?:submit)?$/i.test(type);
  if (!sends || name === '' || 'disabled' in button.attribs) return null;
  const form = ancestor(button, ['form']);
  return form === null
    ? null
    : submitted(page, form, /image/i.test(type) ? { [`${name}.x`]: '1', [`${name}.y`]: '1' } : { [name]: value });
}

/** A form that carries the number of the page: sent for another page. Null where there is none, or more than one. */
export function numberedForm(page: Page, number: number): FormStep | null {
  const fields = page
    .$('form input[name]')
    .toArray()
    .filter((field) => PAGE_FIELD.test(field.attribs.name ?? '') && /^\d*$/.test(field.attribs.value ?? ''));
  const [field] = fields;
  return field === undefined || fields.length > 1 ? null : sentWith(page, field, String(number));
}

/** The form of a field, sent with another value in it. */
export function sentWith(page: Page, field: PageElement, value: string): FormStep | null {
  const form = ancestor(field, ['form']);
  return form && submitted(page, form, { [field.attribs.name ?? field.attribs.id ?? '']: value });
}
