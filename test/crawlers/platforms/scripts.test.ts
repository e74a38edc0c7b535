import { describe, expect, it } from 'vitest';
import { detectDialect, dialectByKey } from '../../../src/crawlers/platforms/index.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';
import { readRows } from '../../../src/crawlers/platforms/page/rows.ts';

const CHANNEL = 'http://www.qx.gov.cn/zwgk/nb/';
const FULL = '清溪县财政局2023年政府信息公开工作年度报告';
const page = (text: string, url = CHANNEL) => makePage({ url, text });
const row = (number: number) =>
  `<li><a href="./202401/t20240130_${number}.shtml">${FULL}</a><span>2024-01-30</span></li>`;

/** The list of a channel as its own dialect reads it. */
function listed(text: string, url = CHANNEL, key?: string) {
  const channel = page(text, url);
  const dialect = key === undefined ? detectDialect(channel).dialect : dialectByKey(key);
  if (dialect === null) throw new Error(`no dialect ${key}`);
  return { key: dialect.key, ...dialect.list(channel, { channel: url, request: { url, page: 1 } }) };
}

describe('a pager that a script draws', () => {
  it.each([
    ['counted from 0', 'createPageHTML(3, 0, "index", "shtml");', 'trs', ['index_1.shtml', 'index_2.shtml']],
    ['counted from 1', "createPageHTML(3, 1, 'index', 'shtml');", 'trs', ['index_2.shtml', 'index_1.shtml']],
    [
      'into a box, from 0',
      "createPageHTML('pages', 3, 0, 'index', 'shtml', 40, '');",
      'trs',
      ['index_1.shtml', 'index_2.shtml'],
    ],
    [
      'into a box, from 1',
      "createPageHTML('page_div',3, 1,'xlist','shtml',40);",
      'ucap',
      ['xlist_2.shtml', 'xlist_1.shtml'],
    ],
    [
      'with variables, the name put together',
      'var currentPage = 0;//所在页从0开始\nvar countPage = 3//共多少页\ndocument.write("<a href=\\"index"+"_" + i + "."+"htm\\">"+(i+1)+"</a>");',
      'trs',
      ['index_1.htm', 'index_2.htm'],
    ],
    [
      'with variables alone: the extension of the articles',
      'var currentPage = 0; var countPage = 3;',
      'trs',
      ['index_1.shtml', 'index_2.shtml'],
    ],
  ])('%s', (_, script, key, files) => {
    const found = listed(`<ul>${row(1)}${row(2)}</ul><script>${script}</script>`);
    expect(found.key).toBe(key);
    const [next] = found.next;
    expect([next?.url, ...(next?.alternatives ?? []).map(({ url }) => url)]).toEqual(
      files.map((file) => CHANNEL + file),
    );
  });
});

describe('rows that a script writes', () => {
  it.each([
    ['whole links', `document.write('<li><a href="./1.html" target="_blank">${FULL}</a></li>2024-01-30');`],
    [
      'arrays',
      `urls[0]='./1.html';headers[0]="${FULL}";year[0]='2024';month[0]='01';day[0]='30';document.write('<a href="'+urls[i]+'">'+headers[i]+'</a>');`,
    ],
    ['records', `var list = [{"title":"${FULL}","url":"\\/zwgk\\/nb\\/1.html","date":"2024-01-30 10:00"}];`],
  ])('%s', (_, script) => {
    expect(readRows(page(`<body><script>${script}</script></body>`))).toMatchObject([
      { url: `${CHANNEL}1.html`, title: FULL, date: '2024-01-30', frame: false },
    ]);
  });

  it.each([
    `<li onclick="window.open('./1.html')"><a href="javascript:void(0);" title="${FULL}">${FULL}</a><em>2024-01-30</em></li>`,
    `<li onclick="openInfo('/zwgk/nb/1.html')"><p>${FULL}</p><span>2024-01-30</span></li>`,
  ])('click handlers of the row', (html) => {
    expect(readRows(page(`<ul>${html}</ul>`))).toMatchObject([{ url: `${CHANNEL}1.html`, title: FULL }]);
  });

  it('gives no row the date of its neighbour', () => {
    const item = (id: number, day: string) =>
      `<li onclick="window.open('./${id}.html')"><a href="javascript:void(0);">清溪县财政局${2020 + id}年政府信息公开工作年度报告</a><em>${day}</em></li>`;
    const rows = readRows(page(`<ul>${item(1, '01-29')}${item(2, '01-12')}</ul>`));
    expect(rows.map(({ url, date }) => [url, date])).toEqual([
      [`${CHANNEL}1.html`, undefined],
      [`${CHANNEL}2.html`, undefined],
    ]);
  });

  it('leaves pagers and menus alone', () => {
    const code = `document.write("<a href=\\"index_1.html\\">下一页</a>"); var menu=[{name:"首页",url:"/index.html"}];`;
    expect(readRows(page(`<script>${code}</script>`))).toEqual([]);
  });
});

