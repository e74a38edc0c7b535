import { describe, expect, it } from 'vitest';
import { compareWithTruth } from '../../generator/compare.ts';
import { DOCX_MANNERS, docxOf } from '../../generator/docx.ts';
import { odtOf } from '../../generator/odt.ts';
import { reportPdf } from '../../generator/pdf.ts';
import { RTF_MANNERS, rtfOf } from '../../generator/rtf.ts';
import { silent } from '../../generator/silent.ts';
import { truthIn, withNotes } from '../../generator/vary.ts';
import { workbookOf } from '../../generator/xlsx.ts';
import { extract } from '../../src/extract/index.ts';
import { toJson } from '../../src/extract/json.ts';
import type { SampleReport } from '../../src/sample/model.ts';
import { randomFrom } from '../../src/sample/random.ts';
import { generateReport } from '../../src/sample/report.ts';
import { changeTables } from '../../src/sample/shape.ts';

/** Reports a format; `NIANBAO_SEEDS=100` for a long look. Layouts of HTML and text: report/variations.test.ts. */
const COUNT = Number(process.env.NIANBAO_SEEDS ?? 4);

type Write = (report: SampleReport) => Uint8Array | Promise<Uint8Array>;
const FORMATS: readonly (readonly [string, Write])[] = [
  ...DOCX_MANNERS.map((manner): [string, Write] => [`docx ${manner.name}`, (report) => docxOf(report, manner)]),
  ...RTF_MANNERS.map((manner): [string, Write] => [`rtf ${manner}`, (report) => rtfOf(report, manner)]),
  ['odt', (report) => odtOf(report)],
  ['xlsx', (report) => workbookOf(report, 'sheet-a-table')],
  ['xlsx one sheet', (report) => workbookOf(report, 'one-sheet')],
  ['pdf', (report) => reportPdf(report)],
];

describe.each(FORMATS)('%s', (_, write) => {
  it('shows no number of which nothing is said, with notes behind labels or without', async () => {
    for (let seed = 1; seed <= COUNT; seed++) {
      const plain = generateReport(seed, { title: 'usual' });
      const noted = changeTables(plain.blocks, (table) => [withNotes(table, randomFrom(seed))]);
      for (const report of [plain, { ...plain, blocks: noted }]) {
        const extraction = await extract(await write(report));
        if (extraction.kind === 'archive') throw new Error('read as an archive');
        const json = toJson('', extraction);
        const { differences } = compareWithTruth(truthIn(report.truth, report.blocks), json);
        const wrong = differences.filter((one) => one.includes('/') && !one.includes(': null instead of'));
        expect([...wrong, ...silent(report, report.blocks, json)], `seed ${seed}`).toEqual([]);
      }
    }
  });
});
