import type { Block, Paragraph, Table } from '../../document.ts';
import { signalOf } from '../text/signals.ts';
import { isFurniture, isHeaderLabel, isHeaderLine } from './furniture.ts';
import { isReportTitle, sameTitle } from './title.ts';

/** The head of a page is short: title, one or two lines of date and source, buttons. */
const HEAD_BLOCKS = 12;
const LONGEST_HEAD_LINE = 80;
const TITLE_WITHIN = 5;

/**
 * The report's own blocks, the same in every page frame: without the page's lines, without the head above its date line, and with exactly one
 * title in front: the text's own, else the page's.
 */
export function withoutFrame(blocks: readonly Block[], pageTitle: string | null): readonly Block[] {
  const body = withoutRepeatedTitle(afterHead(blocks).filter((block) => !isFrameBlock(block)));
  if (pageTitle === null || hasOwnTitle(body)) return body;
  return [{ kind: 'paragraph', text: pageTitle, level: 1 }, ...body];
}

const isFrameBlock = (block: Block): boolean =>
  block.kind === 'paragraph' ? isFurniture(block.text) : isHeaderTable(block);

/** The 索引号 / 发布机构 / 发文日期 block drawn as a table. */
export function isHeaderTable(table: Table): boolean {
  const labels = table.cells.filter((cell) => isHeaderLabel(cell.text));
  return labels.length >= 3 && labels.length * 4 >= table.cells.length;
}

/** Drops what stands above the last date-and-source line of the head. */
function afterHead(blocks: readonly Block[]): readonly Block[] {
  let end = 0;
  for (const [at, block] of blocks.slice(0, HEAD_BLOCKS).entries()) {
    if (block.kind === 'table') {
      if (!isHeaderTable(block)) break;
      end = at + 1;
    } else {
      if (signalOf(block.text) !== null || block.text.length > LONGEST_HEAD_LINE + 40 || block.text.includes('。'))
        break;
      if (isHeaderLine(block.text)) end = at + 1;
    }
  }
  return blocks.slice(end);
}

const paragraphsOf = (blocks: readonly Block[]): Paragraph[] =>
  blocks.slice(0, TITLE_WITHIN).filter((block) => block.kind === 'paragraph');

/** True where the first lines, or two of them together, are the title of a report. */
function hasOwnTitle(body: readonly Block[]): boolean {
  const lines = paragraphsOf(body).map(({ text }) => text);
  return lines.some((line, at) => isReportTitle(line) || isReportTitle(line + (lines[at + 1] ?? '')));
}

function withoutRepeatedTitle(body: readonly Block[]): readonly Block[] {
  const [first, second] = body;
  if (first?.kind !== 'paragraph' || second?.kind !== 'paragraph') return body;
  return isReportTitle(first.text) && sameTitle(first.text, second.text) ? body.slice(1) : body;
}
