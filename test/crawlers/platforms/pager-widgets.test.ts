import { describe, expect, it } from 'vitest';
import { subChannels } from '../../../src/crawlers/platforms/page/channels.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';
import { unreadTab } from '../../../src/crawlers/platforms/page/tabs.ts';
import { nextStep } from '../../../src/crawlers/platforms/paging/next-step.ts';
import { scriptedPages } from '../../../src/crawlers/platforms/paging/script-pager.ts';
import { readTotals } from '../../../src/crawlers/platforms/paging/totals.ts';
import { listCalls } from '../../../src/crawlers/platforms/service/api-calls.ts';
import { secondCall } from '../../../src/crawlers/platforms/service/api-list.ts';
import { readPageScript } from '../../../src/crawlers/platforms/service/page-script.ts';

const URL = 'http://www.qx.gov.cn/nb/';
const page = (html: string, scripts = '') => makePage({ url: URL, text: `<html><body>${html}</body></html>`, scripts });
const script = (code: string) => page(`<script>${code}</script>`);

describe("pagers of other people's libraries", () => {
  it.each([
    [
      'kkpager',
      `kkpager.generPageHtml({pno:1,total:3,hrefFormer:'list',hrefLatter:'.html',getLink:function(n){return this.hrefFormer+"_"+n+this.hrefLatter;}});`,
      'list_2.html',
    ],
    [
      'bootstrap-paginator',
      `$('#p').bootstrapPaginator({currentPage:1,totalPages:3,pageUrl:function(type,page,current){return "/nb/?pg="+page;}});`,
      '?pg=2',
    ],
    [
      'laypage',
      `laypage({cont:'p',pages:3,jump:function(e,first){if(!first){location.href='?page='+e.curr;}}});`,
      '?page=2',
    ],
    ['jquery.pagination', `$("#p").pagination(43,{items_per_page:15,link_to:'list_p__id__.html'});`, 'list_p2.html'],
    ['one that writes its links', `h+='<a href="/nb/pn-'+i+'-x.html">'+i+'</a>';`, 'pn-2-x.html'],
  ])('%s', (_, code, address) => {
    expect(scriptedPages(script(code), 2)).toContain(new globalThis.URL(address, URL).href);
  });

  it('say how many pages there are', () => {
    expect(readTotals(script('kkpager.generPageHtml({pno : 1, total : 3, totalRecords : 43});')).pages).toBe(3);
    expect(readTotals(page('<div class="pg"><em>2</em>/<em>7</em></div>'))).toMatchObject({ pages: 7, current: 2 });
    expect(readTotals(page('<span>2024/01</span><p>1/2的职工</p>')).pages).toBeUndefined();
    expect(readPageScript(script(`Pager({size:6, current:0, prefix:'index', suffix:'html'});`))).toMatchObject({
      pages: 6,
      current: 0,
      stem: 'index',
      extension: 'html',
    });
  });
});

describe('what leads to page 2', () => {
  it('a button that sends its form by its name', () => {
    const form = `<form method="post" action="List.aspx"><input type="hidden" name="__VIEWSTATE" value="x"><input type="submit" name="btnPrev" value="上一页" disabled><input type="submit" name="btnNext" value="下一页"></form>`;
    expect(nextStep(page(form), 2)).toMatchObject({
      method: 'POST',
      body: '__VIEWSTATE=x&btnNext=%E4%B8%8B%E4%B8%80%E9%A1%B5',
    });
    expect(nextStep(page(form.replace('value="下一页"', 'value="下一页" disabled')), 2)).toBeNull();
  });

  it('a box of numbers that calls a function', () => {
    const box = `<select onchange="jump(this.value)"><option value="1" selected>1</option><option value="2">2</option></select><script>function jump(n){location.href='/nb/?no='+n;}</script>`;
    expect(nextStep(page(box), 2)).toEqual({ url: `${URL}?no=2` });
    expect(nextStep(page(box), 3)).toBeNull();
  });

  it('a control whose words are spaced out, or a picture', () => {
    expect(nextStep(page('<a href="?n=2"><span>下&nbsp;一&nbsp;页</span></a>'), 2)).toEqual({ url: `${URL}?n=2` });
    expect(nextStep(page('<a href="?n=2"><img src="/img/next.gif"></a>'), 2)).toEqual({ url: `${URL}?n=2` });
    expect(nextStep(page('<a href="?n=2"><img src="/img/next_gray.gif"></a>'), 9)).toBeNull();
  });

  it('a function that stands in a script of its own', () => {
    const control = '<a href="javascript:gotoPage(2)">下一页</a>';
    const code = 'function gotoPage(n){ window.location.href = "/nb/list.jsp?pageNo=" + n + "&cid=77"; }';
    expect(nextStep(page(control), 2)).toBeNull();
    expect(nextStep(page(control, code), 2)).toEqual({ url: `${URL}list.jsp?pageNo=2&cid=77` });
  });
});

