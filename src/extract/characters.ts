import { withoutRadicals } from '../vocabulary/characters.ts';
import { inReadingOrder } from '../vocabulary/reading-order.ts';
import type { Block, Document, DocumentMetadata } from './document.ts';

const OTHERWISE = /[\u2e80-\u2fdf\u202e]/;

const asSeen = (text: string): string => withoutRadicals(inReadingOrder(text));

/**
 * A document whose fonts or whose author's clipboard put radicals in the place of characters (⼈⺠政府), with the characters that a reader
 * sees: what is searched for, stored and compared later is 人民政府. Letters that marks of direction turn about are in the order of reading.
 */
export function readCharacters(document: Document): Document {
  if (!document.blocks.some(holdsOthers) && !OTHERWISE.test(Object.values(document.metadata).join())) return document;
  return {
    ...document,
    blocks: document.blocks.map(inCharacters),
    metadata: Object.fromEntries(
      Object.entries(document.metadata).map(([field, text]) => [field, asSeen(text)]),
    ) satisfies DocumentMetadata,
  };
}

const holdsOthers = (block: Block): boolean =>
  block.kind === 'paragraph' ? OTHERWISE.test(block.text) : block.cells.some(({ text }) => OTHERWISE.test(text));

function inCharacters(block: Block): Block {
  if (block.kind === 'paragraph') return { ...block, text: asSeen(block.text) };
  return { ...block, cells: block.cells.map((cell) => ({ ...cell, text: asSeen(cell.text) })) };
}
