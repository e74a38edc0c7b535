import { describe, expect, it } from 'vitest';
import { docxOf } from '../../generator/docx.ts';
import { generateReport, type SampleOptions, type SampleReport } from '../../generator/index.ts';
import type { Document } from '../../src/extract/document.ts';
import { firstReport } from '../../src/extract/first-report.ts';
import { readReport } from '../../src/extract/report/read.ts';
import { readOffice } from '../support/office.ts';

const USUAL: SampleOptions = { form: '2021', title: 'usual', instead: [], missing: [] };

const sample = (seed: number, options: SampleOptions) => generateReport(seed, { ...USUAL, ...options });

/** Several reports bound into one file. */
async function bound(...reports: readonly SampleReport[]): Promise<Document> {
  const documents = await Promise.all(
    reports.map(async (report) => readOffice(await docxOf(report, { name: 'plain' }))),
  );
  const [first] = documents;
  if (!first) throw new RangeError('no report');
  return { ...first, blocks: documents.flatMap(({ blocks }) => blocks) };
}

describe('a file of several reports', () => {
  it.each([
    ['another organ', { organ: '清溪县财政局', year: 2023 }],
    ['an office of the same organ', { organ: '清溪县教育局办公室', year: 2023 }],
    ['another year', { organ: '清溪县教育局', year: 2022 }],
  ])(
    'is read up to the report of %s: no table of the second stands in for one that the first lacks',
    async (_, other) => {
      const own = sample(3, { organ: '清溪县教育局', year: 2023, missing: ['review_litigation'] });
      const { document, warnings } = firstReport(await bound(own, sample(4, other)));
      const report = readReport(document);
      expect(report).toMatchObject({ organ: '清溪县教育局', year: 2023, tables: ['disclosure', 'applications'] });
      expect(warnings).toMatchObject([{ code: 'several_reports' }]);
      expect(JSON.stringify(document.blocks)).not.toContain(`${other.organ}${other.year}年`);
    },
  );

  it('is not seen where a report repeats its own title, shorter or longer, or names others behind its tables', async () => {
    const whole = await bound(sample(3, { organ: '清溪县人民政府', year: 2023 }));
    const line = (text: string) => ({ kind: 'paragraph' as const, text });
    const blocks = [
      ...whole.blocks.flatMap((block) =>
        block.kind === 'table' ? [line('清溪县2023年政府信息公开工作年度报告'), block] : [block],
      ),
      line('清溪县财政局2023年政府信息公开工作年度报告'),
      line('清溪县人民政府2022年政府信息公开工作年度报告'),
    ];
    const document = { ...whole, blocks };
    expect(firstReport(document)).toEqual({ document, warnings: [] });
  });

  it('is read once where one report stands in it twice', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const own = sample(seed, { organ: '清溪县教育局', year: 2023, form: seed % 2 === 0 ? '2021' : '2019' });
      const { document, warnings } = firstReport(await bound(own, own));
      expect(warnings).toMatchObject([{ code: 'several_reports' }]);
      const [once, twice] = [readReport(await bound(own)), readReport(document)];
      expect(twice.figures).toEqual(once.figures);
      expect(twice.sections.map(({ key }) => key)).toEqual(once.sections.map(({ key }) => key));
    }
  });

  it('takes no running head for a second copy, whatever report follows', async () => {
    const own = await bound(sample(3, { organ: '清溪县教育局', year: 2023 }));
    const other = await bound(sample(4, { organ: '清溪县财政局', year: 2023 }));
    const head = { kind: 'paragraph' as const, text: '清溪县教育局2023年政府信息公开工作年度报告' };
    const at = own.blocks.findIndex((block) => block.kind === 'paragraph' && /^五、/.test(block.text));
    const blocks = [...own.blocks.slice(0, at), head, ...own.blocks.slice(at), ...other.blocks];
    const report = readReport(firstReport({ ...own, blocks }).document);
    expect(report.sections.map(({ key }) => key)).toEqual(readReport(own).sections.map(({ key }) => key));
  });

  it('keeps the tables that stand only under the title of an annex', async () => {
    const whole = await bound(sample(3, { organ: '清溪县教育局', year: 2023 }));
    const title = { kind: 'paragraph' as const, text: '清溪县教育局2023年政府信息公开工作年度报告' };
    const at = whole.blocks.findIndex(({ kind }) => kind === 'table');
    const blocks = [...whole.blocks.slice(0, at + 1), title, ...whole.blocks.slice(at + 1)];
    expect(firstReport({ ...whole, blocks }).warnings).toEqual([]);
  });
});
