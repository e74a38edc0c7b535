import type { Block, Document, Warning } from '../../document.ts';

/** Stands in front of the name of what is embedded, in a paragraph of its own; no XML can hold it. */
const MARK = '\0';

/** Text of the paragraph in whose place something of another format is to be put. */
export function placeOf(id: string): string {
  return MARK + id;
}

/** What a document inside the text holds. */
export type Embedded = Pick<Document, 'blocks' | 'warnings'>;

/** Reads what is embedded under a name; null where nothing is. */
export type ReadEmbedded = (id: string) => Promise<Embedded | null>;

/** Puts what is embedded in its places. */
export async function withEmbedded(
  blocks: readonly Block[],
  warnings: Warning[],
  read: ReadEmbedded,
): Promise<Block[]> {
  const found: Block[] = [];
  for (const block of blocks) {
    if (block.kind === 'table' || !block.text.startsWith(MARK)) {
      found.push(block);
      continue;
    }
    const inner = await read(block.text.slice(MARK.length));
    found.push(...(inner?.blocks ?? []));
    warnings.push(...(inner?.warnings ?? []));
  }
  return found;
}
