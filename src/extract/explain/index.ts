import { FORMS, type FormRegistry } from '../../codebook/index.ts';
import { firstReport } from '../first-report.ts';
import { readDocument } from '../formats/index.ts';
import type { ReadHints } from '../formats/reader.ts';
import { readRadicals } from '../radicals.ts';
import { traceReport } from '../report/read.ts';
import type { Explanation, PagePicture } from './model.ts';
import { explainReport } from './report.ts';

export type { Explanation, PagePicture } from './model.ts';
export { explanationText } from './text.ts';

/** Draws the pages of a file; none for formats without pages. */
export type DrawPages = (bytes: Uint8Array, hints: ReadHints) => Promise<readonly PagePicture[]>;

const noPages: DrawPages = async () => [];

/** How some bytes are read: the same way as `extract`, told step by step. Null for an archive: its members are files of their own. */
export async function explain(
  bytes: Uint8Array,
  hints: ReadHints = {},
  { forms = FORMS, pages = noPages }: { forms?: FormRegistry; pages?: DrawPages } = {},
): Promise<Explanation | null> {
  const read = await readDocument(bytes, hints);
  if (read.kind === 'archive') return null;
  const { document, warnings } = firstReport(readRadicals(read.document));
  const { report, trace } = traceReport(document, forms);
  const told = explainReport(document, { ...report, warnings: [...warnings, ...report.warnings] }, trace);
  return { ...told, pages: await pages(bytes, hints) };
}
