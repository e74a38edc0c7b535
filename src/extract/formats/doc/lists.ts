import type { ByteView } from '../office/byte-view.ts';
import { NUMBER_FORMATS } from '../office/number-format.ts';
import { clampLevel, type DefinedLevel, type List, Numbering } from '../office/numbering.ts';
import { STRUCTURES, type WordFile } from './file.ts';

const DEFINITION_SIZE = 28;
const LEVEL_SIZE = 28;
const USE_SIZE = 16;
/** Real files have some ten; a damaged count must not make us read on for ever. */
const MAX_LISTS = 4000;
const HAS_START = 0x10;
const HAS_LEVEL = 0x20;

/** Reads the automatic lists; their uses are named by number, from 1. */
export function readNumbering(file: WordFile): Numbering {
  const definitions = readDefinitions(file);
  return new Numbering(definitions, readUses(file.structure(STRUCTURES.listUses)));
}

function readDefinitions(file: WordFile): Map<string, DefinedLevel[]> {
  const header = file.structure(STRUCTURES.lists);
  // The levels stand behind the structure, outside of its stated size.
  const start = file.main.u32(0x9a + STRUCTURES.lists * 8);
  const count = header.length === 0 ? 0 : Math.min(MAX_LISTS, header.u16(0));
  const cursor = { at: start + 2 + count * DEFINITION_SIZE };
  const found = new Map<string, DefinedLevel[]>();
  for (let index = 0; index < count; index++) {
    const definition = file.table.part(start + 2 + index * DEFINITION_SIZE, DEFINITION_SIZE);
    const levels = definition.u8(26) & 1 ? 1 : 9;
    found.set(
      String(definition.i32(0)),
      Array.from({ length: levels }, () => readLevel(file.table, cursor)),
    );
  }
  return found;
}

function readLevel(view: ByteView, cursor: { at: number }): DefinedLevel {
  const { at } = cursor;
  const text = at + LEVEL_SIZE + view.u8(at + 24) + view.u8(at + 25);
  const length = view.u16(text);
  cursor.at = text + 2 + 2 * length;
  const format = view.u8(at + 4);
  return {
    start: view.i32(at),
    format: NUMBER_FORMATS[format] ?? (format === 0xff ? 'none' : 'decimal'),
    // The numbers of the levels stand in the text as characters 0 to 8.
    text: view.text(text + 2, 2 * length, 'utf16le').replace(/[\0-\x08]/g, (sign) => `%${sign.charCodeAt(0) + 1}`),
    style: null,
  };
}

function readUses(view: ByteView): Map<string, List> {
  const count = view.length === 0 ? 0 : Math.min(MAX_LISTS, view.u32(0));
  const cursor = { at: 4 + count * USE_SIZE };
  const found = new Map<string, List>();
  for (let index = 0; index < count; index++) {
    const use = view.part(4 + index * USE_SIZE, USE_SIZE);
    // Each use's data begins with a character position that is not needed.
    cursor.at += 4;
    found.set(String(index + 1), { definition: String(use.i32(0)), ...readOverrides(view, cursor, use.u8(12)) });
  }
  return found;
}

function readOverrides(view: ByteView, cursor: { at: number }, count: number): Pick<List, 'overrides' | 'starts'> {
  const overrides: (DefinedLevel | undefined)[] = [];
  const starts: (number | undefined)[] = [];
  for (let index = 0; index < Math.min(count, 9); index++) {
    const flags = view.u32(cursor.at + 4);
    const level = clampLevel(flags & 0xf);
    if (flags & HAS_START) starts[level] = view.i32(cursor.at);
    cursor.at += 8;
    if (flags & HAS_LEVEL) overrides[level] = readLevel(view, cursor);
  }
  return { overrides, starts };
}
