import type { Article } from '../corpus.ts';
import { hasFile, html, json, pagesOf, pdf, type SimFamily, type Site } from '../family.ts';
import { headerBlock, row, shell } from '../markup.ts';
import type { Reply, SimRequest } from '../server.ts';

/* Systems of nobody's making: what leads on is in forms and scripts. */

const pathOf = (one: Article): string => `/xxgk/View/${one.number}.html`;
const fileOf = (one: Article): string => `/xxgk/DownLoad.aspx?id=${one.number}`;
const filesOf = (one: Article): string[] => (hasFile(one) ? [fileOf(one)] : []);

function published(articles: readonly Article[], { path, query }: SimRequest): Reply | null {
  const found = articles.find((one) => pathOf(one) === path);
  const file = articles.find((one) => path === '/xxgk/DownLoad.aspx' && String(one.number) === query.get('id'));
  if (file !== undefined && hasFile(file)) {
    const name = encodeURIComponent(`${file.title}.pdf`);
    return pdf(file, { 'Content-Disposition': `attachment; filename*=UTF-8''${name}` });
  }
  if (found === undefined) return null;
  const attached = hasFile(found) ? `<p>附件：<a href="${fileOf(found)}">附件下载</a></p>` : '';
  return html(
    shell(
      { title: found.title },
      `<h1>${found.title}</h1>${headerBlock(found, 'strong')}<div class="content">${found.body}${attached}</div>`,
    ),
  );
}

/** ASP.NET: each page gives the state that the next must be asked with; without it, page 1 comes. */
function postBackSite(articles: readonly Article[]): Site {
  const pages = pagesOf(articles, 8);
  const list = (number: number): Reply => {
    const state = `<input type="hidden" name="__VIEWSTATE" value="/wEPDwUK${number}=="><input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">`;
    const next =
      number < pages.length
        ? `<a href="javascript:__doPostBack('Pager1','${number + 1}')">下页</a>`
        : '<a disabled="disabled">下页</a>';
    const rows = (pages[number - 1] ?? []).map((one) => row(pathOf(one), one)).join('');
    return html(
      shell(
        { title: '政府信息公开年报' },
        `<form method="post" action="List.aspx?cid=9">${state}<ul>${rows}</ul><div id="Pager1">共 ${articles.length} 行/每页8行 第${number}/${pages.length}页 ${next}</div></form>`,
      ),
    );
  };
  return {
    channel: '/xxgk/List.aspx?cid=9',
    lists: pages.length,
    pathOf,
    filesOf,
    answer: (request) => {
      if (request.path !== '/xxgk/List.aspx') return published(articles, request);
      const { form } = request;
      const wanted = form.get('__EVENTTARGET') === 'Pager1' ? Number(form.get('__EVENTARGUMENT')) : 1;
      return list(form.get('__VIEWSTATE') === `/wEPDwUK${wanted - 1}==` ? wanted : 1);
    },
  };
}

/** A page without rows; its script asks a service, whose size of a page is its own. */
function serviceSite(articles: readonly Article[]): Site {
  const pages = pagesOf(articles, 10);
  return {
    channel: '/xxgk/nb/index.html',
    lists: 1 + pages.length,
    pathOf,
    filesOf,
    answer: (request) => {
      if (request.path === '/xxgk/nb/index.html')
        return html(
          shell(
            { title: '政府信息公开年报' },
            `<div id="app"><a v-for="one in list" :href="one.linkUrl">{{one.title}}</a></div><script>axios.get('/api/visit/count'); new Vue({data:{page:1},methods:{load(){ axios.post('/api/cms/list', {channelId: 1024, pageNo: this.page, pageSize: 15}).then(draw) }}})</script>`,
          ),
        );
      if (request.path !== '/api/cms/list') return published(articles, request);
      const sent = JSON.parse(request.body || '{}') as Record<string, unknown>;
      const list = String(sent.channelId) === '1024' ? (pages[Number(sent.pageNo) - 1] ?? []) : [];
      const records = list.map((one) => ({ title: one.title, linkUrl: pathOf(one), publishTime: one.date }));
      return json({ code: 200, data: { total: articles.length, records } });
    },
  };
}

export const UNKNOWN_FAMILIES: readonly SimFamily[] = [
  { name: 'unknown (postback)', dialect: 'generic', trap: 'ASP.NET state from page to page', site: postBackSite },
  { name: 'unknown (JSON service)', dialect: 'generic', trap: 'the list is called by a script', site: serviceSite },
];
