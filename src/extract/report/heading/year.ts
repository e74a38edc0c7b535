import { plain } from '../../../vocabulary/characters.ts';
import { arabicDates, yearOfPeriod, yearsMentioned } from '../../../vocabulary/years.ts';
import type { Block, Warning } from '../../document.ts';
import { isKnownHeading } from '../sections.ts';

interface YearMention {
  readonly year: number;
  readonly from: string;
}

/** The report year: as the title prints it, else what the text says; told where the two contradict each other. */
export function reportYear(
  printed: number | null,
  blocks: readonly Block[],
  publishedOn: string | undefined,
): { year: number | null; warning: Warning | null } {
  const text = arabicDates(plain(blocks.map((block) => (block.kind === 'paragraph' ? block.text : '')).join('\n')));
  const published = publishedOn === undefined ? daySigned(blocks) : publishedOn;
  const periods = periodsIn(text);
  if (printed === null) return inferred(periods[0] ?? toldBy(blocks, text, published));
  // One of another report behind it contradicts nothing.
  if (periods.some(({ year }) => year === printed)) return { year: printed, warning: null };
  // A year that has not ended cannot be reported on: such titles name the year of publication.
  const unended = published !== null && published.slice(0, 4) === String(printed) && published.slice(5, 7) < '11';
  const said = periods[0] ?? (unended ? yearBefore(printed, text) : null);
  if (!said || said.year === printed) return { year: printed, warning: null };
  const year = unended && said.year === printed - 1 ? said.year : printed;
  const message = `the title names ${printed}, but ${said.year} is ${said.from}; ${year} is given`;
  return { year, warning: { code: 'year_contradicted', message, where: 'year' } };
}

function inferred(found: YearMention | null): { year: number | null; warning: Warning | null } {
  if (!found) return { year: null, warning: null };
  const message = `the title names no year; ${found.year} is from ${found.from}`;
  return { year: found.year, warning: { code: 'year_inferred', message, where: 'year' } };
}

/** The periods that a text says it covers, what says it most clearly first. */
function periodsIn(text: string): YearMention[] {
  const year = yearOfPeriod(text);
  const named = /统计(?:数据)?(?:期限|期间|时间|时段|范围|年度|区间)[^。;；]{0,8}?(20\d\d)年(?!\d{1,2}月)/.exec(
    text,
  )?.[1];
  const end = /截[至止到](20\d\d)年12月31日/.exec(text)?.[1];
  return [
    ...(year === null ? [] : [{ year, from: 'the period that the text names' }]),
    ...(named === undefined ? [] : [{ year: Number(named), from: 'the period that the text counts' }]),
    ...(end === undefined ? [] : [{ year: Number(end), from: 'the day up to which the text counts' }]),
  ];
}

/** Characters of a text in which its overview stands. */
const OVERVIEW = 4000;

/** How often a text's overview speaks of each year; days are none. */
function mentions(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const year of yearsMentioned(text.slice(0, OVERVIEW))) counts.set(year, (counts.get(year) ?? 0) + 1);
  return counts;
}

/** The year that a text's overview speaks of most; one mention is enough for the year before its publication. */
function spokenOf(text: string, published: string | null): YearMention | null {
  const [first, second] = [...mentions(text)].sort((a, b) => b[1] - a[1]);
  if (!first || (second && second[1] === first[1])) return null;
  const before = published !== null && Number(published.slice(0, 4)) - 1 === first[0];
  return first[1] > 1 || before ? { year: first[0], from: 'the year that its text speaks of most' } : null;
}

/** What introduction and overview say; where they contradict each other, only the year before the publication counts. */
function toldBy(blocks: readonly Block[], text: string, published: string | null): YearMention | null {
  const told = [yearIntroduced(blocks), spokenOf(text, published)].filter((found) => found !== null);
  const [first, second] = told;
  const before = published === null ? null : Number(published.slice(0, 4)) - 1;
  if (first && second && first.year !== second.year) return told.find(({ year }) => year === before) ?? null;
  // Nobody reports on a year that has not ended.
  return first && (before === null || first.year <= before) ? first : null;
}

/** The one year that is named in front of the first section. */
function yearIntroduced(blocks: readonly Block[]): YearMention | null {
  const [year, ...others] = new Set(introductionOf(blocks).flatMap((line) => yearsMentioned(plain(line))));
  return year === undefined || others.length > 0 ? null : { year, from: 'the only year in front of its first section' };
}

/** The lines above the first known heading. */
function introductionOf(blocks: readonly Block[]): string[] {
  const lines = blocks.flatMap((block) => (block.kind === 'paragraph' ? block.text.split('\n') : []));
  const first = lines.findIndex(isKnownHeading);
  return first < 0 ? [] : lines.slice(0, first);
}

/** The year before the one that a title prints, where the text speaks of it as often: the title itself is one of the mentions. */
function yearBefore(printed: number, text: string): YearMention | null {
  const counts = mentions(text);
  const often = counts.get(printed - 1) ?? 0;
  return often > 0 && often >= (counts.get(printed) ?? 0) - 1
    ? { year: printed - 1, from: 'the year that its text speaks of' }
    : null;
}

const CLOSING = 6;

/** The day below the signature as `YYYY-MM`. */
function daySigned(blocks: readonly Block[]): string | null {
  const lines = blocks
    .slice(-CLOSING)
    .map((block) => (block.kind === 'paragraph' ? arabicDates(plain(block.text)) : ''));
  const day = lines.map((line) => /^(20\d\d)年(\d{1,2})月\d{1,2}日$/.exec(line)).findLast((found) => found !== null);
  return day ? `${day[1]}-${(day[2] ?? '').padStart(2, '0')}` : null;
}
