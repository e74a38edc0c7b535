import { expect, it } from 'vitest';
import { generateReport } from '../../../../generator/index.ts';
import { reportPdf } from '../../../../generator/pdf.ts';
import type { DrawnPages } from '../../../../src/extract/formats/drawn/read.ts';
import { readDrawn } from '../../../../src/extract/formats/drawn/read.ts';
import { openPdf } from '../../../../src/extract/formats/pdf/open.ts';

/** A report's pages, repeated up to `pages`, of which each takes so many milliseconds of the processor. */
async function slowPdf(pages: number, costMs: (page: number) => number) {
  const pdf = await openPdf(reportPdf(generateReport(7, { form: '2021' })));
  let clock = 0;
  const drawn: DrawnPages = {
    pages,
    title: null,
    page: (number) => {
      clock += costMs(number);
      return pdf.page(((number - 1) % pdf.pages) + 1);
    },
    openRaster: () => Promise.reject(new Error('no picture is needed')),
  };
  return readDrawn(drawn, 'pdf', () => clock).finally(() => pdf.close());
}

it('a large file whose pages take a second each is read to its end', async () => {
  const { warnings } = await slowPdf(25, () => 1000);
  expect(warnings.map(({ code }) => code)).not.toContain('time_budget');
});

it('a page that takes long is waited for, and pages behind it are read', async () => {
  const { warnings } = await slowPdf(4, (page) => (page === 2 ? 9000 : 100));
  expect(warnings.map(({ code }) => code)).not.toContain('time_budget');
});

it('pages without end are given up; what was read stays, and the others are named', async () => {
  const { blocks, warnings } = await slowPdf(6, () => 6000);
  expect(blocks.length).toBeGreaterThan(0);
  expect(warnings.filter(({ code }) => code === 'time_budget')).toEqual([
    { code: 'time_budget', message: expect.stringContaining('3 of 6 were read'), where: 'pages 4-6' },
  ]);
});

it('a file of which nothing was read in time is refused for that', async () => {
  const drawn: DrawnPages = { pages: 3, title: null, page: empty, openRaster: () => Promise.reject(new Error()) };
  let clock = 0;
  const reading = readDrawn(drawn, 'pdf', () => {
    clock += 20_000;
    return clock;
  });
  await expect(reading).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('0 of 3') });
});

const empty: DrawnPages['page'] = () => Promise.reject(new Error('no page is read'));
