/**
 * Run by a test, in a process of its own: reads pages of all kinds, meets every expression that src/ puts together, and prints which files
 * it did not meet and which expressions are slow, as JSON.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Expression, slowExpressions } from '../../scripts/regexps.ts';

const SOURCE = resolve(import.meta.dirname, '../../src');
/**
 * Text of our own; expressions that the person who wrote the config answers for, or who searches, escaped; literals side by side or with
 * another flag; what sees some hundred characters.
 */
const OURS =
  /^sample\/|^config\/schema\.ts$|^query\/excerpt\.ts$|^language\/told\.ts$|^web\/openapi\.ts$|^extract\/first-report\.ts$|^codebook\/merge\.ts$|^extract\/report\/text\/find-labels\.ts$/;

/** Files that put expressions together at run time. */
function building(): string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      file.endsWith('.ts') && !OURS.test(file) && readFileSync(join(SOURCE, file), 'utf8').includes('new RegExp('),
  );
}

/** Every expression that files of src/ put together while they are loaded and `use` runs; literals are none of them. */
async function builtWhile(use: () => Promise<void>): Promise<Expression[]> {
  const found = new Map<string, Expression>();
  const original = globalThis.RegExp;
  const note = ({ source, flags }: RegExp, stack: string): void => {
    const [, file] = original('/src/([\\w./-]+\\.ts)').exec(stack) ?? [];
    if (file === undefined || OURS.test(file)) return;
    const one = found.get(`/${source}/${flags}`) ?? { source, flags, files: new Set<string>() };
    one.files.add(file);
    found.set(`/${source}/${flags}`, one);
  };
  globalThis.RegExp = new Proxy(original, {
    construct(target, given) {
      const made: RegExp = Reflect.construct(target, given);
      note(made, new Error('where').stack ?? '');
      return made;
    },
  });
  try {
    for (const file of building()) await import(join(SOURCE, file));
    await use();
  } finally {
    globalThis.RegExp = original;
  }
  return [...found.values()];
}

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

const built = await builtWhile(readOfAllKinds);
const met = new Set(built.flatMap(({ files }) => [...files]));
const notMet = building().filter((file) => !met.has(file));
const slow = slowExpressions('', built).map(({ files, source, text }) => [...files, source, text]);
process.stdout.write(JSON.stringify({ notMet, slow }));
