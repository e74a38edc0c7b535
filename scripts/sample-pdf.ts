/**
 * Prints the reports that the sample portal publishes as PDF, as an office of a county would: `npx tsx scripts/sample-pdf.ts`. Chromium sets
 * them and puts the characters of the font (Droid Sans Fallback, Apache License 2.0; Debian: `fonts-droid-fallback`) into the file, so that every reader draws them. Their numbers
 * are those of the plan, which test/sample/portal.test.ts reads back; run it again where the plan has changed.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findBrowser } from '../src/crawlers/browser/find.ts';
import { pdfReports } from '../src/sample/portal/small.ts';
import { randomFrom } from '../src/sample/random.ts';
import { layoutNamed } from '../src/sample/render.ts';

const STYLE = `
@page { size: A4; margin: 26mm 20mm 24mm }
body { font: 14pt/1.75 "Droid Sans Fallback"; color: #000 }
h1 { font-size: 20pt; text-align: center; line-height: 1.4; margin: 0 0 14pt }
h2, h3 { font-size: 15pt; margin: 12pt 0 4pt; break-after: avoid }
p { text-indent: 2em; margin: 0; text-align: justify }
table { width: 100%; border-collapse: collapse; font-size: 9pt; line-height: 1.3; margin: 6pt 0 12pt }
td, th { border: 0.5pt solid #000; padding: 2.5pt 3pt; text-align: center; font-weight: normal }
td h2, h3 { font-size: 15pt; margin: 12pt 0 4pt; break-after: avoid }
p { text-indent: 0 }
tr { break-inside: avoid }`;

const browser = await chromium.launch({ executablePath: findBrowser(() => ''), args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const { report, file } of pdfReports()) {
  const body = layoutNamed('html-clean').render(report, randomFrom(report.seed));
  await page.setContent(
    `<!doctype html><html lang="zh-CN"><title>${report.truth.title}</title><style>${STYLE}</style>${body}`,
  );
  const bytes = await page.pdf({ preferCSSPageSize: true });
  writeFileSync(file, bytes);
  console.log(`${fileURLToPath(file)}  ${bytes.length} bytes`);
}
await browser.close();
