import { UnreadableError } from '../../document.ts';
import { ByteView } from '../office/byte-view.ts';
import { openCompound } from '../office/compound.ts';

/** The streams of a Word 97–2003 file and what its header (FIB) tells. */
export interface WordFile {
  /** The WordDocument stream: header, text, formatting pages. */
  readonly main: ByteView;
  /** The table stream: where each structure of the document is. */
  readonly table: ByteView;
  /** Long formatting lists that do not fit elsewhere. */
  readonly data: ByteView;
  /** Characters of the body, and of the parts that follow it. */
  readonly bodyLength: number;
  /** Workbooks embedded in the text, which shows pictures of them. */
  readonly workbooks: number;
  readonly textBoxStart: number;
  readonly textBoxLength: number;
  /** A structure of the table stream by its number in the header; blank where the file has none. */
  structure(index: number): ByteView;
}

/** Numbers of the structures that are read. */
export const STRUCTURES = {
  styles: 1,
  characterPages: 12,
  paragraphPages: 13,
  pieces: 33,
  textBoxes: 56,
  lists: 73,
  listUses: 74,
};

const WORKBOOK = /^ObjectPool\/[^/]+\/(?:Workbook|Book|Package)$/i;
const WORD_97 = 0xa5ec;
const FIRST_STRUCTURE = 0x9a;
const ENCRYPTED = 0x100;
const USES_TABLE_1 = 0x200;

/** Opens the container and reads the header. Throws `UnreadableError` 'damaged', 'encrypted', 'unsupported'. */
export function openWordFile(bytes: Uint8Array): WordFile {
  const compound = openCompound(bytes);
  const main = new ByteView(compound.stream('WordDocument') ?? new Uint8Array());
  if (main.u16(0) !== WORD_97)
    throw new UnreadableError(
      'unsupported',
      'The file is of Word 95 or older. Open it in Word or WPS and save it as DOCX.',
    );
  const flags = main.u16(10);
  if (flags & ENCRYPTED)
    throw new UnreadableError('encrypted', 'The file is protected by a password. Ask its publisher for an open copy.');
  const table = compound.stream(flags & USES_TABLE_1 ? '1Table' : '0Table');
  if (!table) throw new UnreadableError('damaged', 'The Word file has no table stream. Download the file again.');
  const view = new ByteView(table);
  const [body, notes, headers, , comments, endNotes, textBoxes] = partLengths(main);
  return {
    main,
    table: view,
    data: new ByteView(compound.stream('Data') ?? new Uint8Array()),
    bodyLength: body ?? 0,
    workbooks: compound.paths.filter((path) => WORKBOOK.test(path)).length,
    textBoxStart: (body ?? 0) + (notes ?? 0) + (headers ?? 0) + (comments ?? 0) + (endNotes ?? 0),
    textBoxLength: textBoxes ?? 0,
    structure: (index) => {
      const at = FIRST_STRUCTURE + index * 8;
      return view.part(main.u32(at), main.u32(at + 4));
    },
  };
}

/** Characters of body, foot notes, headers, macros (unused), comments, end notes and text boxes. */
function partLengths(main: ByteView): number[] {
  return Array.from({ length: 7 }, (_, index) => main.u32(0x4c + 4 * index));
}
