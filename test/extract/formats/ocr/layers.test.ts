import { expect, test } from 'vitest';
import { PdfWriter } from '../../../../generator/pdf-writer.ts';
import { pageKind } from '../../../../src/extract/formats/drawn/page-kind.ts';
import { openPdf } from '../../../../src/extract/formats/pdf/open.ts';

const PICTURE = 'q 595 0 0 842 0 0 cm /Im0 Do Q';
const words = (mode: number): string =>
  `BT /F1 12 Tf ${mode} Tr 1 0 0 1 72 700 Tm (In 2023 the office received 12 requests and answered 11 of them) Tj ET`;
const TABLE = '72 600 m 500 600 l S 72 500 m 500 500 l S 72 500 m 72 600 l S 500 500 m 500 600 l S';

/** One page whose picture has more pixels than rules drawn as pictures have. */
function pdfOf(content: string): Uint8Array {
  const pdf = new PdfWriter();
  const font = pdf.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const side = 160;
  const picture = pdf.addStream(
    Buffer.alloc(side * side, 255),
    `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8`,
  );
  const resources = `/Font << /F1 ${font} 0 R >> /XObject << /Im0 ${picture} 0 R >>`;
  pdf.addPage({ width: 595, height: 842, content, resources });
  return pdf.bytes();
}

test.each([
  ['text of a scanner, invisible over the picture', `${PICTURE} ${words(3)}`, 'layered'],
  ['text of a scanner, below the picture', `${words(0)} ${PICTURE}`, 'layered'],
  // Words without a Chinese character: the other pages decide.
  ['text printed on a picture of paper', `${PICTURE} ${words(0)}`, 'undecided'],
  ['text and rules below an opaque picture', `${words(0)} ${TABLE} ${PICTURE}`, 'layered'],
])('%s', async (_, content, kind) => {
  const pdf = await openPdf(pdfOf(content));
  expect(pageKind(await pdf.page(1))).toBe(kind);
  await pdf.close();
});
