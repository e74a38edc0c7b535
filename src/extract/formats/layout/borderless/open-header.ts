import { around, centreY, type LaidOutPage, type PageTable } from '../model.ts';
import { applicantOf, applicants } from './form-labels.ts';
import type { HeaderCell } from './header.ts';
import { continues } from './join.ts';
import { LINE_GAP } from './settings.ts';
import { overlapX, type TextRun } from './text-runs.ts';

/**
 * The header of the applicants at a page's foot whose rows all stand on the next page: a table of a header alone, below what stands on the
 * page down to `bottom`. Null where not each of its cells stands there, once and in the form's order.
 */
export function openHeader(runs: readonly TextRun[], bottom: number, page: number): PageTable | null {
  const foot = runs.filter(({ box }) => centreY(box) > bottom);
  if (foot.length < applicants) return null;
  const cells = foot
    .flatMap((run) => spelled(run, foot) ?? [])
    .sort((one, other) => one.cell.box[0] - other.cell.box[0]);
  const isForm = cells.length === applicants && cells.every(({ column }, index) => column === index);
  const leaves = cells.map(({ cell }) => cell);
  return isForm && areApart(leaves) ? headerTable(leaves, page) : null;
}

interface ApplicantCell {
  readonly cell: HeaderCell;
  readonly column: number;
}

/** The header cell that begins with this line, where its words and those of the lines below it name a column of applicants. */
function spelled(first: TextRun, runs: readonly TextRun[]): ApplicantCell | null {
  const lines = [first];
  for (let last: TextRun | undefined = first; last && lines.length <= MOST_LINES; last = lineBelow(last, runs)) {
    if (last !== first) lines.push(last);
    const text = lines.map((line) => line.text).join('\n');
    const column = applicantOf(text);
    if (column >= 0) return { cell: { text, box: around(lines.map(({ box }) => box)) }, column };
  }
  return null;
}

/** 法律服务机构 in a column of one character. */
const MOST_LINES = 6;

const lineBelow = (upper: TextRun, runs: readonly TextRun[]): TextRun | undefined =>
  runs
    .filter(({ box }) => overlapX(box, upper.box) && centreY(box) - centreY(upper.box) > upper.size * HALF_LINE)
    .filter(({ box }) => centreY(box) - centreY(upper.box) < upper.size * LINE_GAP.most)
    .sort((one, other) => centreY(one.box) - centreY(other.box))[0];
const HALF_LINE = 0.5;

const areApart = (cells: readonly HeaderCell[]): boolean =>
  cells.every(({ box }, index) => index === 0 || (cells[index - 1]?.box[2] ?? 0) <= box[0]);

function headerTable(cells: readonly HeaderCell[], page: number): PageTable {
  const box = around(cells.map((cell) => cell.box));
  return {
    box,
    xs: [box[0] - 1, ...cells.map((cell) => cell.box[0]), box[2]],
    rows: 1,
    cells: cells.map((cell, index) => ({
      row: 0,
      column: index + 1,
      rowSpan: 1,
      colSpan: 1,
      ...cell,
      page,
      fullness: 0,
    })),
    borderless: {
      columns: cells.map((cell) => [cell.box[0], cell.box[2]]),
      labels: 1,
      headed: true,
      header: cells.map(({ text }) => text.replace(/\s/g, '')).join('|'),
      head: [],
      foot: [],
      certain: true,
    },
  };
}

/** Pages with the headers at their feet as tables where the next page begins with rows in these columns. */
export const withOpenHeaders = (pages: readonly LaidOutPage[]): LaidOutPage[] =>
  pages.map((page, index) => {
    const first = pages[index + 1]?.tables[0];
    const { openHeader: header = null } = page;
    return header && first && continues(header, first) ? { ...page, tables: [...page.tables, header] } : page;
  });
