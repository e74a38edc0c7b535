import { describe, expect, it } from 'vitest';
import { compareWithTruth } from '../../../../generator/compare.ts';
import { reportPdf } from '../../../../generator/pdf.ts';
import { PdfWriter } from '../../../../generator/pdf-writer.ts';
import { extract } from '../../../../src/extract/index.ts';
import { toJson } from '../../../../src/extract/json.ts';
import { generateReport } from '../../../../src/sample/report.ts';

const REPORT = generateReport(33, { form: '2021', variety: 'plain' });

/** A PDF of one blank page with files in it: of the whole document, or pinned to the page. */
function carrier(files: readonly (readonly [name: string, bytes: Uint8Array])[], pinned: boolean): Uint8Array {
  const pdf = new PdfWriter();
  const specs = files.map(([name, bytes]) => {
    const data = pdf.addStream(Buffer.from(bytes), '/Type /EmbeddedFile');
    return [name, pdf.add(`<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F ${data} 0 R >> >>`)] as const;
  });
  const pins = specs.map(
    ([, spec], at) =>
      `<< /Type /Annot /Subtype /FileAttachment /Rect [20 ${800 - 30 * at} 40 ${820 - 30 * at}] /FS ${spec} 0 R >>`,
  );
  pdf.addPage({ width: 595, height: 842, content: '', resources: '', annotations: pinned ? pins : [] });
  const names = specs.map(([name, spec]) => `(${name}) ${spec} 0 R`).join(' ');
  return pdf.bytes(pinned ? '' : `/Names << /EmbeddedFiles << /Names [${names}] >> >>`);
}

describe('files inside a PDF', () => {
  it.each([false, true])('a report is a member, read as by itself (pinned to a page: %s)', async (pinned) => {
    const read = await extract(carrier([['report.pdf', reportPdf(REPORT)]], pinned));
    if (read.kind !== 'archive') throw new Error('read as a document');
    expect(read.members.map(({ name }) => name)).toEqual([expect.stringContaining('report.pdf')]);
    const [member] = read.members;
    const extraction = await extract(member?.bytes ?? new Uint8Array(), { name: 'report.pdf' });
    if (extraction.kind !== 'document') throw new Error('read as an archive');
    expect(compareWithTruth(REPORT.truth, toJson('report.pdf', extraction)).differences).toEqual([]);
  });
});
