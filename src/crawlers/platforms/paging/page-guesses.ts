import type { ListRequest, Page } from '../dialect.ts';
import { withQuery } from '../page/links.ts';
import { PAGE_KEY } from './page-names.ts';
import { listName, numberedPage } from './pager.ts';
import { onward, type Progress } from './paging.ts';
import { scriptedPages } from './script-pager.ts';

/** Ways in which the address of page N is made from the first page's; the commonest first. N counts from 1. */
const FORMS: Readonly<Record<string, (url: string, number: number) => string | null>> = {
  zeroBased: (url, number) => (new URL(url).search === '' ? numberedPage(nameOf(url), number - 1) : null),
  oneBased: (url, number) => (new URL(url).search === '' ? numberedPage(nameOf(url), number) : null),
  hyphen: (url, number) => replaced(url, /([^/\d])-1(?=\.\w+$)/, `$1-${number}`),
  folder: (url, number) => replaced(url, /(?<=\/)1(?=\/?$|\.\w+$)/, String(number)),
  page: (url, number) => withQuery(url, { page: number }),
};

function nameOf(url: string) {
  return listName(url, { stem: 'index', extension: 'html' });
}

function replaced(url: string, pattern: RegExp, by: string): string | null {
  const at = new URL(url);
  if (!pattern.test(at.pathname)) return null;
  at.pathname = at.pathname.replace(pattern, by);
  return at.href;
}

/** The usual addresses of the page that follows, each to be proved: those of the page's scripts, then by the form of its own address. */
export function guessedPages(page: Page, request: ListRequest, progress: Progress): ListRequest[] {
  const number = progress.page;
  const further = onward(progress, { url: page.url });
  const first = typeof request.state?.first === 'string' ? request.state.first : page.url;
  const form = request.state?.form;
  const inForm = (name: string): ListRequest[] => {
    const url = addressOf(name, first, number + 1);
    if (url === null || url === page.url) return [];
    return [{ ...further, url, tentative: true, state: { ...further.state, form: name, first } }];
  };
  if (typeof form === 'string') return inForm(form);
  // Query parameters that count pages, where the address has one already.
  const own = [...new URL(first).searchParams.keys()].find((name) => PAGE_KEY.test(name));
  const scripted = scriptedPages(page, number + 1).map((url) => ({ ...further, url, tentative: true }));
  return [...scripted, ...(own === undefined ? Object.keys(FORMS) : [own]).flatMap(inForm)];
}

function addressOf(form: string, first: string, number: number): string | null {
  const make = FORMS[form];
  return make === undefined ? withQuery(first, { [form]: number }) : make(first, number);
}