it('follows links of the same host in the scheme that the page came by', () => {
  const rows = readRows(
    page('<a href="https://www.qx.gov.cn/a/1.html">清溪县年报</a><a href="https://qx.gov.cn/2.html">另一条年报</a>'),
  );
  expect(rows.map(({ url }) => url)).toEqual(['http://www.qx.gov.cn/a/1.html', 'https://qx.gov.cn/2.html']);
});

describe('a call of the WAS search', () => {
  it('is put together from its parts', () => {
    const found = listed(
      '<script>var pageSize=15; $.getJSON("/was5/web/search?channelid=9&classsql=chnlid%3D77&prepage="+pageSize+"&page="+n)</script>',
    );
    expect(found).toMatchObject({ key: 'was', items: [] });
    const { searchParams } = new URL(found.next[0]?.url ?? '');
    expect(Object.fromEntries(searchParams)).toEqual({
      channelid: '9',
      classsql: 'chnlid=77',
      prepage: '15',
      page: '1',
    });
  });

  it('goes to the gateway as a form, where the page names channel and query', () => {
    const script = `new Pager({url:'/fjdzapp/search',recordCount:'41',data:{channelid:'229105',classsql:'chnlid=4910',sortfield:'-docreltime'}})`;
    const found = listed(`<ul>${row(1)}</ul><script>${script}</script>`);
    expect(found).toMatchObject({ key: 'was', items: [{ title: FULL }], announcedItems: 41 });
    const [next] = found.next;
    expect(next).toMatchObject({ url: 'http://www.qx.gov.cn/fjdzapp/search', method: 'POST', tentative: true });
    expect(Object.fromEntries(new URLSearchParams(next?.body))).toMatchObject({
      channelid: '229105',
      classsql: 'chnlid=4910',
      page: '1',
    });
    expect(new URLSearchParams(next?.alternatives?.[0]?.body).get('page')).toBe('2');
  });

  it('goes to a gateway that a script of all lists names, with what this page says', () => {
    const text = `<ul>${row(1)}</ul><script>initList({chnlid: 4910, channelid:'229105', pagebar:{recordCount:'41'}})</script>`;
    const scripts = "$.post('/fjdzapp/search',{channelid:m.channelid,classsql:'chnlid='+m.chnlid,page:p},draw)";
    const list = makePage({ url: CHANNEL, text, scripts });
    const { dialect } = detectDialect(list);
    const [next] = dialect.list(list, { channel: CHANNEL, request: { url: CHANNEL, page: 1 } }).next;
    expect(next).toMatchObject({ url: 'http://www.qx.gov.cn/fjdzapp/search', method: 'POST', tentative: true });
    expect(Object.fromEntries(new URLSearchParams(next?.body))).toMatchObject({
      channelid: '229105',
      classsql: 'chnlid=4910',
    });
  });

  it('is only offered by a page with rows and a pager of its own', () => {
    const search =
      '<script>var u="/was5/web/search?channelid=9&classsql=chnlid=77";createPageHTML(3,0,"index","html");</script>';
    expect(listed(`<ul>${row(1)}</ul>${search}`).key).toBe('trs');
    expect(listed(search).key).toBe('was');
  });

  it('may be answered in XML', () => {
    const xml = `<?xml version="1.0"?><results><count>30</count><item><title><![CDATA[${FULL}]]></title><url><![CDATA[/zwgk/1.htm]]></url><pubtime>2024-01-30 09:00</pubtime></item></results>`;
    const found = listed(xml, 'http://www.qx.gov.cn/was5/web/search?channelid=9&page=1');
    expect(found.items).toEqual([{ url: 'http://www.qx.gov.cn/zwgk/1.htm', title: FULL, date: '2024-01-30' }]);
    expect(found.next[0]?.url).toContain('page=2');
  });
});

