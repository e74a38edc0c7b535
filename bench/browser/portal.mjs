import http from 'node:http';
import { ENCODINGS } from '../../dist/sample/encode.js';
import { layoutNamed, renderReport } from '../../dist/sample/render.js';
import { generateReport } from '../../dist/sample/report.js';

const ROWS_A_PAGE = 50;
const LOOKS = { encoding: ENCODINGS.find(({ name }) => name === 'utf8') };
const HEAVY =
  '<link rel="stylesheet" href="/style.css"><img src="/photo.jpg"><video src="/film.mp4" autoplay></video><style>@font-face{font-family:f;src:url(/font.woff2)}body{font-family:f;background:url(/back.png)}</style>';
/** Shows the page's number in its address, asks for its report and keeps 4 MB, as careless scripts do. */
const SCRIPT = `
window.kept = new Array(500000).fill(0).map((_, index) => index + Math.random());
fetch('/data/' + location.pathname.match(/\\d+/)[0] + '.json').then((answer) => answer.json()).then(({ title, body }) => {
  document.title = title;
  document.getElementById('content').innerHTML = body;
  new Image().src = '/counter.gif';
});`;

/** A portal of list pages and of detail pages that show nothing without their script. `onPage`: how many pages have asked for their report. */
export async function startScriptPortal(pages, onPage) {
  const asked = new Set();
  let blocked = 0;
  const server = http.createServer((request, response) => {
    const [path] = request.url.split('?');
    const send = (type, body) => response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
    const [, number] = /^\/(?:page|data)\/(\d+)\./.exec(path) ?? [];
    if (path === '/nb/' || path.startsWith('/nb/index_'))
      send('text/html', listPage(pages, Number(/_(\d+)/.exec(path)?.[1] ?? 0)));
    else if (path.startsWith('/page/')) send('text/html', shell());
    else if (path === '/app.js') send('application/javascript', SCRIPT);
    else if (path.startsWith('/data/')) {
      send('application/json', JSON.stringify(dataOf(Number(number))));
      if (!asked.has(number)) onPage(asked.add(number).size);
    } else {
      if (!path.startsWith('/robots')) blocked++;
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/nb/`,
    blocked: () => blocked,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

const shell = () =>
  `<html><head><meta charset="utf-8"><title>正文</title>${HEAVY}</head><body><div id="content"></div><script src="/app.js"></script></body></html>`;

const reportOf = (number) =>
  generateReport(number, {
    organ: `清溪县第${number}中心`,
    year: 2023,
    form: '2021',
    variety: 'plain',
    title: 'usual',
  });

function listPage(pages, at) {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1).slice(
    at * ROWS_A_PAGE,
    (at + 1) * ROWS_A_PAGE,
  );
  const rows = numbers.map(
    (number) => `<li><a href="/page/${number}.html">${reportOf(number).truth.title}</a><span>2024-01-20</span></li>`,
  );
  const pager = `<script>createPageHTML(${Math.ceil(pages / ROWS_A_PAGE)}, ${at}, "index", "html")</script>`;
  return `<html><head><title>政府信息公开年报</title></head><body><ul>${rows.join('')}</ul>${pager}</body></html>`;
}

function dataOf(number) {
  const report = reportOf(number);
  const html = Buffer.from(renderReport(report, layoutNamed('html-clean'), LOOKS).bytes).toString('utf8');
  return { title: report.truth.title, body: html.replace(/^[\s\S]*<body[^>]*>|<\/body>[\s\S]*$/g, '') };
}
