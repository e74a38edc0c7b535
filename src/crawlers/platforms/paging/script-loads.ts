import type { Page } from '../dialect.ts';

/** What scripts ask their server with. */
export const LOADS = /\bfetch\s*\(|XMLHttpRequest|\$\.(?:get|post|ajax|getJSON)\s*\(|\.load\s*\(|\baxios\b|\$http\b/;
/** What they ask for more than once: a scroll to the end, a pager that they draw, a counter of pages, tabs. */
const AGAIN =
  /IntersectionObserver|onscroll|["']scroll["']|\.scroll\s*\(|下一?[页頁]|(?:加载|查看|显示)更多|没有更多|到底了|hasMore|noMore|\bpage(?:Index|No|Num|Number)?\s*(?:\+\+|\+=)|\+\+\s*page|(?:cur|curr|current|now)Page|\boffset\s*\+=|\bdataset\b|onchange|["']change["']|\.change\s*\(|\.data\s*\(\s*["']/i;

/** A script of the page itself that may bring rows which do not stand in it, in words for a person; null where there is none. */
export function loadsFurther(page: Page): string | null {
  const scripts = page.$('script:not([src])').toArray();
  const loads = scripts.map((script) => page.$(script).text()).some((code) => LOADS.test(code) && AGAIN.test(code));
  if (loads) return 'a script of the page may load further rows';
  return hasEmptyPager(page) ? 'a place for a pager is there, empty, for a script to fill' : null;
}

const PAGER_NAME =
  /(?:^|[\s_-])(?:pages?|pager|paging|pagination|page-?(?:bar|box|nav|list|wrap|num)|pg|fenye|laypage|kkpager)(?:$|[\s\d_-])/i;

function hasEmptyPager(page: Page): boolean {
  return page
    .$('div, ul, p, span, nav')
    .toArray()
    .some((box) => {
      const { id = '', class: names = '' } = box.attribs;
      return (
        PAGER_NAME.test(`${id} ${names}`) && page.$(box).text().trim() === '' && page.$(box).find('a, img').length === 0
      );
    });
}

/** What a service's answer says of further ones, where it does not count: a cursor, `hasMore: true`, `last: false`. */
export function furtherInJson(page: Page): string | null {
  const [said] =
    /"(?:next(?:_?(?:cursor|token|page|url|id))?|cursor|scroll_?id)"\s*:\s*(?:"[^"]{1,200}"|[1-9]\d*)|"has_?(?:more|next)(?:_?page)?"\s*:\s*(?:true|1|"true")|"(?:is_?)?(?:last|end|finish(?:ed)?)(?:_?page)?"\s*:\s*(?:false|"false")/i.exec(
      page.text,
    ) ?? [];
  return said === undefined ? null : `the service says ${said}`;
}
