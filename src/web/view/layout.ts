import type { CorpusExtent } from '../../export/citation.ts';
import type { Parameters } from '../address/links.ts';
import type { Asked, View } from '../page.ts';
import { grouped, type Html, html } from './html.ts';

const ROOMS = [
  ['find', '/'],
  ['coverage', '/coverage'],
  ['compare', '/compare'],
  ['revisions', '/revisions'],
  ['codebook', '/codebook'],
  ['status', '/status'],
  ['api', '/api'],
] as const;

/** The same page in the other language. */
function otherLanguage({ language, path, query }: Asked): string {
  const text = query.toString();
  const prefix = language === 'en' ? '' : '/en';
  const bare = path === '/' && prefix !== '' ? '' : path;
  return `${prefix}${bare}${text === '' ? '' : `?${text}`}`;
}

/** Parameters with all their values. */
const listed = (query: URLSearchParams): Parameters =>
  Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));

/** The address of this page's JSON. */
function asJson({ path, query, links }: Asked): string {
  return links.at(`${path === '/' ? '/index' : path}.json`, listed(query));
}

/** A whole page around a view. */
export function layout(
  asked: Asked,
  { title, room }: Pick<View, 'title' | 'room'>,
  extent: CorpusExtent,
  body: Html,
): Html {
  const { words, links, language } = asked;
  const years = extent.from === null ? '' : `${extent.from}–${extent.to}`;
  return html`<!doctype html>
<html lang="${words.code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${words.site}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/pages.css">
<script src="/assets/pages.js" defer></script>
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
<header class="top">
<a class="site" href="${links.at('/')}"><span class="name">${words.site}</span><span class="tagline">${words.tagline}</span></a>
<nav aria-label="${words.site}"><ul>
${ROOMS.map(
  ([key, path]) =>
    html`<li><a href="${links.at(path)}"${room === key ? html` aria-current="page"` : ''}>${words.nav[key]}</a></li>`,
)}
<li class="language"><a href="${otherLanguage(asked)}" lang="${language === 'en' ? 'zh-CN' : 'en'}" hreflang="${language === 'en' ? 'zh-CN' : 'en'}">${words.otherLanguage}</a></li>
</ul></nav>
</header>
<main id="main" tabindex="-1">${body}</main>
<footer class="bottom">
<p>${words.footer.note}</p>
<p>${words.footer.extent(grouped(extent.reports), grouped(extent.organs), years)}${extent.day === null ? '' : ` · ${words.footer.asOf(extent.day)}`}
 · <a href="${links.at('/cite')}">${words.footer.cite}</a> · <a href="${asJson(asked)}">${words.footer.json}</a></p>
</footer>
</body>
</html>`;
}
