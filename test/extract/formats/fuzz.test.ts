import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOCX_MANNERS, docxOf } from '../../../generator/docx.ts';
import { generateReport, LAYOUTS, renderReport } from '../../../generator/index.ts';
import { mutated } from '../../../generator/mutate.ts';
import { odtOf } from '../../../generator/odt.ts';
import { ofdOf } from '../../../generator/ofd.ts';
import { zipOf } from '../../../generator/office-zip.ts';
import { reportPdf } from '../../../generator/pdf.ts';
import { rtfOf } from '../../../generator/rtf.ts';
import { workbookOf } from '../../../generator/xlsx.ts';
import { UnreadableError } from '../../../src/extract/document.ts';
import { readDocument } from '../../../src/extract/formats/index.ts';
import { rarOf } from '../../support/rar.ts';

/** Damaged copies a file, and what none of them may take of the processor, which is no matter of a busy machine; `scripts/fuzz.mjs` tries thousands. */
const USUAL = { copies: 18, limitMs: 5000 };
/** A PDF with a damaged font is answered by recognising its pages, a second each and more. */
const PDF = { copies: 3, limitMs: 20_000 };

const office = join(import.meta.dirname, '../../fixtures/office');
const fixtures = readdirSync(office).filter((name) => /^(?:numbered|framed).*\.(?:doc|rtf|odt)$|\.xls$/.test(name));
const report = generateReport(7, { form: '2021' });
const small = generateReport(8, { form: 'none' });

const SOURCES: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  ...Object.fromEntries(fixtures.map((name) => [name, async () => readFileSync(join(office, name))])),
  ...Object.fromEntries(
    DOCX_MANNERS.filter(({ name }) => /tracked|text-box|auto|framed/.test(name)).map((manner) => [
      `${manner.name}.docx`,
      () => docxOf(report, manner),
    ]),
  ),
  'word.rtf': async () => rtfOf(report, 'nested'),
  'small.odt': () => odtOf(report),
  'small.xlsx': () => workbookOf(report, 'one-sheet'),
  'small.xml': () => workbookOf(report, 'one-sheet', 'xlml'),
  'members.zip': async () => zipOf([{ name: '年报.rtf', content: rtfOf(small, 'word') }]),
  'members.rar': async () => rarOf([{ name: '年报.rtf', content: rtfOf(small, 'word') }]),
  'report.ofd': () => ofdOf([small]),
  'report.pdf': async () => reportPdf(small),
  ...Object.fromEntries(
    LAYOUTS.filter((_, index) => index % 6 === 0).map((layout) => [
      `${layout.name}.${layout.kind}`,
      async () => renderReport(generateReport(9, { form: '2019', ...layout.options }), layout).bytes,
    ]),
  ),
};

/** What came of one damaged copy: read, or refused; anything else is thrown on. */
async function outcome(bytes: Uint8Array, name: string): Promise<string> {
  try {
    await readDocument(bytes, { name });
    return 'read';
  } catch (error) {
    if (error instanceof UnreadableError) return error.code;
    throw error;
  }
}

describe.each(Object.entries(SOURCES))('damaged copies of %s', (name, write) => {
  it('are read or refused with a reason, at a bounded cost', async () => {
    const source = await write();
    expect(await outcome(source, name)).toBe('read');
    const { copies, limitMs } = name.endsWith('.pdf') ? PDF : USUAL;
    for (let seed = 1; seed <= copies; seed++) {
      const before = process.cpuUsage();
      const bytes = await mutated(source, seed * 1009 + name.length);
      await outcome(bytes, name).catch((error: unknown) => {
        throw new Error(`${extname(name)} ${name}, copy ${seed}`, { cause: error });
      });
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000, `${name}, copy ${seed}`).toBeLessThan(limitMs);
    }
  });
});
