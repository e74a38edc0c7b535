import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCX_MANNERS, docxOf } from '../../generator/docx.ts';
import { generateReport, LAYOUTS, layoutNamed, renderReport } from '../../generator/index.ts';
import { mutated } from '../../generator/mutate.ts';
import { odtOf } from '../../generator/odt.ts';
import { ofdOf } from '../../generator/ofd.ts';
import { zipOf } from '../../generator/office-zip.ts';
import { reportPdf } from '../../generator/pdf.ts';
import { rtfOf } from '../../generator/rtf.ts';
import { SHEETS, sheetOf } from '../../generator/sheet.ts';
import { mhtmlOf } from '../../generator/variations/carriers.ts';
import { UnreadableError } from '../../src/extract/document.ts';
import { readDocument } from '../../src/extract/formats/index.ts';
import type { SampleReport } from '../../src/sample/model.ts';
import { randomFrom } from '../../src/sample/random.ts';
import { rarOf } from './rar.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../fixtures/office', name));
const report = generateReport(7, { form: '2021' });
/** Up to its first table. */
const short = (whole: SampleReport): SampleReport => ({
  ...whole,
  blocks: whole.blocks.slice(0, whole.blocks.findIndex(({ kind }) => kind === 'table') + 1),
});
const small = generateReport(8, { form: 'none' });
const layouts = (kind: string) =>
  LAYOUTS.filter((layout, index) => layout.kind === kind && (kind !== 'html' || index % 4 === 0)).map(
    (layout) => renderReport(short(generateReport(9, { form: '2019', ...layout.options })), layout).bytes,
  );
const mailed = Buffer.from(renderReport(small, layoutNamed('html-clean')).bytes).toString();
const member = { name: '年报.rtf', content: rtfOf(small, 'word') };

/** Sound files of each kind, small ones: what a copy costs is a few milliseconds. */
export const DAMAGED_KINDS: Readonly<Record<string, () => Promise<readonly Uint8Array[]>>> = {
  html: async () => layouts('html'),
  text: async () => layouts('text'),
  mht: async () => [1, 2, 3, 4].map((seed) => mhtmlOf(mailed, randomFrom(seed))),
  doc: async () => ['numbered-hybrid.doc', 'textbox-2014.doc', 'framed-2021.doc'].map(fixture),
  wps: async () => [fixture('plain-2021.wps')],
  docx: () => Promise.all(DOCX_MANNERS.map((manner, index) => docxOf(index % 2 === 0 ? report : small, manner))),
  rtf: async () => [rtfOf(small, 'word'), rtfOf(report, 'nested'), fixture('textbox-2014.rtf')],
  odt: async () => [await odtOf(small), await odtOf(report), fixture('textbox-2014.odt')],
  ...Object.fromEntries(SHEETS.map((type) => [type, async () => [sheetOf(type)]])),
  zip: async () => [await zipOf([member])],
  rar: async () => [rarOf([member])],
  ofd: async () => [
    await ofdOf([short(report)]),
    await ofdOf([short(report)], {
      text: 'points',
      rules: 'composite',
      trick: 'palette',
      watermark: '清溪县',
      signed: true,
    }),
    await ofdOf([short(report), small], { rules: 'template', charset: 'utf-16', attached: [member] }),
  ],
  pdf: async () => [reportPdf(short(report))],
};

/** A damaged copy of one of the sources; the same number gives the same one. */
export const damagedCopy = (sources: readonly Uint8Array[], kind: string, number: number): Promise<Buffer> =>
  mutated(sources[number % sources.length] ?? Buffer.alloc(0), number * 1013 + kind.length);

/** What came of one damaged copy: read, or refused; anything else is thrown on. */
export async function outcomeOf(bytes: Uint8Array, kind: string): Promise<string> {
  try {
    await readDocument(bytes, { name: `年报.${kind}` });
    return 'read';
  } catch (error) {
    if (error instanceof UnreadableError) return error.code;
    throw error;
  }
}
