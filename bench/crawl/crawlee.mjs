import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CheerioCrawler, Configuration, LogLevel, log } from 'crawlee';
import { report } from './report.mjs';

/** The usual way: follow the list pages and their links, write each body to disk. */
const [folder, url] = process.argv.slice(2);
process.env.CRAWLEE_STORAGE_DIR = join(folder, 'storage');
log.setLevel(LogLevel.ERROR);
const startedAt = performance.now();
let pages = 0;
const crawler = new CheerioCrawler(
  {
    maxConcurrency: 16,
    minConcurrency: 16,
    async requestHandler({ request, body, $, crawler: self }) {
      pages++;
      await writeFile(join(folder, `${pages}.html`), body);
      const rows = $('li a[href]')
        .toArray()
        .map((link) => new URL($(link).attr('href'), request.url).href)
        .filter((href) => /\/t\d{8}_\d+\.html$/.test(href));
      const [, total, current] = /createPageHTML\((\d+), (\d+)/.exec($.html()) ?? [];
      const next =
        Number(current) + 1 < Number(total) ? [new URL(`index_${Number(current) + 1}.html`, request.url).href] : [];
      if (total !== undefined) await self.addRequests([...rows, ...next]);
    },
  },
  new Configuration({ storageClientOptions: { localDataDirectory: join(folder, 'storage') } }),
);
await crawler.run([url]);
report(pages, startedAt);
process.exit(0);
