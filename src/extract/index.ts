import { createHash } from 'node:crypto';
import { FORMS, type FormRegistry } from '../codebook/index.ts';
import { readCharacters } from './characters.ts';
import type { Document, Format } from './document.ts';
import { firstReport } from './first-report.ts';
import { readDocument } from './formats/index.ts';
import type { Member, ReadHints } from './formats/reader.ts';
import type { Report } from './report/model.ts';
import { readReport } from './report/read.ts';

/** Raised whenever the same bytes may give other numbers than before; stored with every document. */
export const EXTRACTOR_VERSION = '5';

/** What some bytes are: a document with the report read out of it, or an archive of further files. */
export type Extraction =
  | {
      readonly kind: 'document';
      /** Hex digest of the bytes. */
      readonly sha256: string;
      readonly format: Format;
      readonly document: Document;
      readonly report: Report;
    }
  | {
      readonly kind: 'archive';
      readonly sha256: string;
      readonly format: Format;
      readonly members: readonly Member[];
    };

/**
 * Bytes in, value out: charset, format, Document, report grammar, checks. Pure. Throws `UnreadableError` with a closed code and a
 * message for a person. `forms` are the generations of the form whose labels are known.
 */
export async function extract(
  bytes: Uint8Array,
  hints: ReadHints = {},
  forms: FormRegistry = FORMS,
): Promise<Extraction> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const read = await readDocument(bytes, hints);
  if (read.kind === 'archive') return { ...read, sha256 };
  const document = readCharacters(read.document);
  const { document: first, warnings } = firstReport(document);
  const report = readReport(first, forms);
  return {
    kind: 'document',
    sha256,
    format: document.format,
    document,
    report: { ...report, warnings: [...warnings, ...report.warnings] },
  };
}
