import type { Article } from '../corpus.ts';
import { hasFile, html, json, pagesOf, pdf, type SimFamily, type Site } from '../family.ts';
import { headerBlock, row, shell } from '../markup.ts';
import type { Reply, SimRequest } from '../server.ts';

/* Lists whose further pages no link leads to and no total announces: handlers, clicks, arrays, comments. */

const pathOf = (one: Article): string => `/gk/nb/${one.number}.html`;
const fileOf = (one: Article): string => `/gk/files/${one.number}.pdf`;
const filesOf = (one: Article): string[] => (hasFile(one) ? [fileOf(one)] : []);
const CHANNEL = '/gk/nb/list.html';
const SIZE = 7;

function published(articles: readonly Article[], { path }: SimRequest): Reply | null {
  const file = articles.find((one) => path === fileOf(one));
  if (file !== undefined && hasFile(file)) return pdf(file);
  const found = articles.find((one) => path === pathOf(one));
  if (found === undefined) return null;
  const attached = hasFile(found) ? `<p>附件：<a href="${fileOf(found)}">${found.title}.pdf</a></p>` : '';
  return html(
    shell(
      { title: found.title },
      `<h1>${found.title}</h1>${headerBlock(found, 'strong')}<div class="content">${found.body}${attached}</div>`,
    ),
  );
}

const rowsOf = (articles: readonly Article[]): string => articles.map((one) => row(pathOf(one), one)).join('');

/** One page at the channel's address, drawn from the first page's rows and whatever its script has; further answers besides. */
function site(
  draw: (pages: readonly Article[][], articles: readonly Article[]) => string,
  further: (request: SimRequest, pages: readonly Article[][]) => Reply | null = () => null,
  lists = (pages: number) => pages,
): (articles: readonly Article[]) => Site {
  return (articles) => {
    const pages = pagesOf(articles, SIZE);
    return {
      channel: CHANNEL,
      lists: lists(pages.length),
      pathOf,
      filesOf,
      answer: (request) => {
        const page = html(shell({ title: '政府信息公开年报' }, draw(pages, articles)));
        if (request.path === CHANNEL && request.query.size === 0) return page;
        return further(request, pages) ?? (request.path === CHANNEL ? page : published(articles, request));
      },
    };
  };
}

/** `Page.next()` of a script that a crawler does not read; the file of page 2 is `list_2.html`, and each page shows the same control. */
function handlerSite(articles: readonly Article[]): Site {
  const pages = pagesOf(articles, SIZE);
  const list = (number: number): Reply => {
    const control =
      number < pages.length ? '<a href="javascript:Page.next()">下一页</a>' : '<a class="disabled">下一页</a>';
    const script = '<script src="/js/page.js"></script>';
    return html(
      shell({ title: '政府信息公开年报' }, `<ul>${rowsOf(pages[number - 1] ?? [])}</ul><p>${control}</p>${script}`),
    );
  };
  return {
    channel: CHANNEL,
    lists: pages.length,
    pathOf,
    filesOf,
    answer: (request) => {
      const { path } = request;
      if (path === '/js/page.js') return { type: 'text/javascript', body: PAGE_SCRIPT };
      const number = path === CHANNEL ? 1 : Number(/^\/gk\/nb\/list_(\d+)\.html$/.exec(path)?.[1] ?? 0);
      if (number === 0) return published(articles, request);
      return number <= pages.length ? list(number) : { status: 404, body: 'Not Found' };
    },
  };
}

const PAGE_SCRIPT = `var Page = { next: function () {
  var now = Number((/list_(\\d+)/.exec(location.pathname) || [0, 1])[1]);
  location.href = '/gk/nb/list_' + (now + 1) + '.html';
} };`;

function keyed({ path }: SimRequest, pages: readonly Article[][]): Reply | null {
  const number = Number(/^\/gk\/data\/key(\d+)$/.exec(path)?.[1] ?? 0) / 7;
  const rows = pages[number - 1];
  return rows === undefined ? null : json({ rows: rowsOf(rows), last: number === pages.length });
}