describe('services that a page asks', () => {
  const urls = (code: string) =>
    listCalls(script(code)).map(({ url, body }) => (body === undefined ? url : `${url} ${body}`));

  it('with numbers that only the running page knows', () => {
    expect(urls(`$.get('/api/nb/list', {page: obj.curr, limit: obj.limit}, f);`)).toEqual([
      'http://www.qx.gov.cn/api/nb/list?page=1&limit=15',
    ]);
    expect(urls(`var page = 0; axios.get('/api/articles', { params: { channel: 'nb', page: page } });`)).toEqual([
      'http://www.qx.gov.cn/api/articles?channel=nb&page=0',
    ]);
    expect(
      urls(
        `$('#p').pagination({dataSource:'/api/query', pageSize: 15, alias:{pageNumber:'pageNum',pageSize:'limit'}})`,
      ),
    ).toEqual(['http://www.qx.gov.cn/api/query?pageNum=1&limit=15']);
    expect(urls(`$("#l").load("/nb/data.html?pageIndex=" + (i+1));`)).toEqual([
      'http://www.qx.gov.cn/nb/data.html?pageIndex=1',
    ]);
  });

  it('are asked for their second page where the first is known', () => {
    const [call] = listCalls(script(`$.get('/api/nb/list', {page: 1}, f);`));
    expect(call && secondCall(call)?.url).toBe('http://www.qx.gov.cn/api/nb/list?page=2');
    expect(secondCall({ url: 'http://www.qx.gov.cn/api/nb/list', page: 1 })).toBeNull();
  });
});

describe('channels below', () => {
  const channels = (html: string) => subChannels(page(html), [], /(?!)/);

  it('organs in a box, and in a tree that a script draws', () => {
    const box = `<select id="org" onchange="go()"><option value="">请选择单位</option><option value="1">清溪县教育局</option></select><script>function go(){ var v = document.getElementById('org').value; location.href = '?org=' + v; }</script>`;
    expect(channels(box)).toEqual([{ url: `${URL}?org=1`, title: '清溪县教育局' }]);
    const tree = `<script>var zNodes = [{id:1,pId:0,name:"县政府部门",open:true},{id:2,pId:1,name:"教育局",url:"/nb/jyj/"}];</script>`;
    expect(channels(tree)).toEqual([{ url: `${URL}jyj/`, title: '教育局' }]);
  });

  const tabs = `<a href="javascript:load('2024')">2024年</a><a href="javascript:load('2021')">2021年</a>`;

  it('years that a script loads: by what it asks for, or not whole', () => {
    const asks = `${tabs}<script>function load(y){$.get('/nb/byYear',{y:y},show)}</script>`;
    expect(channels(asks).map(({ url }) => url)).toEqual([`${URL}byYear?y=2024`, `${URL}byYear?y=2021`]);
    const row = { url: `${URL}1.html`, title: '清溪县教育局2024年政府信息公开工作年度报告' };
    expect(unreadTab(page(asks), [row])).toBeNull();
    expect(unreadTab(page(tabs), [row])).toBe('a script loads the rows of 2021年');
    const shown = { url: `${URL}2.html`, title: '清溪县教育局2021年政府信息公开工作年度报告' };
    expect(unreadTab(page(tabs), [row, shown])).toBeNull();
  });

  it('groups of organs that a script loads; none where all stand in the page', () => {
    const groups = `<a href="javascript:tab(1)">县直部门</a><a href="javascript:tab(2)">乡镇街道</a>`;
    const asks = `${groups}<script>function tab(k){fetch("/tab"+k+".html").then(show)}</script>`;
    expect(channels(asks)).toEqual([
      { url: 'http://www.qx.gov.cn/tab1.html', title: '县直部门' },
      { url: 'http://www.qx.gov.cn/tab2.html', title: '乡镇街道' },
    ]);
    const unclear = `${groups}<script>function tab(k){fetch(addresses[k]).then(show)}</script>`;
    expect(unreadTab(page(unclear), [])).toBe('a script loads the rows of 县直部门');
    const shows = `${groups}<script>function tab(k){document.getElementById('t'+k).style.display='block'}</script>`;
    expect([channels(shows), unreadTab(page(shows), [])]).toEqual([[], null]);
  });
});
