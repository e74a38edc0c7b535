import { isYearChannel, titleYears } from '../../../vocabulary/link-titles.ts';
import type { ListItem, Page, SubChannel } from '../dialect.ts';
import { ORGAN_GROUP } from '../paging/control-names.ts';
import { LOADS } from '../paging/script-loads.ts';
import { calledCode } from '../paging/script-pager.ts';
import { callsIn } from '../service/api-calls.ts';
import { clean, type PageElement } from './dom.ts';
import { linkTarget } from './links.ts';

/** A control that is named after a year or a group of organs, and calls a script. */
interface Tab {
  readonly title: string;
  /** What the script asks for; null where it is not understood. */
  readonly url: string | null;
}

function yearTabs(page: Page): Tab[] {
  return controls(page, isYearChannel).map(({ title, code }) => ({ title, url: askedBy(page, code) }));
}

/** Two and more side by side whose script asks the server. */
function groupTabs(page: Page): Tab[] {
  const tabs = controls(page, (title) => ORGAN_GROUP.test(title)).filter(({ code }) =>
    LOADS.test(calledCode(page, code)?.body ?? ''),
  );
  return tabs.length < 2 ? [] : tabs.map(({ title, code }) => ({ title, url: askedBy(page, code) }));
}

function controls(
  page: Page,
  isNamed: (title: string) => boolean,
): { readonly title: string; readonly code: string }[] {
  return page
    .$('a, li[onclick], span[onclick], button[onclick], div[onclick], dd[onclick]')
    .toArray()
    .map((element) => ({ element, title: clean(page.$(element).text()) }))
    .filter(({ element, title }) => title.length <= 12 && isNamed(title) && linkTarget(page, element) === null)
    .map(({ element, title }) => ({ title, code: codeOf(element) }))
    .filter(({ code }) => code !== '');
}

function codeOf({ attribs: { href = '', onclick = '' } }: PageElement): string {
  const code = /^\s*javascript:(?!\s*(?:void|;|$))/i.test(href) ? href.replace(/^\s*javascript:/i, '') : onclick;
  return code.trim();
}

function askedBy(page: Page, code: string): string | null {
  const called = calledCode(page, code);
  if (called === null) return null;
  const [call] = callsIn(page, called.body, called.names);
  return call === undefined || call.method === 'POST' ? null : call.url;
}

/** Years and groups of organs whose lists a script loads: each by what the script asks for. */
export function tabChannels(page: Page): SubChannel[] {
  return [...yearTabs(page), ...groupTabs(page)].flatMap(({ title, url }) => (url === null ? [] : [{ url, title }]));
}

/** A year that has a control and of which no row stands in the page, or a group of organs, whose script is not understood. Null where there is none. */
export function unreadTab(page: Page, items: readonly ListItem[]): string | null {
  const years = new Set(items.flatMap(({ title, date }) => [...titleYears(title), Number(date?.slice(0, 4))]));
  const isThere = ({ title }: Tab) => titleYears(title).some((year) => years.has(year) || years.has(year - 1));
  const tab =
    yearTabs(page).find((one) => one.url === null && !isThere(one)) ?? groupTabs(page).find(({ url }) => url === null);
  return tab === undefined ? null : `a script loads the rows of ${tab.title}`;
}
