import type { Page } from '../dialect.ts';
import { clean, type PageElement } from '../page/dom.ts';
import { type FormStep, numberedForm, postBack } from './form-pager.ts';
import { isNext, nextLink, numberedLink, optionLink } from './pager.ts';
import { calledStep } from './script-pager.ts';

/**
 * How the page itself leads to page `number`: a link, a choice in a box of page numbers, a call of its scripts, a form sent back. Null on
 * the last page, and where the pager is drawn by what is not in the page.
 */
export function nextStep(page: Page, number: number): FormStep | null {
  const url = nextLink(page) ?? numberedLink(page, number) ?? optionLink(page, number);
  if (url !== null) return { url };
  const calls = new Set<string>();
  for (const code of pagerCalls(page, number)) {
    if (calls.has(code)) continue;
    if (calls.add(code).size > MOST_CALLS) break;
    const step = postBack(page, code) ?? calledStep(page, code) ?? numberedForm(page, number);
    if (step !== null) return step;
  }
  return null;
}

/** A pager stands above a list and below it; each call is looked for in the whole page. */
const MOST_CALLS = 20;

/** The code behind 下一页 and behind the number. */
function* pagerCalls(page: Page, number: number): Generator<string> {
  const elements = page.$('a, button, input[onclick], span[onclick], li[onclick]').toArray();
  yield* elements.filter((element) => isNext(page, element)).flatMap(codeOf);
  const isNumber = (element: PageElement) => clean(page.$(element).text()).replace(/[[\]]/g, '') === String(number);
  yield* elements.filter(isNumber).flatMap(codeOf);
}

function codeOf({ attribs }: PageElement): string[] {
  const { href = '', onclick = '' } = attribs;
  if ('disabled' in attribs) return [];
  const code =
    /^\s*javascript:/i.test(href) && !/^\s*javascript:[\s;]*(?:void\s*\(?0\)?[\s;]*)?$/i.test(href) ? href : onclick;
  return code.trim() === '' ? [] : [code.replace(/^\s*javascript:\s*/i, '')];
}
