import { hasOrdinal } from '../../../../vocabulary/ordinals.ts';
import { type Block, plainText, type Table } from '../../../document.ts';
import { signalOf } from '../../text/signals.ts';
import { isReportTitle, sameTitle } from '../heading/title.ts';
import { isBoilerplate, isHeaderLabel, isHeaderLine } from './boilerplate.ts';
import { withoutTail } from './tail.ts';

/** The head of a page is short: title, one or two lines of date and source, buttons. */
const HEAD_BLOCKS = 12;
const LONGEST_HEAD_LINE = 80;
const TITLE_WITHIN = 5;

export interface OwnBlocks {
  readonly blocks: readonly Block[];
  /** The title that the page shows in its head, or null. */
  readonly title: string | null;
}

/**
 * The report's own blocks, the same in every page frame: without the page's lines, without the head above its date line, and with exactly one
 * title in front: the text's own, else the page's (`pageTitle`, or a line of the head that is no heading).
 */
export function withoutFrame(blocks: readonly Block[], pageTitle: string | null): OwnBlocks {
  const end = headEnd(blocks);
  const title = pageTitle ?? titleIn(paragraphsOf(blocks.slice(0, end)));
  const text = withoutTail(blocks.slice(end).filter((block) => !isFrameBlock(block)));
  const body = withoutSecondCopy(withoutRepeatedTitle(text));
  if (title === null || titleIn(paragraphsOf(body.slice(0, TITLE_WITHIN))) !== null) return { blocks: body, title };
  return { blocks: [{ kind: 'paragraph', text: title, level: 1 }, ...body], title };
}

/**
 * Pages that hold a report twice, once for phones, and hide one copy by a style sheet: the second copy, if it repeats the first to the end.
 */
function withoutSecondCopy(blocks: readonly Block[]): readonly Block[] {
  const texts = blocks.map((block) => plainText([block]));
  // The title may stand above both copies.
  for (const first of [0, 1]) {
    const start = copyOf(texts, first);
    if (start !== null) return blocks.slice(0, start);
  }
  return blocks;
}

/** Where the blocks from `first` on are repeated to the end, or null. */
function copyOf(texts: readonly string[], first: number): number | null {
  for (let start = first + LEAST_COPY; start < texts.length; start++) {
    const length = texts.length - start;
    if (texts[start] !== texts[first] || length * 10 < (start - first) * 9) continue;
    if (length <= start - first && texts.slice(start).every((text, at) => text === texts[first + at])) return start;
  }
  return null;
}

/** Blocks of the shortest report that a second copy is looked for of. */
const LEAST_COPY = 6;

const isFrameBlock = (block: Block): boolean =>
  block.kind === 'paragraph' ? isBoilerplate(block.text) : isHeaderTable(block);

/** The 索引号 / 发布机构 / 发文日期 block drawn as a table. */
function isHeaderTable(table: Table): boolean {
  const labels = table.cells.filter((cell) => isHeaderLabel(cell.text));
  return labels.length >= 3 && labels.length * 4 >= table.cells.length;
}

/** Number of blocks that are the head: down to the last date-and-source line, if all above it is title, buttons or a few words. */
function headEnd(blocks: readonly Block[]): number {
  let end = 0;
  let words = 0;
  for (const [at, block] of blocks.slice(0, HEAD_BLOCKS).entries()) {
    if (block.kind === 'table' ? isHeaderTable(block) : isHeaderLine(block.text)) {
      end = at + 1;
      words = 0;
    } else if (block.kind === 'table' || !isHeadText(block.text)) break;
    else if (!isBoilerplate(block.text) && !isReportTitle(block.text)) words += 1;
    if (words > MOST_WORDS) break;
  }
  return end;
}

/** Lines of few words in a head: the site's name, a title over two lines. */
const MOST_WORDS = 3;

const isHeadText = (text: string): boolean =>
  signalOf(text) === null && text.length <= LONGEST_HEAD_LINE && !text.includes('。') && !hasOrdinal(text);

const paragraphsOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));

/** The first line, or two lines together, that read like the title of a report. */
function titleIn(lines: readonly string[]): string | null {
  for (const [at, line] of lines.entries()) {
    const both = line + (lines[at + 1] ?? '');
    if (!isReportTitle(line) && !isReportTitle(both)) continue;
    return isReportTitle(line) ? line : both;
  }
  return null;
}

function withoutRepeatedTitle(body: readonly Block[]): readonly Block[] {
  const [first, second] = body;
  if (first?.kind !== 'paragraph' || second?.kind !== 'paragraph') return body;
  return isReportTitle(first.text) && sameTitle(first.text, second.text) ? body.slice(1) : body;
}