describe('Hanweb lists', () => {
  const record = (channel: number, id: number) =>
    `<record><![CDATA[<li><a href="/art/2024/1/30/art_${channel}_${id}.html">${FULL}</a><span>2024-01-30</span></li>]]></record>`;
  const unit = (channel: number, unitid: number) =>
    `<script type="text/xml"><datastore><nextgroup></nextgroup><recordset>${record(channel, 1)}${record(channel, 2)}</recordset></datastore></script>
<script>$('#${unitid}').jpage({totalRecord:9,perPage:2,proxyUrl:'/module/web/jpage/dataproxy.jsp',ajaxParam:{webid:1,columnid:${channel},unitid:${unitid}}});</script>`;

  it('reads and asks for the list of its own channel only', () => {
    const found = listed(unit(99, 7) + unit(83, 8), 'http://www.qx.gov.cn/col/col83/index.html');
    expect(found.items.map(({ url }) => url)).toEqual([
      'http://www.qx.gov.cn/art/2024/1/30/art_83_1.html',
      'http://www.qx.gov.cn/art/2024/1/30/art_83_2.html',
    ]);
    expect(found.next.map(({ url }) => new URL(url).searchParams.get('unitid'))).toEqual(['8']);
    expect(found.announcedItems).toBe(9);
  });

  it('is told from the units of JPaaS by its rows', () => {
    const service =
      '<script src="/x/unitbuild.js" url="/api-gateway/jpaas-publish-server/front/page/build/unit"></script>';
    expect(listed(unit(83, 8) + service, 'http://www.qx.gov.cn/col/col83/index.html').key).toBe('jpage');
    const empty = '<script type="text/xml"><datastore><recordset></recordset></datastore></script>';
    expect(listed(empty + service, 'http://www.qx.gov.cn/col/col83/index.html').key).toBe('jpaas');
  });

  const LOAD = `<script>loadDynamic('/module/xxgk/search.jsp?infotypeId='+a+'&vc_title='+encodeURI(b)+'&area=1122', 'div4', '0','0','950','3096','','');</script>`;

  it('takes the type from the address, the site from the call', () => {
    const [next] = listed(LOAD, 'http://www.qx.gov.cn/col/col8/index.html?number=Y001').next;
    const form = Object.fromEntries(new URLSearchParams(next?.body));
    expect(form).toMatchObject({ infotypeId: 'Y001', divid: 'div4', jdid: '3096', currpage: '1' });
  });

  it('asks the catalogue for the type of annual reports, and does without where there is none', () => {
    const frame = '<iframe src="/module/xxgk/tree.jsp?standardXxgk=1&amp;area=1122&amp;divid=div4"></iframe>';
    const [tree] = listed(frame + LOAD, 'http://www.qx.gov.cn/col/col8/index.html').next;
    expect(tree?.url).toBe('http://www.qx.gov.cn/module/xxgk/tree.jsp?standardXxgk=1&area=1122&divid=div4');
    expect(tree?.alternatives?.[0]?.url).toContain('/module/xxgk/search.jsp');
    const xxgk = dialectByKey('xxgk');
    const answer = (html: string) => {
      const url = tree?.url ?? '';
      const request = { url, page: 1, ...(tree?.state && { state: tree.state }) };
      const [next] = xxgk?.list(page(html, url), { channel: CHANNEL, request }).next ?? [];
      return new URLSearchParams(next?.body).get('infotypeId');
    };
    expect(
      answer(`<a onclick="funclick('A01','x');">指南</a><a onclick="funclick('A05','x');">政府信息公开年报</a>`),
    ).toBe('A05');
    expect(answer(`<script>d.add(5,0,'政府信息公开年报','javascript:funclick(\\'A06\\')');</script>`)).toBe('A06');
    expect(answer('<a onclick="funclick(\'A01\');">指南</a>')).not.toMatch(/A\d/);
  });

  it('asks a JPaaS unit for its second page where the page holds the first', () => {
    const article = (id: string) => `<li><a href="/zwgk/nb/art/2024/art_${id.repeat(32)}.html">${FULL}</a></li>`;
    const script = `<script src="/x/unitbuild.js" url="/api-gateway/jpaas-publish-server/front/page/build/unit" queryData="{'webId':'1','pageId':'2','tplSetId':'3','tagId':'列表'}"></script>`;
    const [next] = listed(`<ul>${article('a')}${article('b')}</ul>${script}`).next;
    expect(next?.tentative).toBe(true);
    const second = new URL(next?.alternatives?.[0]?.url ?? '');
    expect(JSON.parse(second.searchParams.get('paramJson') ?? '{}')).toEqual({ pageNo: 2, pageSize: 2 });
  });
});
