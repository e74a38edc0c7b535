import { plain, withoutSpace } from '../../../vocabulary/characters.ts';
import { fieldKind } from '../../../vocabulary/field-labels.ts';
import { endsLikeOrgan } from '../../../vocabulary/organ-endings.ts';
import { namesDisclosureReport, namesReportRightly } from '../../../vocabulary/report-titles.ts';
import { cleanTitle, isNotice, organOf, yearOf } from '../../../vocabulary/title-parts.ts';
import { arabicDates, isDay } from '../../../vocabulary/years.ts';
import type { Block, DocumentMetadata, Table, Warning } from '../../document.ts';
import { isKnownHeading } from '../sections.ts';
import { readInformationBlock } from './information-block.ts';
import { reportYear } from './year.ts';

/** What the report calls itself. */
export interface ReportHeading {
  readonly title: string | null;
  readonly organ: string | null;
  readonly year: number | null;
  readonly warnings: readonly Warning[];
}

/** How far down the document a title may stand, and over how many lines it may be broken. */
const TITLE_REACH = 30;
const TITLE_LINES = 4;
/** Lines that are looked at: those of a block of information are none of the title's. */
const OPENING = 80;
const LONGEST_LINE = 60;

/** Finds title, organ and report year: the title first, then the lines around it, the header block, the body. Each step down is told. */
export function readHeading(blocks: readonly Block[], metadata: DocumentMetadata): ReportHeading {
  const warnings: Warning[] = [];
  const information = readInformationBlock(openingLines(blocks));
  const own = findTitle(information.lines.slice(0, TITLE_REACH));
  const outside = statedTitle([information.title, metadata.title ?? null]);
  const report = wholeOf(own, information.title) ?? chooseTitle(own, outside);
  const title = report ?? otherTitle(metadata);

  let organ = report ? organOf(report) : title && endsLikeOrgan(title) ? organOf(title) : null;
  if (!organ && outside) organ = organOf(outside);
  if (!organ) {
    const fallback = organElsewhere(blocks, metadata.organ ?? information.organ);
    if (fallback) {
      organ = fallback.organ;
      warnings.push({
        code: 'organ_inferred',
        message: `the title names no organ; "${organ}" is from ${fallback.from}`,
        where: 'organ',
      });
    }
  }
  const printed = (title ? yearOf(title) : null) ?? (outside ? yearOf(outside) : null);
  const { year, warning } = reportYear(printed, blocks, metadata.publishedOn);
  if (warning) warnings.push(warning);
  if (!title)
    warnings.push({ code: 'no_title', message: 'no line reads like the title of an annual report', where: 'title' });
  if (!organ)
    warnings.push({
      code: 'no_organ',
      message: 'neither title, header block nor signature names an organ',
      where: 'organ',
    });
  if (year === null)
    warnings.push({ code: 'no_year', message: 'neither title nor text names a report year', where: 'year' });
  return { title, organ, year, warnings };
}

/** What a report is called outside of its text; a title that names the organ before one that does not. */
function statedTitle(stated: readonly (string | null)[]): string | null {
  const titles = stated.flatMap((title) =>
    title !== null && namesDisclosureReport(plain(title)) ? [cleanTitle(title)] : [],
  );
  return titles.find((title) => organOf(title) !== null) ?? titles[0] ?? null;
}

function openingLines(blocks: readonly Block[]): string[] {
  const lines: string[] = [];
  for (const block of blocks) {
    const texts = block.kind === 'paragraph' ? [block.text] : openingCells(block);
    for (const line of texts.flatMap((text) => text.split('\n'))) {
      if (plain(line) === '') continue;
      if (isKnownHeading(line) && lines.length > 0) return lines;
      lines.push(line);
      if (lines.length >= OPENING) return lines;
    }
  }
  return lines;
}

/** A table's first cells, where a title may stand; all those of a block of information. */
function openingCells({ cells }: Table): string[] {
  const texts = cells.slice(0, OPENING).map(({ text }) => text);
  return texts.filter((text) => fieldKind(text) !== null).length > 1 ? texts : texts.slice(0, 4);
}

/**
 * The first run of short lines that together read like a title; a line above that names the organ is taken in. A notice (关于印发…年度报告的通知) is
 * the title only where the report below it has none.
 */
function findTitle(lines: readonly string[]): string | null {
  let notice: string | null = null;
  for (let start = 0; start < lines.length; start++) {
    const inside = titleInside(lines[start] ?? '');
    if (inside) return inside;
    for (let count = 1; count <= TITLE_LINES; count++) {
      const run = lines.slice(start, start + count);
      if (run.length < count || run.some((line) => !isTitleLine(line))) break;
      const joined = printedOnce(cleanTitle(run.join('')));
      if (!isTitle(joined) || isOnlyBeginning(joined, lines[start + count])) continue;
      // A menu's or a column's name above a whole title.
      if (count > 1 && !isNameLine(run[0] ?? '') && isWhole(cleanTitle(run.slice(1).join('')))) break;
      const next = lines[start + count];
      const complete =
        next !== undefined && isTitleLine(next) && goesOn(joined, next) ? joined + cleanTitle(next) : joined;
      const title = withOrganAbove(complete, lines, start);
      if (!isNotice(title)) return title;
      notice ??= title;
      break;
    }
  }
  return notice;
}

