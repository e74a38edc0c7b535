import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, Listing, Page } from '../dialect.ts';
import { queryOf, withQuery } from '../page/links.ts';
import { readStaticList } from '../paging/static-list.ts';

/** Lists that a server draws by a page number in the address: script, the parameter that counts, the form of its articles. */
interface PagedSystem {
  readonly key: string;
  readonly name: string;
  readonly script: RegExp;
  readonly parameter: string;
  readonly detail: RegExp;
}

function dialectOf(system: PagedSystem): Dialect {
  const current = (page: Page): number | null => {
    const number = Number(queryOf(page.url, system.parameter));
    return Number.isInteger(number) && number > 0 ? number : null;
  };
  return {
    key: system.key,
    name: system.name,
    detect: (page) => detect(page, system),
    list: (page: Page, context: ListContext): Listing =>
      readStaticList(page, context, {
        detail: system.detail,
        channel: system.script,
        current,
        pageUrl: (own, number) =>
          system.script.test(own.url) ? withQuery(own.url, { [system.parameter]: number }) : null,
      }),
    detail: (page) => readDetail(page),
  };
}

function detect(page: Page, system: PagedSystem): Detection | null {
  if (system.script.test(page.url)) return { confidence: 0.9, evidence: [`address ${new URL(page.url).pathname}`] };
  const linked = new RegExp(`href=["'][^"']*${system.script.source}`, 'i').test(page.text);
  return linked ? { confidence: 0.7, evidence: [`links to ${system.script.source}`] } : null;
}

/** 陕西 and others: `info/iList.jsp?cat_id=10001&cur_page=2`; departments have it under `view/` too. */
export const ilist: Dialect = dialectOf({
  key: 'ilist',
  name: 'iList.jsp',
  script: /\/(?:info|view)\/iList\.jsp\?/i,
  parameter: 'cur_page',
  detail: /\/(?:info|view)\/i(?:Show|Index|List|View)\.jsp\?[^"']*(?:info|content)_id=\d+|\/\d{5,}\.(?:html?|jsp)$/i,
});

/** 云南 departments: `InfoPublic.aspx?cid=1019&page=2`. */
export const infopublic: Dialect = dialectOf({
  key: 'infopublic',
  name: 'InfoPublic.aspx',
  script: /\/InfoPublic\.aspx\?/i,
  parameter: 'page',
  detail:
    /\/(?:InfoPublicView|NewsView|InfoView|Info\w*)\.aspx\?[^"']*(?:\bid|aid|i)=\d+|\/html\/(?:19|20)\d{2}\/[\d/]+\.html?/i,
});
