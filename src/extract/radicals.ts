import { withoutRadicals } from '../vocabulary/characters.ts';
import type { Block, Document, DocumentMetadata } from './document.ts';

const RADICAL = /[\u2e80-\u2fdf]/;

/**
 * A document whose fonts or whose author's clipboard put radicals in the place of characters (⼈⺠政府), with the characters that a reader
 * sees: what is searched for, stored and compared later is 人民政府.
 */
export function readRadicals(document: Document): Document {
  if (!document.blocks.some(holdsRadicals) && !RADICAL.test(Object.values(document.metadata).join())) return document;
  return {
    ...document,
    blocks: document.blocks.map(inCharacters),
    metadata: Object.fromEntries(
      Object.entries(document.metadata).map(([field, text]) => [field, withoutRadicals(text)]),
    ) satisfies DocumentMetadata,
  };
}

const holdsRadicals = (block: Block): boolean =>
  block.kind === 'paragraph' ? RADICAL.test(block.text) : block.cells.some(({ text }) => RADICAL.test(text));

function inCharacters(block: Block): Block {
  if (block.kind === 'paragraph') return { ...block, text: withoutRadicals(block.text) };
  return { ...block, cells: block.cells.map((cell) => ({ ...cell, text: withoutRadicals(cell.text) })) };
}
