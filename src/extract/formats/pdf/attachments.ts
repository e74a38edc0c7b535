import { ArchiveCaps } from '../office/archive-caps.ts';
import type { Member } from '../reader.ts';
import { openPdf } from './open.ts';

/** Files attached to a PDF, to the whole of it or to a place on a page: members as those of an archive are. */
export async function attachedFiles(bytes: Uint8Array): Promise<Member[]> {
  // A picture's or a file's dictionary stands in the open: most PDFs need not be opened twice.
  if (!/EmbeddedFile|FileAttachment|Filespec/.test(Buffer.from(bytes).toString('latin1'))) return [];
  const pdf = await openPdf(bytes);
  try {
    const caps = new ArchiveCaps(bytes.length);
    const files = await pdf.attachments();
    if (files.length === 0) return [];
    for (const { name, bytes: content } of files) {
      caps.admit(content.length);
      caps.add({ name, bytes: content });
    }
    return caps.finish();
  } finally {
    await pdf.close();
  }
}
