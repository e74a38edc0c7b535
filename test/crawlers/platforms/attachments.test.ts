import { describe, expect, it } from 'vitest';
import { readAttachments } from '../../../src/crawlers/platforms/detail/attachments.ts';
import { readDetail } from '../../../src/crawlers/platforms/detail/detail.ts';
import { jeecms } from '../../../src/crawlers/platforms/families/jeecms.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';

const URL_OF_PAGE = 'http://www.qx.gov.cn/zwgk/202401/t20240130_1.html';
const inBody = (html: string, outside = '') =>
  readAttachments(
    makePage({ url: URL_OF_PAGE, text: `<body><div id="zoom"><p>年度报告</p>${html}</div>${outside}</body>` }),
    '#zoom',
  );
const urls = (html: string, outside = '') =>
  inBody(html, outside).attachments.map(({ url }) => url.replace('http://www.qx.gov.cn', ''));

describe('files of an article', () => {
  it.each([
    [
      'a TRS file beside the page',
      '<a href="./P020240130512345678901.pdf">附件.pdf</a>',
      '/zwgk/202401/P020240130512345678901.pdf',
    ],
    [
      'a Hanweb redirect',
      '<a href="/module/download/downfile.jsp?classid=0&amp;filename=ab12.pdf"><img src="/icons/pdf.gif">年报.pdf</a>',
      '/module/download/downfile.jsp?classid=0&filename=ab12.pdf',
    ],
    [
      'a link by handler',
      '<a href="javascript:void(0)" onclick="window.open(\'/upload/2024/nb.docx\')">下载</a>',
      '/upload/2024/nb.docx',
    ],
    [
      'a file named in a handler',
      '<a href="#" onclick="downFile(\'/upload/2024/nb.wps\', 3)">下载</a>',
      '/upload/2024/nb.wps',
    ],
    ['a file with a session behind it', '<a href="/u/0.pdf;jsessionid=AB12">年报</a>', '/u/0.pdf;jsessionid=AB12'],
    [
      'an opaque address that the link names',
      '<a href="/sys/res/8a9f0c21">2023年报.pdf（1.2MB）</a>',
      '/sys/res/8a9f0c21',
    ],
    ['an opaque address that its title names', '<a href="/v?id=8" title="年报.docx">查看</a>', '/v?id=8'],
    ['a download by attribute', '<a href="/rest/f/8" download>年报</a>', '/rest/f/8'],
    ['an opaque address behind 附件', '<p>附件：<a href="/rest/f/8812">点击下载</a></p>', '/rest/f/8812'],
    ['a text file', '<a href="nb.txt">附件.txt</a>', '/zwgk/202401/nb.txt'],
    ['an OFD file', '<a href="nb.ofd">附件</a>', '/zwgk/202401/nb.ofd'],
    ['an object by its type', '<object type="application/pdf" data="/show/77"></object>', '/show/77'],
    [
      'a link in a frame without an address',
      '<iframe srcdoc="&lt;a href=&quot;/f/1.pdf&quot;&gt;年报&lt;/a&gt;"></iframe>',
      '/f/1.pdf',
    ],
    [
      'a form that is sent by GET',
      '<form id="d" action="/download.do"><input type="hidden" name="id" value="7"></form><a onclick="d.submit()">下载</a>',
      '/download.do?id=7',
    ],
    [
      'VSB: a file shown by script',
      '<script>showVsbpdfIframe("/__local/A/BC/D.pdf","100%","600","0","","A1B2");</script>',
      '/__local/A/BC/D.pdf',
    ],
    [
      'a pdf.js viewer',
      '<iframe src="/pdfjs/web/viewer.html?file=%2Fupload%2F1.pdf#page=1"></iframe>',
      '/upload/1.pdf',
    ],
    [
      'a viewer with a relative file',
      '<iframe src="../../pdfjs/web/viewer.html?file=..%2F..%2Ffiles%2F1.pdf"></iframe>',
      '/files/1.pdf',
    ],
    ['an embed', '<embed src="nb.pdf" type="application/pdf">', '/zwgk/202401/nb.pdf'],
    ['an object', '<object data="/f/nb.pdf" width="900"></object>', '/f/nb.pdf'],
    [
      'a frame written by script',
      `<script>document.write("<iframe src='./W020240130.pdf' width='100%'></iframe>");</script>`,
      '/zwgk/202401/W020240130.pdf',
    ],
    [
      'a frame set by script, slashes escaped',
      '<script>$("#pdf").attr("src", "\\/files\\/a.pdf?v=2");</script>',
      '/files/a.pdf?v=2',
    ],
    [
      'an eportal array',
      '<script>var fckarr=[]; fckarr[0]={}; fckarr[0].src="/bjdx/2024/1.doc";</script>',
      '/bjdx/2024/1.doc',
    ],
    [
      'an array with the names that are shown',
      '<script>var fj=[{src:"/a/1.doc",name:"清溪县2023年年报.doc"}]; fj[0].title = "x/年报.doc";</script>',
      '/a/1.doc',
    ],
    ["a player's own attribute", '<div class="player" pdfsrc="/files/a.pdf" data-name="a.pdf"></div>', '/files/a.pdf'],
    ['an upper-case extension', "<A HREF='/UPLOAD/NB.PDF'>年报</A>", '/UPLOAD/NB.PDF'],
    ['a name in Chinese', '<a href="/upload/2023年年报.pdf">年报</a>', '/upload/2023%E5%B9%B4%E5%B9%B4%E6%8A%A5.pdf'],
  ])('%s', (_, html, url) => {
    expect(urls(html)).toEqual([url]);
  });

  it('stand below the text too, and in a box for attachments', () => {
    expect(
      urls(
        '',
        '<ul><li>附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=9">财政局</a>】已下载</li></ul>',
      ),
    ).toEqual(['/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=9']);
    expect(urls('', '<div class="fujian"><a href="/f/1.xls">表一</a></div>')).toEqual(['/f/1.xls']);
  });

  it('are not those of the frame, of comments, or of other articles', () => {
    expect(
      urls(
        '',
        '<div class="footer"><a href="/help.pdf">使用帮助</a></div><ul class="related"><li><a href="/x/gg.pdf">招标公告</a></li></ul>',
      ),
    ).toEqual([]);
    expect(urls('<script>// var old = "/old/1.pdf";\n/* "/old/2.pdf" */</script>')).toEqual([]);
  });

  it('are named by their link, or by what stands around a link that only says 下载', () => {
    const { attachments } = inBody(
      '<p>清溪县2023年年报.pdf <a href="/f/1.pdf">点击下载</a></p><a href="/f/2.pdf" title="附件2：统计表">附件</a>',
    );
    expect(attachments.map(({ name }) => name)).toEqual(['清溪县2023年年报.pdf', '附件2：统计表']);
  });
});

