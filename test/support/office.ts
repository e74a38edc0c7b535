import { zipOf } from '../../generator/office-zip.ts';
import type { Block, Document, Table } from '../../src/extract/document.ts';
import { readDocument } from '../../src/extract/formats/index.ts';

/** Reads bytes that must be a document. */
export async function readOffice(bytes: Uint8Array, name = 'report'): Promise<Document> {
  const read = await readDocument(bytes, { name });
  if (read.kind !== 'document') throw new Error(`${name} was read as an archive`);
  return read.document;
}

/** A document's blocks as lines: paragraphs as they are, a table a line a row, cells as `row/column rows×columns text`. */
export function outline(blocks: readonly Block[]): (string | string[])[] {
  return blocks.map((block) => (block.kind === 'paragraph' ? block.text : cellLines(block)));
}

/** `1/0 2x3 text` for each cell; spans of one are left out. */
export function cellLines(table: Table): string[] {
  return table.cells.map(({ row, column, rowSpan, colSpan, text }) => {
    const spans = rowSpan * colSpan > 1 ? ` ${rowSpan}x${colSpan}` : '';
    return `${row}/${column}${spans} ${text}`.trimEnd();
  });
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** A DOCX of the given body; further parts by name. */
export async function docxWith(body: string, parts: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const namespaces = `xmlns:w="${WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`;
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: `<w:document ${namespaces}><w:body>${body}</w:body></w:document>` },
    ...Object.entries(parts).map(([name, content]) => ({
      name,
      content: content.replace('>', ` xmlns:w="${WORD}">`),
    })),
  ]);
}
