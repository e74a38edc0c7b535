import { plain } from '../vocabulary/characters.ts';
import { namesDisclosureReport, namesReport } from '../vocabulary/report-titles.ts';
import { cleanTitle } from '../vocabulary/title-parts.ts';
import type { Block, Document, Warning } from './document.ts';
import { type ReportHeading, readHeading } from './report/heading/title.ts';
import { isKnownHeading, sectionOf } from './report/sections.ts';

/** The document up to where another organ's report begins. */
export interface FirstReport {
  readonly document: Document;
  readonly warnings: readonly Warning[];
}

/** What stands in the tables of every report, of any generation. */
const STATISTICS = /本年新收|本年制发|本年新制作|行政复议|统计指标|指标名称/;
/** Labels of tables that no sentence has, where a table's cells are lines of text. */
const LABELS = /本年(?:度)?新收政府信息公开申请|^(?:信息内容)?本年(?:制发件数|新制作数量)|^统计指标|^指标名称/;
const LONGEST_LABEL = 80;
/** Labels one behind the other, where a table's cells have run together into one line. */
const JOINED =
  /本年新收政府信息公开申请数量.{0,90}上年结转|本年制发件数.{0,9}本年废止件数|本年新制作数量.{0,9}本年新公开数量|结果维持.{0,9}结果纠正/;
const LONGEST_TITLE = 60;
/** A title may be broken over this many lines. */
const TITLE_LINES = 3;

/**
 * Departments' reports are also published bound into one file. Tables are found by their labels wherever they stand, so that a table that the
 * first report lacks would be taken from the second: what follows a title of another organ or year, with tables behind it, is left out.
 */
export function firstReport(document: Document): FirstReport {
  const { blocks, metadata } = document;
  const first = blocks.findIndex(isStatistics);
  const last = blocks.findLastIndex(isStatistics);
  const from = Math.min(first, endOfSections(blocks));
  let heading: ReportHeading | null = null;
  for (let at = from + 1; first >= 0 && at < blocks.length; at++) {
    const title = titleEndingAt(blocks, at);
    // Behind the last table a report of words only may follow.
    if (!title || (at >= last && endOfSections(blocks.slice(at)) === blocks.length - at)) continue;
    // Most documents have no second title: their own is read later on.
    heading ??= readHeading(blocks.slice(0, from), metadata);
    const own = heading;
    const other = own.organ === null ? isAnother(title, own, blocks, at) : isOther(title, own, blocks, at);
    if (!other && !isCopy(title, own, blocks, at)) continue;
    const message = other
      ? `Another report follows (${title.title}); only the first one was read. Part the file to read the others.`
      : 'The report stands in the file twice; the first copy was read.';
    return {
      document: { ...document, blocks: blocks.slice(0, title.start) },
      warnings: [{ code: 'several_reports', message, where: null }],
    };
  }
  return { document, warnings: [] };
}

function isStatistics(block: Block): boolean {
  if (block.kind === 'table') return block.cells.some((cell) => STATISTICS.test(plain(cell.text)));
  const text = plain(block.text);
  return block.text.length <= LONGEST_LABEL ? LABELS.test(text) : JOINED.test(text);
}

/** Where a report that has no table may end: behind so many of its sections. */
const ENOUGH_SECTIONS = 3;

function endOfSections(blocks: readonly Block[]): number {
  const headings = blocks.flatMap((block, at) =>
    block.kind === 'paragraph' && isKnownHeading(block.text) ? [at] : [],
  );
  return headings[ENOUGH_SECTIONS - 1] ?? blocks.length;
}

/** The last line of a title ends in what it is. */
const isTitleEnd = (line: string): boolean => line.length <= LONGEST_TITLE && namesReport(line.slice(-2));

/** The text of paragraphs as one line; null where another block is among them. */
const linesOf = (blocks: readonly Block[]): string | null =>
  blocks.reduce<string | null>(
    (text, block) => (text === null || block.kind !== 'paragraph' ? null : text + block.text),
    '',
  );