describe('pictures', () => {
  const picture =
    '<img src="./W020240130_1.jpg"><img src="/images/icon_pdf.gif"><img src="/ewm.png" alt="二维码"><img src="s.png" width="40" height="40">';
  it('are the report where the text has no table', () => {
    expect(urls(picture)).toEqual(['/zwgk/202401/W020240130_1.jpg']);
  });
  it('are charts where it has', () => {
    expect(urls(`<table><tr><td>一、本年新收政府信息公开申请数量</td></tr></table>${picture}`)).toEqual([]);
  });
});

it('an HTML frame in the article is where the content is; statistics and hidden frames are not', () => {
  const { embedded } = inBody(
    '<iframe src="/nb/2023/content.html"></iframe><iframe src="/count/tongji.jsp"></iframe><iframe src="/x.html" style="display:none"></iframe>',
  );
  expect(embedded).toEqual(['http://www.qx.gov.cn/nb/2023/content.html']);
});

it('resolves against <base href>', () => {
  const page = makePage({
    url: URL_OF_PAGE,
    text: '<head><base href="http://file.qx.gov.cn/up/"></head><body><div id="zoom"><p>年度报告全文如下所附</p><a href="1.pdf">年报</a></div></body>',
  });
  expect(readDetail(page).attachments).toEqual([{ url: 'http://file.qx.gov.cn/up/1.pdf', name: '年报' }]);
});

it('JEECMS: a file is sent for the key that a service gives', () => {
  const url = 'http://www.qx.gov.cn/zfxxgknb/1234.jhtml';
  const text =
    '<div class="txt">全文见附件。</div><a id="attach0" href="">年报</a><script>Cms.attachment("/cms","1234","1","attach");</script>';
  const [keys] = jeecms.detail(makePage({ url, text })).embedded;
  expect(keys).toBe('http://www.qx.gov.cn/cms/attachment_url.jspx?cid=1234&n=1');
  expect(jeecms.files?.(makePage({ url: keys ?? '', text: '["&t=17&k=ab"]' }))).toMatchObject([
    { url: 'http://www.qx.gov.cn/cms/attachment.jspx?cid=1234&i=0&t=17&k=ab' },
  ]);
  expect(jeecms.files?.(makePage({ url, text: '[]' }))).toBeNull();
});

describe('what is no file of the article', () => {
  it.each([
    ['a search', '<form action="/file/search"><input name="q"></form>'],
    ['the next page behind 附件', '<p>附件：<a href="/zwgk/2.html">查看</a></p>'],
    ['a link of many words', '<p>附件：<a href="/rest/f/8812">关于印发政务公开工作要点的通知</a></p>'],
  ])('%s', (_, html) => expect(urls(html)).toEqual([]));

  it('a form sent by POST keeps its fields', () => {
    const form =
      '<form name="f1" method="post" action="/down.do"><input type="hidden" name="id" value="7"><input type="hidden" name="k" value="a b"></form>';
    const link = '<a href="javascript:document.f1.submit()">2023年报下载</a>';
    expect(inBody(form + link).attachments).toEqual([
      { url: 'http://www.qx.gov.cn/down.do', name: '2023年报下载', form: 'id=7&k=a+b' },
    ]);
  });
});
