import { LOAD_MORE, NEXT, NEXT_MARK, ORGAN_GROUP } from '../platforms/paging/control-names.ts';

/**
 * Runs in the page: presses what leads to the further page of a list. Text, since the page knows nothing of our modules.
 * Called with the number of the page that is shown, from 1.
 */
const PRESS_NEXT = String.raw`((shown) => {
  const NEXT = ${NEXT};
  const MORE = ${LOAD_MORE};
  const MARK = ${NEXT_MARK};
  const ICON = /^(?:btn-next|el-icon-arrow-right)$/;
  const GREY = /(?:^|[\s_-])(?:disabled?|noclick|gray|grey|nolink|unable|invalid)(?:\s|$)/i;
  const label = (e) => (e.textContent || e.value || e.title || e.getAttribute('aria-label') || '').replace(/\s+/g, ' ').trim().replace(/^[[【(（<«‹\s]+(?=\S)|[\]】)）\s]+$/g, '');
  const visible = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  const grey = (e) => [e, e.parentElement].some((x) => x && (GREY.test(x.className || '') || x.hasAttribute('disabled') || x.getAttribute('aria-disabled') === 'true' || getComputedStyle(x).pointerEvents === 'none' || getComputedStyle(x).cursor === 'not-allowed'));
  const all = [...document.querySelectorAll('a, button, input[type=button], span, li, div, em, i')].filter((e) => e.textContent.length < 40);
  const marked = (e) => label(e) === '' && [...e.classList].some((name) => MARK.test(name) || ICON.test(name));
  // A link to elsewhere is no list that goes on in place; pictures that slide have arrows, but no numbers beside them.
  const stays = (e) => { const a = e.closest('a[href]'); return !a || /^(?:#|javascript:|$)/i.test(a.getAttribute('href')); };
  const inPager = (e) => /(?:^|\s)\d{1,3}(?:\s|$)|页/.test(((e.parentElement.tagName === 'LI' ? e.parentElement.parentElement : e.parentElement).textContent || '').replace(/\s+/g, ' '));
  const isControl = (e) => (MORE.test(label(e)) ? stays(e) : (NEXT.test(label(e)) || marked(e)) && (/[页頁张]|next/i.test(label(e)) || inPager(e)));
  const leads = all.filter(isControl).filter(visible);
  // The innermost of nested elements is what a person presses; a press goes up from there.
  const next = leads.filter((e) => !leads.some((other) => other !== e && e.contains(other)));
  const live = next.find((e) => !grey(e) && !e.querySelector('[disabled]'));
  if (live) { live.click(); return 'pressed'; }
  if (next.length > 0) return 'greyed';
  const numbers = all.filter((e) => /^\d{1,3}$/.test(label(e)) && visible(e) && e.children.length === 0);
  const current = numbers.find((e) => [e, e.parentElement].some((x) => /(?:^|[\s_-])(?:cur|curr|current|active|on|sel|selected|checked|now)(?:\s|$)/i.test(x.className || '')));
  const box = current && (current.parentElement.tagName === 'LI' ? current.parentElement.parentElement : current.parentElement);
  const after = box && numbers.find((e) => box.contains(e) && Number(label(e)) === Number(label(current)) + 1);
  if (after) { after.click(); return 'pressed'; }
  if (current) return 'greyed';
  // Numbers none of which is marked: side by side, from 1 on; days of a calendar are more.
  const boxOf = (e) => (/^(?:LI|SPAN|TD)$/.test(e.parentElement.tagName) ? e.parentElement.parentElement : e.parentElement);
  const boxes = new Map();
  for (const e of numbers) boxes.set(boxOf(e), [...(boxes.get(boxOf(e)) || []), e]);
  const pagers = [...boxes.values()].filter((es) => es.length < 28 && es.some((e) => label(e) === '1' || label(e) === '2'));
  const further = pagers.flat().find((e) => Number(label(e)) === shown + 1);
  if (further) { further.click(); return 'pressed'; }
  // A field for the number, beside the count of pages and a button.
  const count = /(?:第\s*)?(\d{1,3})\s*\/\s*(\d{1,3})\s*页|共\s*(\d{1,3})\s*页/;
  for (const field of document.querySelectorAll('input:not([type]), input[type=text], input[type=number]')) {
    const around = field.closest('form') || field.parentElement;
    const found = count.exec((around.textContent || '').replace(/\s+/g, ' '));
    const go = [...around.querySelectorAll('button, a, input[type=button], input[type=submit], span')].find((e) => /^(?:go|跳转|转到|确定|前往)$/i.test(label(e)));
    if (!found || !go || !(Number(found[2] || found[3]) > shown)) continue;
    field.value = String(shown + 1);
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    go.click();
    return 'pressed';
  }
  if (pagers.some((es) => es.length > 1)) return 'greyed';
  // What waits for its end to come into view must have been out of it.
  window.scrollTo(0, 0);
  return new Promise((scrolled) => setTimeout(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    window.dispatchEvent(new Event('scroll'));
    scrolled('none');
  }, 150));
})`;

/** Runs in the page: presses the tab of this number, from 0: years, groups of organs. Tells whether there is one. */
const PRESS_TAB = String.raw`((number) => {
  const YEAR = /^(?:19|20)\d{2}年?度?$/;
  const GROUP = ${ORGAN_GROUP};
  const label = (e) => (e.textContent || '').replace(/\s+/g, '');
  const isNamed = (e) => YEAR.test(label(e)) || GROUP.test(label(e));
  const stays = (e) => { const a = e.closest('a[href]'); return !a || /^(?:#|javascript:|$)/i.test(a.getAttribute('href')); };
  const named = [...document.querySelectorAll('a, li, span, button, dd, div')].filter((e) => label(e).length <= 12 && isNamed(e) && e.getClientRects().length > 0 && stays(e));
  const inner = named.filter((e) => !named.some((other) => other !== e && e.contains(other)));
  const boxOf = (e) => (e.parentElement.children.length === 1 ? e.parentElement.parentElement : e.parentElement);
  const tabs = inner.filter((e) => inner.some((other) => other !== e && boxOf(other) === boxOf(e)));
  if (number < tabs.length) { tabs[number].click(); return true; }
  // Boxes to choose a year or a group from.
  const options = [...document.querySelectorAll('select')].map((box) => [...box.options].filter(isNamed)).filter((named) => named.length > 1).flat();
  const option = options[number - tabs.length];
  if (!option) return false;
  const box = option.closest('select');
  box.value = option.value;
  for (const type of ['input', 'change']) box.dispatchEvent(new Event(type, { bubbles: true }));
  return true;
})`;

/**
 * What to run to wait until the page has seen to what came before: drawn twice, so that it knows what came into view, and its handlers have
 * run. On a busy machine this takes seconds.
 */
export const CATCH_UP = `new Promise((done) => {
  setTimeout(done, 3000);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)));
})`;

/** What to run in a page that shows page `shown` of its list: tells `pressed`, `greyed` or `none`. */
export const pressNext = (shown: number): string => `${PRESS_NEXT}(${shown})`;

/** What to run to press the tab of this number: tells whether there is one. */
export const pressTab = (number: number): string => `${PRESS_TAB}(${number})`;
