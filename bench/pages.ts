/**
 * What the server does for each page of `nianbao serve` over the corpus that `bench/corpus.ts` fills: milliseconds of the processor for the first
 * and the second view, and kilobytes. What goes through the whole corpus is made when the server starts, as there.
 *
 *   npx tsx bench/pages.ts --data DIR
 */
import './usage.mjs';
import { parseArgs } from 'node:util';
import { pagesOf } from '../src/web/app.ts';

const { values } = parseArgs({ options: { data: { type: 'string', default: 'data' } } });

const CITY = '320800';
const BUREAU = '江苏省淮安市洪泽区财政局';
const PAGES: readonly string[] = [
  ...['/', '/?page=2000', '/?order=organ', '/?status=late', '/?failing=tenfold', '/?q=公开', '/?q=公开&page=200'],
  ...['/?q=网站&province=江苏省&level=county', '/?q=公开&failing=tenfold', '/?q=公开&template=2014&order=received'],
  ...[
    `/?q=${'公开 '.repeat(40)}`,
    `/organ/${CITY}`,
    `/organ/${BUREAU}`,
    `/report/${CITY}/2023`,
    `/report/${CITY}/2016`,
  ],
  ...[
    `/report/${CITY}/2023/app_new_received_total`,
    `/report/${CITY}/2016/ind_received`,
    `/report/${CITY}/2023/section/1`,
  ],
  ...['/coverage', '/coverage?level=county', '/coverage?kind=department&from=2016', '/coverage?province=江苏省'],
  ...['/coverage?province=江苏省&city=淮安市', '/coverage?province=北京市&city=none', '/coverage?province=none'],
  ...[`/compare?organ=${CITY}&organ=320100&series=received`, `/compare?organ=${CITY}&years=2022,2023`, '/revisions'],
  ...['/codebook', '/codebook/app_new_received_total', '/codebook/app_granted_total', '/codebook/ind_received'],
  ...['/status', '/api', '/cite'],
];

const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const pages = pagesOf({ dataDir: values.data, local: true, readerOf: () => String(processor()) });
const start = processor();
await pages.warm();
console.log(`when the server starts: ${Math.round(processor() - start)} ms`);
for (const path of [...PAGES, ...PAGES.map((one) => `/en${one}`)]) {
  const asked = new Request(encodeURI(`http://127.0.0.1:8080${path}`), { headers: { host: '127.0.0.1:8080' } });
  const views: string[] = [];
  let [bytes, status] = [0, 0];
  for (let view = 0; view < 2; view++) {
    const before = processor();
    const answer = await pages.fetch(asked.clone());
    bytes = (await answer.arrayBuffer()).byteLength;
    status = answer.status;
    views.push(String(Math.round(processor() - before)));
  }
  console.log(`${path.slice(0, 60).padEnd(60)} ${status} ${views.join(', ')} ms, ${Math.round(bytes / 1000)} kB`);
}
await pages.close();
