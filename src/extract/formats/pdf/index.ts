import type { Document, Format } from '../../document.ts';
import { readDrawn } from '../drawn/read.ts';
import { openRaster } from '../ocr/raster.ts';
import type { FormatReader } from '../reader.ts';
import { openPdf } from './open.ts';

/** Reads PDF files: text as it is drawn, pictures of pages by OCR. */
export const pdfReader: FormatReader = {
  formats: ['pdf'],
  read: (bytes, format) => readPdf(bytes, format),
};

async function readPdf(bytes: Uint8Array, format: Format): Promise<Document> {
  const pdf = await openPdf(bytes);
  try {
    return await readDrawn({ ...pdf, openRaster: () => openRaster(bytes) }, format);
  } finally {
    await pdf.close();
  }
}
