import type { Page } from '../dialect.ts';

/** What scripts ask their server with. */
export const LOADS = /\bfetch\s*\(|XMLHttpRequest|\$\.(?:get|post|ajax|getJSON)\s*\(|\.load\s*\(|\baxios\b|\$http\b/;
/** What they ask for more than once: a scroll to the end, a pager that they draw, a counter of pages, tabs. */
const AGAIN =
  /IntersectionObserver|onscroll|["']scroll["']|\.scroll\s*\(|下一?[页頁]|(?:加载|查看|显示)更多|没有更多|到底了|hasMore|noMore|\bpage(?:Index|No|Num|Number)?\s*(?:\+\+|\+=)|\+\+\s*page|(?:cur|curr|current|now)Page|\boffset\s*\+=|\bdataset\b|\.data\s*\(\s*["']/i;

/** A script of the page itself that may bring rows which do not stand in it, in words for a person; null where there is none. */
export function loadsFurther(page: Page): string | null {
  const scripts = page.$('script:not([src])').toArray();
  const loads = scripts.map((script) => page.$(script).text()).some((code) => LOADS.test(code) && AGAIN.test(code));
  return loads ? 'a script of the page may load further rows' : null;
}
