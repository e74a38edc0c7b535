import type { Article } from '../corpus.ts';
import { hasFile, html, json, pagesOf, pdf, type SimFamily, type Site } from '../family.ts';
import { headerBlock, row, shell } from '../markup.ts';
import type { Reply, SimRequest } from '../server.ts';

/* Reports whose pages show nothing to a plain request: what a browser was opened for, and mostly waited in vain. */

const CHANNEL = '/gk/nb/list.html';
const SERVICE = '/api/article/list';
const pathOf = (one: Article): string => `/gk/nb/${one.number}.html`;
const fileOf = (one: Article): string => `/gk/files/${one.number}.pdf`;
const APP: Reply = { type: 'text/javascript', body: 'var started = 1;' };

interface EmptyPages {
  /** What stands below the title of a report. */
  content(article: Article): string;
  /** The file that goes with it, if anybody names one. */
  readonly hasFile?: (article: Article) => boolean;
  readonly script?: string;
  /** The list is had from a service that names the files, in place of a page. */
  readonly service?: boolean;
}

function site({ content, script, service, ...parts }: EmptyPages): (articles: readonly Article[]) => Site {
  const filed = parts.hasFile ?? hasFile;
  return (articles) => ({
    channel: CHANNEL,
    lists: service ? 1 + pagesOf(articles, 10).length : 1,
    pathOf,
    filesOf: (one) => (filed(one) ? [fileOf(one)] : []),
    answer: (request) => {
      const { path } = request;
      if (path === CHANNEL) return html(shell({ title: '政府信息公开年报' }, service ? CALL : listOf(articles)));
      if (path === SERVICE && service) return rowsOf(articles, request);
      if (path === '/js/app.js') return script === undefined ? APP : { ...APP, body: script };
      const file = articles.find((one) => path === fileOf(one));
      if (file !== undefined && filed(file)) return pdf(file);
      const found = articles.find((one) => path === pathOf(one));
      if (found === undefined) return null;
      const head = `<h1>${found.title}</h1>${headerBlock(found, 'strong')}`;
      const body = `${head}<div class="content">${content(found)}</div><script src="/js/app.js"></script>`;
      return html(shell({ title: found.title }, body));
    },
  });
}

const listOf = (articles: readonly Article[]): string =>
  `<ul>${articles.map((one) => row(pathOf(one), one)).join('')}</ul><p>共${articles.length}条</p>`;

const CALL = `<ul id="rows"></ul><script>axios.get('${SERVICE}', { params: { columnId: 12, pageNum: 1, pageSize: 10 } }).then(draw);</script>`;

function rowsOf(articles: readonly Article[], { query }: SimRequest): Reply {
  const rows = pagesOf(articles, 10)[Number(query.get('pageNum')) - 1] ?? [];
  const records = rows.map((one) => ({
    title: one.title,
    url: pathOf(one),
    publishTime: one.date,
    attachments: hasFile(one) ? [{ fileName: `${one.title}.pdf`, fileUrl: fileOf(one) }] : [],
  }));
  return json({ code: 200, data: { total: query.get('columnId') === '12' ? articles.length : 0, records } });
}

const linked = (one: Article): string => `<p>附件：<a href="${fileOf(one)}">${one.title}.pdf</a></p>`;
const SEE_FILE = '<p>见附件。</p><div id="files"></div>';
const isAlone = ({ form }: Article): boolean => form === 'file';

/** The report stands in the data of its page, in the characters' numbers. */
const asData = (one: Article): string => {
  const data = JSON.stringify({ title: one.title, content: one.body }).replace(/</g, '\\u003c');
  const ascii = data.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `<div id="app"></div><script>window._CONFIG = ${ascii};</script>`;
};

const LINKING = `var number = /(\\d+)\\.html$/.exec(location.pathname), box = document.getElementById('files');
if (box) box.innerHTML = '<p>附件：<a href="/gk/files/' + number[1] + '.pdf">年度报告.pdf</a></p>';`;

export const EMPTY_FAMILIES: readonly SimFamily[] = [
  {
    name: 'unknown (text in JSON)',
    dialect: 'generic',
    trap: 'the text stands in the page’s _CONFIG',
    fileEvery: 0,
    site: site({ content: asData }),
  },
  {
    name: 'unknown (files in the service)',
    dialect: 'generic',
    trap: 'pages say 见附件; the list’s service names the files',
    fileEvery: 3,
    site: site({ content: (one) => (isAlone(one) ? SEE_FILE : one.body), service: true }),
  },
  {
    name: 'unknown (见附件, linked by a script)',
    dialect: 'generic',
    trap: 'a script adds the link to the file',
    fileEvery: 5,
    browser: true,
    site: site({
      content: (one) => (isAlone(one) ? SEE_FILE : `${one.body}${hasFile(one) ? linked(one) : ''}`),
      script: LINKING,
    }),
  },
  {
    name: 'unknown (见附件, no file)',
    dialect: 'generic',
    trap: 'half of the reports say 见附件 and have none',
    fileEvery: 1,
    isLost: isAlone,
    site: site({ content: (one) => (isAlone(one) ? SEE_FILE : one.body), hasFile: () => false }),
  },
];