const isHeadingLine = (block: Block | undefined): boolean =>
  block?.kind === 'paragraph' && (isKnownHeading(block.text) || block.text.includes('。'));

interface Title {
  /** Block that its first line stands in. */
  readonly start: number;
  readonly title: string | null;
  readonly organ: string | null;
  readonly year: number | null;
}

/** The title that ends in a block and names its organ itself. */
function titleEndingAt(blocks: readonly Block[], at: number): Title | null {
  const last = linesOf(blocks.slice(at, at + 1));
  if (!last || !isTitleEnd(cleanTitle(plain(last)))) return null;
  for (let count = 1; count <= TITLE_LINES; count++) {
    const start = at + 1 - count;
    const window = blocks.slice(start, at + 1);
    const title = linesOf(window);
    // A heading above a title is none of its lines.
    if (title === null || (count > 1 && isHeadingLine(blocks[start]))) return null;
    if (!namesDisclosureReport(cleanTitle(plain(title)))) continue;
    const heading = readHeading(window, {});
    if (heading.organ !== null && heading.year !== null && heading.warnings.length === 0) return { start, ...heading };
  }
  return null;
}

/** True where the same title comes again, and below it no section and no table but those that stand above it already. */
function isCopy(title: Title, own: Omit<Title, 'start'>, blocks: readonly Block[], at: number): boolean {
  return (
    title.organ === own.organ && title.year === own.year && areAbove(title, blocks, at) && !opensNext(title, blocks, at)
  );
}

/** True for a running head: the section that it stands over has not been above it, though those of another report may follow. */
function opensNext({ start }: Title, blocks: readonly Block[], at: number): boolean {
  const [next] = sectionsIn(blocks.slice(at));
  return next !== undefined && !sectionsIn(blocks.slice(0, start)).has(next);
}

/** True where every table below a title stands above it already. */
function areAbove({ start }: Title, blocks: readonly Block[], at: number): boolean {
  const [above, below] = [signsIn(blocks.slice(0, start)), signsIn(blocks.slice(at))];
  return below.size > 1 && [...below].every((sign) => above.has(sign));
}

/** The same of a report that does not name its organ in its own title. */
const isAnother = (title: Title, own: Omit<Title, 'start'>, blocks: readonly Block[], at: number): boolean =>
  title.year !== own.year || areAbove(title, blocks, at) || beginsAnew(title, blocks, at);

/** True where the sections of a report that stand above a title follow below it once more. */
function beginsAnew({ start }: Title, blocks: readonly Block[], at: number): boolean {
  const above = sectionsIn(blocks.slice(0, start));
  const again = [...sectionsIn(blocks.slice(at))].filter((section) => above.has(section));
  return again.length >= ENOUGH_SECTIONS;
}

const sectionsIn = (blocks: readonly Block[]): ReadonlySet<string> =>
  new Set(
    blocks.flatMap((block) => {
      const section = block.kind === 'paragraph' ? sectionOf(block.text) : null;
      return section === null ? [] : [section];
    }),
  );

/** What the tables among some blocks are told by. */
const signsIn = (blocks: readonly Block[]): ReadonlySet<string> =>
  new Set(
    blocks.filter(isStatistics).flatMap((block) => {
      const texts = block.kind === 'table' ? block.cells.map(({ text }) => text) : [block.text];
      return texts.flatMap((text) => [...plain(text).matchAll(new RegExp(STATISTICS, 'g'))].map(([sign]) => sign));
    }),
  );

/**
 * True for another organ's title, or another year's. A shorter form of the same name is the same organ; one that goes on behind it (an office of
 * the government's) is, unless a whole report follows.
 */
function isOther(title: Title, own: Omit<Title, 'start'>, blocks: readonly Block[], at: number): boolean {
  if (title.organ === null || own.organ === null) return false;
  const isForm = own.organ.endsWith(title.organ) || title.organ.endsWith(own.organ);
  const isPart = own.organ.includes(title.organ) || title.organ.includes(own.organ);
  const isSame = isForm || (isPart && !beginsAnew(title, blocks, at));
  return !isSame || (own.year !== null && title.year !== own.year);
}
