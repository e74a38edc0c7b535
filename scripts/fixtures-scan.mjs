#!/usr/bin/env tsx
// Draws the scanned fixtures under test/fixtures/scan again: sample reports on worn pages, with the tables' cells beside them.
// Run by tsx. Needs Debian's fonts-noto-cjk, fonts-arphic-uming and fonts-liberation; the fixtures are committed, so tests need none.
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { drawPages } from '../generator/pdf-pages.ts';
import { scanPage, scansPdf } from '../generator/scan.ts';
import { generateReport, reportTables } from '../src/sample/report.ts';

const folder = new URL('../test/fixtures/scan/', import.meta.url);
const serif = { text: 'Noto Serif CJK SC', digits: 'Liberation Serif' };
const song = { text: 'AR PL UMing CN', digits: 'AR PL UMing CN' };

/** Pages of a sample report that hold a table, worn. */
async function scan(seed, fonts, wear) {
  const report = generateReport(seed, { form: '2021', variety: 'plain' });
  const pages = drawPages(report, { pageNumber: (page) => `— ${page} —` });
  const scans = [];
  for (const [index, page] of pages.entries()) scans.push(await scanPage(page, fonts, wear, seed + index));
  return { tables: reportTables(report), pages, scans };
}

const save = (name, bytes) => writeFileSync(new URL(name, folder), bytes);
const truth = (name, tables) => save(name, `${JSON.stringify(tables)}\n`);

const skewed = await scan(21, serif, { dpi: 200, skew: 0.9, blur: 0.002, paper: 222, jpeg: 45 });
save('skewed-grey-200dpi.pdf', scansPdf(skewed.scans, 200));
truth('skewed-grey-200dpi.json', skewed.tables);

const coarse = await scan(22, song, { dpi: 150, noise: 5, jpeg: 50 });
const last = coarse.tables.at(-1);
save('review-table-150dpi.jpg', coarse.scans.at(-1).bytes);
truth('review-table-150dpi.json', [last]);

// A fax in two pages of one TIFF: black and white only.
const fax = await Promise.all(
  skewed.scans.slice(-2).map(({ bytes }) => sharp(bytes).threshold(150).toColourspace('b-w').png().toBuffer()),
);
save(
  'two-pages-fax.tiff',
  await sharp(fax, { join: { across: 1, animated: true } })
    .tiff({ compression: 'deflate', bitdepth: 1 })
    .toBuffer(),
);
