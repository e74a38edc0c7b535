import type { Article } from '../corpus.ts';
import { hasFile, html, pagesOf, pdf, type SimFamily, type Site } from '../family.ts';
import { metaBlock, row, shell } from '../markup.ts';
import type { SimRequest } from '../server.ts';
import { type StaticSystem, staticSite, trs, ucap } from './static-sites.ts';

/** A channel that holds no reports but channels: one a year, and one for departments. */
function treeSite(articles: readonly Article[]): Site {
  const root = '/zwgk/zfxxgk/zfxxgknb/';
  const newest = articles[0]?.date.slice(0, 4) ?? '';
  const branches = [
    {
      name: `${Number(newest) - 1}年`,
      folder: `${root}${newest}nb/`,
      holds: (one: Article) => one.date.startsWith(newest),
    },
    { name: '往年报告', folder: `${root}wn/`, holds: () => false },
    { name: '政府部门', folder: `${root}bm/`, holds: (one: Article) => !one.date.startsWith(newest) },
  ];
  const sites = branches.map(({ folder, holds }) => {
    const rename = (path: string): string => path.replace(root, folder);
    const system: StaticSystem = {
      ...trs,
      channel: folder,
      pageName: (number, pages) => rename(trs.pageName(number, pages)),
      pathOf: (one) => rename(trs.pathOf(one)),
      fileOf: (one) => rename(trs.fileOf(one)),
      list: (shown) =>
        `<ul>${shown.map((one) => row(rename(trs.pathOf(one)).replace(folder, './'), one)).join('')}</ul>`,
    };
    return { holds, site: staticSite(system, articles.filter(holds)) };
  });
  const of = (one: Article): Site => (sites.find(({ holds }) => holds(one)) ?? sites[0])?.site as Site;
  return {
    channel: root,
    lists: 1 + sites.reduce((sum, { site }) => sum + Math.max(1, site.lists), 0) - 1,
    pathOf: (one) => of(one).pathOf(one),
    filesOf: (one) => of(one).filesOf(one),
    answer: (request) => {
      if (request.path !== root)
        return sites.map(({ site }) => site.answer(request)).find((reply) => reply !== null) ?? null;
      const links = [branches[0], branches[2]].map(
        (branch) => `<li><a href="${branch?.folder.replace(root, './')}">${branch?.name}</a></li>`,
      );
      return html(shell({ title: '政府信息公开年报' }, `<ul class="tree">${links.join('')}</ul>`));
    },
  };
}

/** Between the first page and the others somebody publishes a notice: every row moves down by one. */
function shiftingSite(articles: readonly Article[]): Site {
  const [first] = articles;
  const notice: Article | undefined = first && {
    ...first,
    number: 900,
    title: '清溪县政府信息公开指南',
    form: 'page',
    report: null,
  };
  const before = staticSite(trs, articles);
  const after = staticSite(trs, notice ? [notice, ...articles] : articles);
  let asked = false;
  return {
    ...after,
    answer: (request) => {
      const site = asked ? after : before;
      asked = true;
      return site.answer(request);
    },
  };
}

/** No system that anybody knows: no pager, pages by a folder; the usual guesses answer with another channel. */
function unknownSite(articles: readonly Article[]): Site {
  const pages = pagesOf(articles, 10);
  const pathOf = (one: Article): string => `/doc/${one.date.replace(/-/g, '/')}/${one.number}.shtml`;
  const fileOf = (one: Article): string => `/upfile/${one.number}.pdf`;
  const other = html(
    shell(
      { title: '通知公告', at: '通知公告' },
      `<ul>${[1, 2, 3, 4, 5].map((n) => `<li><a href="/tzgg/2024/${n}.shtml">清溪县关于事项${n}的通知</a><span>2024-05-0${n}</span></li>`).join('')}</ul>`,
    ),
  );
  const list = (number: number) =>
    html(
      shell(
        { title: '政府信息公开年报' },
        `<ul class="news">${(pages[number - 1] ?? []).map((one) => row(pathOf(one), one)).join('')}</ul>`,
      ),
    );
  return {
    channel: '/nianbao/list.shtml',
    // The last page repeats for ever; that it does costs one more.
    lists: pages.length + 1,
    pathOf,
    filesOf: (one) => (hasFile(one) ? [fileOf(one)] : []),
    answer: ({ path }: SimRequest) => {
      if (path === '/nianbao/list.shtml') return list(1);
      const number = Number(/^\/nianbao\/list_(\d+)\.shtml$/.exec(path)?.[1] ?? 0);
      if (number === 1) return other;
      if (number > 1) return list(Math.min(number, pages.length));
      const found = articles.find((one) => pathOf(one) === path);
      if (found)
        return html(
          shell(
            { title: found.title, meta: metaBlock(found) },
            `<h1>${found.title}</h1><div class="content">${found.body}${hasFile(found) ? `<p>附件：<a href="${fileOf(found)}">年报</a></p>` : ''}</div>`,
          ),
        );
      const file = articles.find((one) => hasFile(one) && fileOf(one) === path);
      return file ? pdf(file) : null;
    },
  };
}

/** The channel's address shows a shell that sends on; behind it a page with nothing but a frame. */
function framedSite(articles: readonly Article[]): Site {
  const inner = staticSite(trs, articles);
  return {
    ...inner,
    channel: '/nb/index.html',
    lists: inner.lists + 2,
    answer: (request) => {
      if (request.path === '/nb/index.html')
        return html(
          '<html><head><meta http-equiv="refresh" content="0; url=/nb/frame.html"></head><body></body></html>',
        );
      if (request.path === '/nb/frame.html')
        return html(
          shell({ title: '政府信息公开年报' }, `<iframe src="${inner.channel}" width="100%" height="900"></iframe>`),
        );
      return inner.answer(request);
    },
  };
}

const low: StaticSystem = {
  ...ucap,
  // The pager was made when the list was shorter.
  pager: (number) => `<script>createPageHTML('page_div',1, ${number},'xlist','shtml',6);</script>`,
  after: 'missing',
};

export const STRUCTURE_FAMILIES: readonly SimFamily[] = [
  { name: 'trs (years and departments)', dialect: 'generic', trap: 'channels below the channel', site: treeSite },
  { name: 'trs (shifting)', dialect: 'trs', trap: 'a notice is published between two pages', site: shiftingSite },
  { name: 'trs (shell and frame)', dialect: 'generic', trap: 'meta refresh, then a frame', site: framedSite },
  {
    name: 'ucap (total too low)',
    dialect: 'ucap',
    trap: 'the pager ends before the list',
    site: (articles) => staticSite(low, articles),
  },
  {
    name: 'unknown system',
    dialect: 'generic',
    trap: 'a guess answers another channel; the last page repeats',
    site: unknownSite,
  },
];
