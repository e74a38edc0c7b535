import type { Page } from '../dialect.ts';
import { clean, type PageElement } from '../page/dom.ts';
import { pageNumberIn } from './control-names.ts';
import { buttonStep, type FormStep, numberedForm, postBack } from './form-pager.ts';
import { isNext, nextLink, numberedLink, optionLink } from './pager.ts';
import { calledStep, chosenStep } from './script-pager.ts';
import { readTotals } from './totals.ts';

/**
 * How the page itself leads to page `number`: a link, a choice in a box of page numbers, a call of its scripts, a form sent back. Null on
 * the last page, and where the pager is drawn by what is not in the page.
 */
export function nextStep(page: Page, number: number): FormStep | null {
  const url = nextLink(page) ?? numberedLink(page, number) ?? optionLink(page, number);
  if (url !== null) return { url };
  for (const button of page
    .$('input, button')
    .toArray()
    .filter((one) => isNext(page, one))) {
    const step = buttonStep(page, button);
    if (step !== null) return step;
  }
  const calls = new Set<string>();
  for (const code of pagerCalls(page, number)) {
    if (calls.has(code)) continue;
    if (calls.add(code).size > MOST_CALLS) break;
    const step = postBack(page, code) ?? calledStep(page, code) ?? numberedForm(page, number);
    if (step !== null) return step;
  }
  return chosenNumber(page, number) ?? typedNumber(page, number);
}

/** A field for the page's number, beside their count: `第 1/3 页 转到 [ 1 ] GO`. */
function typedNumber(page: Page, number: number): FormStep | null {
  const { pages } = readTotals(page);
  return pages !== undefined && number <= pages ? numberedForm(page, number) : null;
}

/** A box of page numbers whose choice calls a function: `<select onchange="jump(this.value)">`. */
function chosenNumber(page: Page, number: number): FormStep | null {
  for (const box of page.$('select[onchange]').toArray()) {
    const options = page.$(box).find('option').toArray();
    const option = options.find((one) => pageNumberIn(clean(page.$(one).text())) === String(number));
    if (option === undefined || pageNumberIn(clean(page.$(options[0]).text())) !== '1') continue;
    const step = chosenStep(page, box, option.attribs.value ?? String(number));
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
