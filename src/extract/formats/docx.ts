import { type Document, type Format, UnreadableError, type Warning } from '../document.ts';
import { readBody } from './docx/body.ts';
import { type Embedded, withEmbedded } from './docx/embedded.ts';
import { readNumbering } from './docx/numbering.ts';
import { type WordParts, wordParts } from './docx/parts.ts';
import { type ParagraphStyle, readStyles } from './docx/styles.ts';
import { blocksOf, hasTable } from './office/blocks.ts';
import { openCompound } from './office/compound.ts';
import { MAX_PICTURES, pictureWarnings, readPagePictures } from './office/pictures.ts';
import { struckWarnings, unseenWarnings } from './office/text-style.ts';
import type { FormatReader, ReadHints } from './reader.ts';
import { sniffFormat } from './sniff.ts';

/** Reads a document of any format; null for an archive of files. */
type ReadOther = (bytes: Uint8Array) => Promise<Document | null>;

interface Reading {
  readonly hints: ReadHints;
  readonly readOther: ReadOther;
  /** Documents around this one. */
  readonly depth: number;
}

/** DOCX, also as one XML file (Flat OPC), and Word 2003 XML. Documents of other formats in it are read by `readOther`. */
export const docxReader = (readOther: ReadOther): FormatReader => ({
  formats: ['docx'],
  read: (bytes, format, hints) => readWord(bytes, format, { hints, readOther, depth: 0 }),
});

/** Documents taken into documents taken into documents: nobody goes further. */
const DEEPEST = 3;

async function readWord(bytes: Uint8Array, format: Format, reading: Reading): Promise<Document> {
  const parts = await wordParts(bytes);
  const styles: ReadonlyMap<string, ParagraphStyle> = parts.styles ? readStyles(parts.styles) : new Map();
  const warnings: Warning[] = [];
  const {
    blocks: body,
    embedded,
    struck,
    unseen,
  } = readBody(parts.document, styles, readNumbering(parts.numbering, styles));
  const own = blocksOf(body, warnings);
  warnings.push(...struckWarnings(struck), ...unseenWarnings(unseen));
  const blocks = await withEmbedded(own, warnings, async (id) => {
    const file = reading.depth < DEEPEST ? await fileOf(parts, id) : null;
    return file && readEmbedded(file, { ...reading, depth: reading.depth + 1 });
  });
  if (!hasTable(blocks)) {
    const files = await pictureFiles(parts, embedded);
    if (blocks.length === 0) return readPagePictures(files, format);
    warnings.push(...(await pictureWarnings(files)));
  }
  return { format, charset: null, charsetEvidence: null, blocks, metadata: {}, warnings };
}

async function pictureFiles(parts: WordParts, ids: readonly string[]): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (const id of [...new Set(ids)].slice(0, MAX_PICTURES)) {
    const file = await fileOf(parts, id);
    if (file) files.push(file);
  }
  return files;
}

/** Null where it is not there or damaged, which is no reason to refuse the text. */
async function fileOf(parts: WordParts, id: string): Promise<Uint8Array | null> {
  const file = await parts.embedded(id).catch(() => null);
  return file && file.length > 0 ? file : null;
}

/** Reads a document of another format inside the text. What is wrong with it is no reason to refuse the text around it. */
async function readEmbedded(bytes: Uint8Array, reading: Reading): Promise<Embedded> {
  try {
    const file = unwrapped(bytes);
    const format = sniffFormat(file);
    if (format === 'docx') return await readWord(file, format, reading);
    const read = EMBEDDABLE.has(format) ? await reading.readOther(file) : null;
    return read ?? unread(`of format ${format}`);
  } catch (error) {
    if (error instanceof UnreadableError) return unread(error.message);
    throw error;
  }
}

function unread(why: string): Embedded {
  return {
    blocks: [],
    warnings: [{ code: 'embedded_unread', message: `Something embedded was not read: ${why}`, where: null }],
  };
}

const EMBEDDABLE: ReadonlySet<Format> = new Set<Format>(['html', 'rtf', 'text', 'xls', 'xlsx']);

/** Newer workbooks stand as a whole in a stream of an OLE object. */
function unwrapped(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf ? (openCompound(bytes).stream('Package') ?? bytes) : bytes;
}
