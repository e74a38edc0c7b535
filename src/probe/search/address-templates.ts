import type { Page } from '../../crawlers/platforms/dialect.ts';
import { resolveLink } from '../../crawlers/platforms/page/links.ts';
import { inlineScripts } from '../../crawlers/platforms/paging/script-pager.ts';

/** How a page's scripts make an address of a member of what a service answers: `'/list/' + node.id + '.html'`. */
export interface AddressTemplate {
  readonly before: string;
  /** The member's name. */
  readonly member: string;
  readonly behind: string;
}

const STRING_AND_MEMBER =
  /["'`]([^"'`\n]{0,200}\/[^"'`\n]{0,100})["'`]\s*\+\s*[\w$]{1,40}(?:\[[\w$]{1,20}\])?\.([A-Za-z_$][\w$]{0,40})\s*(?:\+\s*["'`]([^"'`\n]{0,60}))?/g;
/** `/list/${node.id}.html` in a template literal. */
const LITERAL =
  /["'`>=]((?:https?:\/)?\/[^"'`\s${}<>]{0,200})\$\{\s*[\w$]{1,40}\.([A-Za-z_$][\w$]{0,40})\s*\}([^"'`\s<>]{0,60})/g;
/** More are a program. */
const MOST = 12;

/** The templates of a page: text up to the address's beginning, as in `<a href="/list/`, is left out. */
export function addressTemplates(page: Page): AddressTemplate[] {
  const code = /^\s*</.test(page.text.slice(0, 400)) ? inlineScripts(page) : page.text;
  const found = [...code.matchAll(STRING_AND_MEMBER), ...code.matchAll(LITERAL)].map(
    ([, before = '', member = '', behind = '']): AddressTemplate => ({
      before: before.replace(/^.*(?:href|src|url)\s*=\s*\\?["']?/s, ''),
      member,
      behind: behind.replace(/\\?["'\s>].*$/s, ''),
    }),
  );
  return found.filter(({ before }) => /^(?:https?:\/\/|\.{0,2}\/|[\w-]+\/)[^\s<>]*$/.test(before)).slice(0, MOST);
}

const MEMBER = /(?<![\w$])([A-Za-z_$][\w$]{0,40})["']?\s*:\s*["']?([\w./-]{1,120})/g;

/** The address that a template makes of an entry of the answer, given as its text; null where the entry lacks the member. */
export function filledTemplate(page: Page, { before, member, behind }: AddressTemplate, entry: string): string | null {
  const members = [...entry.matchAll(MEMBER)];
  const value = members.find(([, name]) => name === member)?.[2];
  return value === undefined ? null : resolveLink(page, before + value + behind);
}
