import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { temporaryFolder, testCrawl } from '../support/crawling.ts';
import { realReports } from '../support/reports.ts';
import { type Handler, startServer } from '../support/server.ts';

type Cells = Record<string, Record<string, number | null>>;
type Gold = { title: string; organ: string; year: number; template: string } & Record<string, Cells>;
const TABLES = ['disclosure', 'applications', 'review_litigation'];
const NUMBERS = ['000', '001', '002', '003', '004'];

const named = (number: string, outcome: string): string =>
  readFileSync(
    join(
      realReports ?? '',
      readdirSync(realReports ?? '').find((name) => name.startsWith(number) && name.endsWith(outcome)) ?? '',
    ),
    'utf8',
  );

/** The text line by line in paragraphs, as a content editor makes it; in GBK, and nobody says so. */
function page(text: string, title: string): Buffer {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = escaped.split('\n').map((line) => `<p>${line}</p>`);
  return iconv.encode(
    `<html><head><title>${title}</title></head><body><div class="nav"><a href="/">首页</a></div>${body.join('\n')}</body></html>`,
    'gbk',
  );
}

// The documents stand beside the project; a clone without them says so instead of passing.
describe.skipIf(realReports === null)('five real reports on a portal that says nothing of its charset', () => {
  it('are in the database with every number right', async () => {
    const golds = NUMBERS.map((number) => JSON.parse(named(number, '.gold.json')) as Gold);
    const pages = Object.fromEntries(
      golds.map((gold, index): [string, Handler] => [
        `/nb/${index}.html`,
        (_, response) =>
          response
            .writeHead(200, { 'content-type': 'text/html' })
            .end(page(named(NUMBERS[index] ?? '', '.txt'), gold.title)),
      ]),
    );
    const rows = golds.map(({ title }, index) => `<li><a href="${index}.html">${title}</a></li>`).join('');
    const list = iconv.encode(
      `<html><head><title>政府信息公开年报</title></head><body><ul>${rows}</ul></body></html>`,
      'gbk',
    );
    const server = await startServer({ '/nb/': list, ...pages });
    const folder = temporaryFolder();
    try {
      await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`] });
      const store = openStore(folder.path, { readonly: true });
      for (const gold of golds) {
        const report = store.get<{ id: number; title: string; template: string }>(
          'SELECT id, title, template FROM current_report WHERE organ = ? AND year = ?',
          gold.organ,
          gold.year,
        );
        expect(report, gold.organ).toMatchObject({ title: gold.title, template: gold.template });
        const figures = store.all<{ table_key: string; row_key: string; column_key: string; value: number | null }>(
          'SELECT table_key, row_key, column_key, value FROM figure WHERE report_id = ?',
          report?.id ?? 0,
        );
        const read: Record<string, Cells> = {};
        for (const { table_key, row_key, column_key, value } of figures) {
          read[table_key] ??= {};
          const table = read[table_key];
          table[row_key] = { ...table[row_key], [column_key]: value };
        }
        for (const table of TABLES) expect(read[table], `${gold.organ} ${table}`).toEqual(gold[table]);
      }
      store.close();
    } finally {
      await server.close();
      folder.remove();
    }
  });
});
