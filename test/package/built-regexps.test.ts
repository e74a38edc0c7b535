import { expect, it } from 'vitest';
import { slowExpressions } from '../../scripts/regexps.ts';
import { building, builtWhile } from '../support/built-regexps.ts';

/** A pager by script with a total in a variable, and one by a handler. */
const PAGES = [
  '<script>var pages = 9; createPageHTML(pages, 0, "index", "html");</script><ul><li><a href="t2024_1.htm">一</a></li></ul>',
  '<script>function turn(n){location.href="list_"+n+".html"}</script><ul><li><a href="1.html">一</a></li></ul><a href="#" onclick="turn(2)">下一页</a>',
  '<script>$("#list").pagination({dataSource:"/api/list",locator:"data.rows",alias:{pageNumber:"pageNum",pageSize:"limit"},pageSize:20})</script>',
];

/** Reads what makes every such file put its expressions together; loaded only now, for what is put together at loading. */
async function readOfAllKinds(): Promise<void> {
  const { DIALECTS } = await import('../../src/crawlers/platforms/index.ts');
  const { fixturePages, loadPage } = await import('../crawlers/platforms/pages.ts');
  const { makePage } = await import('../../src/crawlers/platforms/page/dom.ts');
  const { extract } = await import('../../src/extract/index.ts');
  const { ofdOf } = await import('../../generator/ofd.ts');
  const { formatNumber } = await import('../../src/extract/formats/office/number-format.ts');
  const { generateReport, LAYOUTS, renderReport } = await import('../../generator/index.ts');
  const url = 'http://www.qx.gov.cn/nb/';
  for (const dialect of DIALECTS) {
    const lists = PAGES.map((text) => ({
      page: makePage({ url, text }),
      kind: 'list',
      channel: url,
      request: { page: 1 },
    }));
    const fixtures = fixturePages(dialect.key).map((fixture) => ({ page: loadPage(fixture), ...fixture }));
    for (const { page, kind, channel, request } of [...fixtures, ...lists]) {
      dialect.detect(page);
      if (kind === 'detail') dialect.detail(page);
      else dialect.list(page, { channel: channel ?? page.url, request: { page: 1, ...request, url: page.url } });
    }
  }
  formatNumber(101, 'chineseCounting');
  await extract(await ofdOf([generateReport(1)]));
  await extract(Buffer.from('指标,上年,本年\n规章,1,2\n规范性文件,3,4\n行政许可,5,6\n行政处罚,7,8\n'));
  await extract(Buffer.from('{\\rtf1 1}')).catch(() => null);
  for (const layout of LAYOUTS.filter(({ kind }) => kind === 'text'))
    await extract(renderReport(generateReport(1, { ...layout.options }), layout).bytes);
}

it('no expression that is put together at run time takes longer than in proportion to its text', async () => {
  const built = await builtWhile(readOfAllKinds);
  const met = new Set(built.flatMap(({ files }) => [...files]));
  expect(building().filter((file) => !met.has(file))).toEqual([]);
  expect(slowExpressions('', built).map(({ files, source, text }) => [...files, source, text])).toEqual([]);
});
