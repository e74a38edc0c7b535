import type { Block, Paragraph } from '../../document.ts';
import { findCellLines } from './cell-lines.ts';
import { isBlankLine, linesOf } from './lines.ts';
import { findPipes } from './pipes.ts';
import { type FoundTable, raggedTable } from './ragged.ts';
import { findTabbed } from './tabbed.ts';

/**
 * The blocks of plain text: tables where bars or tabs mark them, a paragraph for every other line. Columns made by spaces alone stay
 * paragraphs: where a cell is blank, spaces do not tell which.
 */
export function textBlocks(text: string): Block[] {
  const lines = linesOf(text);
  const blocks: Block[] = [];
  /** Lines before this one were looked at as cells and are none: not to look again from each of them. */
  let noCellsBefore = 0;
  for (let at = 0; at < lines.length; ) {
    const found = tableAt(lines, at, at >= noCellsBefore);
    if (found && found.rows.length > 0) {
      blocks.push(raggedTable(found.rows));
      at = found.next;
      continue;
    }
    if (found) noCellsBefore = found.next;
    const line = lines[at] ?? '';
    if (!isBlankLine(line)) blocks.push(paragraph(line));
    at += 1;
  }
  return blocks;
}

/** Markdown marks headings with up to six hashes. */
function paragraph(line: string): Paragraph {
  const text = line.replace(/\t/g, '  ').trim();
  const [, hashes, heading] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(text) ?? [];
  return hashes && heading ? { kind: 'paragraph', text: heading, level: hashes.length } : { kind: 'paragraph', text };
}

const BEGINNING = /[\t|｜│┃║+┌┏╔]|^"/;

function tableAt(lines: readonly string[], at: number, mayBeCells: boolean): FoundTable | null {
  const isBeginning = BEGINNING.test(lines[at] ?? '') || lines[at + 1]?.includes('\t');
  if (!isBeginning) return null;
  return findPipes(lines, at) ?? findTabbed(lines, at) ?? (mayBeCells ? findCellLines(lines, at) : null);
}