/** Rows replaced: the answer is asked for with a token that the script makes. */
const replacing = site(
  (pages) => `<ul id="rows">${rowsOf(pages[0] ?? [])}</ul><button id="go" type="button">下一页</button>
<script>var at = 1; document.getElementById('go').addEventListener('click', function () {
  var key = String.fromCharCode(107, 101, 121) + (at + 1) * 7;
  fetch('/gk/data/' + key).then(function (answer) { return answer.json(); }).then(function (page) {
    at++; document.getElementById('rows').innerHTML = page.rows;
    if (page.last) document.getElementById('go').disabled = true;
  });
});</script>`,
  keyed,
  (pages) => pages + 2,
);

/** Rows appended, from an array in the page; the control goes away at the end. */
const appending = site(
  (pages, articles) => `<ul id="rows">${rowsOf(pages[0] ?? [])}</ul><div id="more" class="load">加载更多</div>
<script>var all = ${JSON.stringify(articles.map((one) => [one.number, one.title, one.date]))}, shown = ${SIZE};
document.getElementById('more').onclick = function () {
  all.slice(shown, shown + ${SIZE}).forEach(function (one) {
    document.getElementById('rows').insertAdjacentHTML('beforeend', '<li><a href="/gk/nb/' + one[0] + '.html" title="' + one[1] + '">' + one[1] + '</a><span>' + one[2] + '</span></li>');
  });
  shown += ${SIZE};
  if (shown >= all.length) this.remove();
};</script>`,
  undefined,
  () => 3,
);

/** Numbers without a mark that a listener takes hold of. */
const numbered = site(
  (pages) => `<ul id="rows">${rowsOf(pages[0] ?? [])}</ul>
<div>${pages.map((_, index) => `<a class="num" data-page="${index + 1}">${index + 1}</a>`).join(' ')}</div>
<script>document.querySelectorAll('.num').forEach(function (one) { one.addEventListener('click', function () {
  fetch('/gk/data/' + keyOf(one.dataset.page)).then(function (answer) { return answer.json(); }).then(function (page) {
    document.getElementById('rows').innerHTML = page.rows;
  });
}); });
function keyOf(number) { return String.fromCharCode(107, 101, 121) + number * 7; }</script>`,
  keyed,
  (pages) => pages + 2,
);

/** Rows that come when the list's end is seen; nothing on the page speaks of more. */
const scrolled = site(
  (pages) => `<ul id="rows">${rowsOf(pages[0] ?? [])}</ul><div id="end"></div>
<script>var at = 1, busy = false; new IntersectionObserver(function (seen) {
  if (!seen[0].isIntersecting || busy) return;
  busy = true;
  fetch('/gk/data/' + String.fromCharCode(107, 101, 121) + (at + 1) * 7).then(function (answer) { return answer.json(); }).then(function (page) {
    at++; busy = page.last; document.getElementById('rows').insertAdjacentHTML('beforeend', page.rows);
  });
}).observe(document.getElementById('end'));</script>`,
  keyed,
  (pages) => pages + 2,
);

/** All rows stand in a comment, for a script to draw. */
const commented = site(
  (
    _,
    articles,
  ) => `<div id="rows"></div><div>共${articles.length}条</div><div id="data"><!--<ul>${rowsOf(articles)}</ul>--></div>
<script src="/js/draw.js"></script>`,
  ({ path }) => (path === '/js/draw.js' ? { type: 'text/javascript', body: DRAW_SCRIPT } : null),
  () => 1,
);

const DRAW_SCRIPT = `document.getElementById('rows').innerHTML = document.getElementById('data').firstChild.data;`;

export const CLICK_FAMILIES: readonly SimFamily[] = [
  { name: 'unknown (handler)', dialect: 'generic', trap: 'a handler of an outer script, no total', site: handlerSite },
  {
    name: 'unknown (rows replaced)',
    dialect: 'generic',
    trap: 'a click replaces the rows',
    site: replacing,
    browser: true,
  },
  {
    name: 'unknown (rows appended)',
    dialect: 'generic',
    trap: 'a click appends rows of an array',
    site: appending,
    browser: true,
  },
  {
    name: 'unknown (unmarked numbers)',
    dialect: 'generic',
    trap: 'a listener on numbers, none marked',
    site: numbered,
    browser: true,
  },
  {
    name: 'unknown (scroll)',
    dialect: 'generic',
    trap: 'rows come when the end is seen; no sign of more',
    site: scrolled,
    browser: true,
  },
  { name: 'unknown (comment)', dialect: 'generic', trap: 'the rows stand in a comment', site: commented },
];