/** Of a title that is printed twice in a row, the one. */
function printedOnce(title: string): string {
  const half = title.slice(0, title.length / 2);
  return half !== '' && half + half === title ? half : title;
}

/** What reads like a misprinted title (…年度报) may be one that the line's end has cut (告（2023年度）). */
function isOnlyBeginning(title: string, next: string | undefined): boolean {
  if (next === undefined || namesReportRightly(title) || !isTitleLine(next)) return false;
  return next.length <= LONGEST_REST && namesReportRightly(cleanTitle(title + next));
}
const LONGEST_REST = 12;

/** The rest of a title on a line of its own: 年度报告, or the year in brackets. */
const goesOn = (title: string, next: string): boolean =>
  /^(?:年度)?(?:工作)?(?:年度)?报告$/.test(plain(next)) ||
  (yearOf(title) === null && /^[(〔[]20\d\d年?度?[)〕\]]$/.test(arabicDates(plain(next))));

/** A page that lost its line ends: the title is the beginning of a long line, up to where the text begins. */
function titleInside(line: string): string | null {
  if (line.length <= LONGEST_LINE) return null;
  const begin = /^(.{4,70}?(?:年度报告|工作报告|年报))(?=\s*(?:根据|依据|按照|为|本报告|现|一、)|\s)/s.exec(
    line.trim(),
  )?.[1];
  return begin && isTitle(cleanTitle(begin)) && organOf(begin) ? cleanTitle(begin) : null;
}

/** What a line's end leaves of an organ's name: 府办公室, 员会. */
const REST_OF_NAME = /^(?:府(?:办|$)|民?政府|公室|员会|委员会$|[室会局厅院]$)/;

/** A title that needs no line above it: it names an organ and a year. */
function isWhole(title: string): boolean {
  const organ = organOf(title) ?? '';
  return isTitle(title) && endsLikeOrgan(organ) && !REST_OF_NAME.test(organ) && yearOf(title) !== null;
}

/** A line that ends like the name of an organ, or of the place that an organ's name goes on from. */
const isNameLine = (line: string): boolean => endsLikeOrgan(line) || /20\d\d年?度?$/.test(arabicDates(plain(line)));

function isTitle(joined: string): boolean {
  const text = plain(joined);
  return (
    text.length <= 80 &&
    namesDisclosureReport(text) &&
    !/^(?:根据|按照|依据|现将|本报告|为)/.test(text) &&
    !/解读|图解|指南|[>»›]|^首页/.test(text)
  );
}

const isTitleLine = (line: string): boolean => {
  const text = plain(line);
  return (
    text.length <= LONGEST_LINE &&
    !/[。；;！!]/.test(text) &&
    // Between a letterhead and the title: 清政办字〔2023〕5号, and the day of a notice.
    !/文件$|[〔[(（【]20\d\d[〕\])）】]第?\d+号/.test(text) &&
    !isDay(text) &&
    // 附件【…】已下载3次: the list of files that VSB puts below a text.
    !/^(?:索引号|发布|来源|日期|时间|作者|浏览|字号|打印|当前位置|首页|附件[【[])/.test(text)
  );
};

function withOrganAbove(title: string, lines: readonly string[], start: number): string {
  if (organOf(title)) return title;
  const above = lines[start - 1];
  return above && isOrganLine(above) ? cleanTitle(above) + title : title;
}

function isOrganLine(line: string): boolean {
  const text = plain(line).replace(/[(（].*[)）]$/, '');
  return text.length >= 3 && text.length <= 40 && endsLikeOrgan(text) && !/[:：,，。]/.test(text);
}

/** The title in the block of information, where the text's own is the end of it: a blank label of the block took the first line. */
function wholeOf(own: string | null, stated: string | null): string | null {
  if (own === null || stated === null) return null;
  const whole = cleanTitle(stated);
  return isTitle(whole) && whole !== own && plain(whole).endsWith(plain(own)) ? whole : null;
}

/** The document's own title, unless only the page's names the organ. */
function chooseTitle(own: string | null, outside: string | null): string | null {
  if (own && outside && !organOf(own) && organOf(outside)) return outside;
  return own ?? outside;
}

/** What the page calls itself where nothing reads like a report's title; a heading of the report is no title. */
function otherTitle({ title }: DocumentMetadata): string | null {
  return title && !isKnownHeading(title) ? cleanTitle(title) : null;
}

function organElsewhere(blocks: readonly Block[], stated: string | null): { organ: string; from: string } | null {
  if (stated && !/(?:网|本站|管理员|佚名)$/.test(stated)) return { organ: stated, from: 'the header block' };
  const closing = blocks
    .filter((block) => block.kind === 'paragraph')
    .slice(-6)
    .map((block) => withoutSpace(block.text));
  const date = closing.findIndex((line) => isDay(plain(line)));
  const signature = closing[date - 1];
  return signature && isOrganLine(signature) ? { organ: signature, from: 'the signature' } : null;
}
