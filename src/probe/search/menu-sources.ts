import type { Page } from '../../crawlers/platforms/dialect.ts';
import { resolveLink } from '../../crawlers/platforms/page/links.ts';
import { inlineScripts } from '../../crawlers/platforms/paging/script-pager.ts';
import { serviceCalls } from '../../crawlers/platforms/service/api-calls.ts';
import { addressTemplates } from './address-templates.ts';
import type { Link } from './link.ts';

/** What may hold a page's menu outside of the page: by its name, or by nothing but being asked for. */
const BY_NAME = 18;
const UNNAMED = 7;

const MENU =
  /(?:nav|menu|tree|column|lanmu|channel|daohang|catalog|left|head|top|common|children|node|site)[^/]{0,60}(?:\.(?:js|json|s?html?|xml|jsp|aspx?|do)(?:$|\?)|$|\?|\/)/i;
const LIBRARY =
  /jquery|swiper|superslide|bootstrap|ztree[^/]{0,40}(?:core|excheck|all|exedit)|layui|layer|vue|axios|echarts|element|polyfill|html5|respond|wza|share|player|\.min\.|tongji|analytics|baidu|hm\.js|conac|mobile/i;

/** The page's own scripts, which may write the menu. */
export function menuScripts(page: Page): Link[] {
  const links: Link[] = [];
  page.$('script[src]').each((_, script) => {
    const url = resolveLink(page, script.attribs.src);
    if (url === null || LIBRARY.test(url) || new URL(url).host !== new URL(page.url).host) return;
    links.push({ url, title: '', from: 'source', score: MENU.test(url) ? BY_NAME : UNNAMED });
  });
  return links;
}

const OTHER =
  /login|captcha|visit|click|\bcount\b|weather|hot|tongji|comment|vote|share|user|token|dict|banner|statistic|search|\blog\b|\.(?:js|css|png|jpe?g|gif|ico)(?:$|\?)/i;
/** `$("#head").load("/inc/head.html")`, `x.open("GET", "/menu.xml")`, `n.get("/api/menu")` of a packed script. */
const PIECES =
  /\.(?:load|get|post)\s*\(\s*["'`]((?:\/|[\w-]+\/)[^"'`\s]{2,200})|\.open\s*\(\s*["']GET["']\s*,\s*["'`]([^"'`\s]{2,200})/g;

/** What the page's scripts ask its server for, where that may be a menu: files, pieces of pages, services. */
export function menuServices(page: Page): Link[] {
  const wanted = (address: string): boolean => !OTHER.test(address);
  const templates = addressTemplates(page);
  const scoreOf = (url: string): number => (MENU.test(new URL(url).pathname) ? BY_NAME : UNNAMED + 2);
  const calls = serviceCalls(page, wanted).map(({ url, method, body, contentType, headers }): Link => {
    const http = { method, body, contentType, headers };
    return { url, title: '', from: 'source', score: scoreOf(url), http, templates };
  });
  const pieces = [...inlineScripts(page).matchAll(PIECES)].flatMap(([, loaded, opened]): Link[] => {
    const url = resolveLink(page, loaded ?? opened);
    return url === null || !wanted(url) || calls.some((call) => call.url === url)
      ? []
      : [{ url, title: '', from: 'source', score: scoreOf(url), templates }];
  });
  return [...calls, ...pieces];
}
