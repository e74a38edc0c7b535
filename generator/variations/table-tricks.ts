import { arranged } from '../../src/sample/arrange.ts';
import type { SampleCell, SampleTable } from '../../src/sample/grid.ts';
import type { SampleBlock } from '../../src/sample/model.ts';
import type { Random } from '../../src/sample/random.ts';
import { generateReport } from '../../src/sample/report.ts';
import { breakTable, headerRows, sliceTable, stackTables } from '../../src/sample/shape.ts';
import { cutAfter, truthIn, withChecks, withNotes } from '../vary.ts';
import {
  comparedName,
  type Draft,
  figureName,
  isDigits,
  type Trick,
  withBlocks,
  withNumber,
  withTables,
  withUnsure,
} from './draft.ts';
import { HIDDEN_ROW, marked } from './looks.ts';
import { cellsAt, fromLabel, labelledRows, withRowBehind } from './rows.ts';

/* What organs, editors and transfers do to the tables of a report. */

const LONG = 8;

/** The table over two pages. */
function broken(draft: Draft, random: Random): Draft {
  const cut = random.pick(['repeat', 'blank'] as const);
  const repeats = random.chance(0.5);
  return withTables(draft, (table) => {
    if (table.rows <= LONG) return [table];
    const row = random.int(headerRows(table) + 2, table.rows - 2);
    return breakTable(table, row, cut, repeats && table.key === 'applications');
  });
}

function cut(draft: Draft, random: Random): Draft | null {
  const { blocks, truth } = draft.report;
  const at = random.pick(blocks.flatMap(({ kind }, index) => (kind === 'table' ? [index] : [])).concat(-1));
  const block = blocks[at];
  if (block?.kind !== 'table') return null;
  const head = Math.max(headerRows(block.table), 1);
  const row = random.int(Math.min(head + 3, block.table.rows), block.table.rows - 1);
  const breaksOff = random.chance(0.5);
  const left = cutAfter(blocks, at, row, breaksOff);
  const kept = truthIn(truth, left);
  const changed = withBlocks({ ...draft, report: { ...draft.report, truth: kept } }, left);
  // The last number may lack a digit: null until a sum confirms it. Without table 2 or 3 the form is not told, without the end not who signs.
  const last = left.flatMap((one) => (one.kind === 'table' ? one.table.cells : [])).filter(({ figure }) => figure);
  const ends = last.slice(-3).flatMap(({ figure }) => (figure ? [comparedName(figure, truth)] : []));
  return withUnsure({ ...changed, unasked: new Set(['template', 'organ', 'year', 'title']) }, ends);
}

/** The report of another organ behind it. */
function twoReports(draft: Draft, random: Random): Draft {
  const { report } = draft;
  const other = generateReport(report.seed + 9_000_000 + random.int(1, 999), { title: 'usual' });
  return { ...draft, behind: other.blocks };
}

/** Each table printed once more, as the annex repeats it. */
function doubled(draft: Draft): Draft {
  const tables = draft.report.blocks.filter((block) => block.kind === 'table');
  const caption: SampleBlock = { kind: 'paragraph', text: '附表' };
  return withBlocks(draft, [...draft.report.blocks, caption, ...tables]);
}

const OWN_RESULTS = ['9.属于工作秘密', '9.涉及公共安全', '4.其他无法提供情形', '6.其他不予处理情形'];
const OWN_CLAUSES = ['行政裁决', '行政征收', '行政给付', '行政奖励'];

/** A row of the organ's own among the results of table 3, or the decisions of table 2. */
function ownRows(draft: Draft, random: Random): Draft | null {
  let { truth } = draft.report;
  let isChanged = false;
  const changed = withTables(draft, (table) => {
    if (table.key !== 'applications' && table.key !== 'disclosure') return [table];
    const { key } = table;
    const rows = labelledRows(table).filter((row) => isPlace(key, fromLabel(table, row)));
    if (rows.length === 0) return [table];
    const row = random.pick(rows);
    const label = random.pick(key === 'applications' ? OWN_RESULTS : OWN_CLAUSES);
    isChanged = true;
    const cells = fromLabel(table, row).map((cell): SampleCell => {
      if (cell.role === 'label') return { ...cell, text: label };
      const figure = cell.figure && { ...cell.figure, row: label };
      if (figure) truth = withNumber(truth, figure, 0);
      return { ...cell, figure, text: '0' };
    });
    return [withRowBehind(table, row, cells)];
  });
  if (!isChanged) return null;
  return { ...changed, report: { ...changed.report, truth } };
}

function isPlace(key: SampleTable['key'], cells: readonly SampleCell[]): boolean {
  const row = cells.find(({ figure }) => figure)?.figure?.row ?? '';
  return key === 'disclosure' ? row === 'licensing' : /^(?:denied|unprocessed|unavailable)_/.test(row);
}

/** Two zeros side by side, or one below the other, in one merged cell. */
function mergedZeros(draft: Draft, random: Random): Draft {
  const unsure: string[] = [];
  const changed = withTables(draft, (table) => {
    if (table.key !== 'applications') return [table];
    let { cells } = table;
    for (const cell of table.cells) {
      if (cell.text !== '0' || !cell.figure || !random.chance(0.1) || !cells.includes(cell)) continue;
      const down = random.chance(0.5);
      const [row, column] = down ? [cell.row + 1, cell.column] : [cell.row, cell.column + 1];
      const other = cells.find((one) => one.row === row && one.column === column);
      if (other?.text !== '0' || !other.figure || other.rowSpan * other.colSpan > 1) continue;
      const merged = { ...cell, ...(down ? { rowSpan: 2 } : { colSpan: 2 }) };
      cells = cells.filter((one) => one !== other).map((one) => (one === cell ? merged : one));
      // A row with a merged cell may be given up as a whole.
      for (const one of table.cells)
        if (one.figure && (one.row === cell.row || one.row === row)) unsure.push(figureName(one.figure));
    }
    return [{ ...table, cells }];
  });
  return withUnsure(changed, unsure);
}

/** One label over two rows of numbers: nobody can tell which of them it names. */
function labelOverTwo(draft: Draft, random: Random): Draft | null {
  let { truth } = draft.report;
  let isChanged = false;
  const changed = withTables(draft, (table) => {
    if (table.key !== 'applications') return [table];
    const rows = labelledRows(table).filter((row) => {
      const [upper, lower] = [labelOf(table, row), labelOf(table, row + 1)];
      // A row that is blank goes on with the one above it.
      if (![row, row + 1].every((at) => cellsAt(table, at).some(({ figure, text }) => figure && text.trim() !== '')))
        return false;
      return upper && lower && upper.column === lower.column && upper.colSpan === lower.colSpan;
    });
    if (rows.length === 0) return [table];
    const row = random.pick(rows);
    const [upper, lower] = [labelOf(table, row), labelOf(table, row + 1)];
    isChanged = true;
    for (const { figure } of [...cellsAt(table, row), ...cellsAt(table, row + 1)])
      if (figure) truth = withNumber(truth, figure, null);
    const cells = table.cells.flatMap((cell) =>
      cell === lower ? [] : [cell === upper ? { ...cell, rowSpan: 2 } : cell],
    );
    return [{ ...table, cells }];
  });
  return isChanged ? { ...changed, report: { ...changed.report, truth } } : null;
}

const labelOf = (table: SampleTable, row: number): SampleCell | undefined =>
  cellsAt(table, row).find(({ role, rowSpan }) => role === 'label' && rowSpan === 1);

/** Rows with other numbers behind some of the rows, hidden as rows or struck out. */
const formerRows = (name: string, isHidden: boolean): Trick => ({
  name,
  apply: (draft, random) => {
    const changed = withTables(draft, (table) => {
      if (table.key === 'indicators' || table.key === 'review_litigation') return [table];
      return [
        labelledRows(table)
          .toReversed()
          .filter(() => random.chance(0.2))
          .reduce((all, row) => {
            const cells = fromLabel(all, row).map((cell) => {
              const text = isDigits(cell) ? String(Number(cell.text) + random.int(1, 9)) : cell.text;
              return { ...cell, figure: null, text: isHidden ? text + HIDDEN_ROW : marked(text) };
            });
            return withRowBehind(all, row, cells);
          }, table),
      ];
    });
    return { ...changed, look: 'struck' };
  },
});

/** All tables of a report in one that a page's end cuts. */
function stacked(draft: Draft): Draft | null {
  const first = draft.report.blocks.findIndex(({ kind }) => kind === 'table');
  const tables = draft.report.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
  if (tables.length < 2) return null;
  const blocks = draft.report.blocks.flatMap((block, at): SampleBlock[] => {
    if (block.kind !== 'table') return [block];
    return at === first ? [{ kind: 'table', table: stackTables(tables) }] : [];
  });
  return withBlocks(draft, blocks);
}

/** Most cells of a table blank, as offices leave those that nothing was counted in. */
function sparse(draft: Draft, random: Random): Draft {
  let { truth } = draft.report;
  const changed = withTables(draft, (table) => {
    const share = random.pick([0.5, 0.8, 0.95]);
    const cells = table.cells.map((cell) => {
      if (cell.figure === null || !random.chance(share)) return cell;
      truth = withNumber(truth, cell.figure, null);
      return { ...cell, text: '' };
    });
    return [{ ...table, cells }];
  });
  return unnamed({ ...changed, report: { ...changed.report, truth } });
}

/** A table of a few rows only, or of none below its header. */
function shortened(draft: Draft, random: Random): Draft {
  const { report } = draft;
  const changed = withTables(draft, (table) => {
    const head = headerRows(table);
    if (table.key === 'indicators' || table.rows - head < 2 || random.chance(0.3)) return [table];
    const from = random.int(head, table.rows - 1);
    const to = Math.min(table.rows, from + random.int(0, 3));
    const header = sliceTable(table, 0, head, 'repeat');
    return [to === from ? header : stackTables([header, sliceTable(table, from, to, 'repeat')])];
  });
  return unnamed({
    ...changed,
    report: { ...changed.report, truth: truthIn(report.truth, changed.report.blocks) },
  });
}

/** What is left of the tables may not tell the form any more. */
const unnamed = (draft: Draft): Draft => ({ ...draft, unasked: new Set([...draft.unasked, 'template']) });

export const TABLE_TRICKS: readonly Trick[] = [
  { name: 'broken by a page', apply: broken },
  { name: 'printed twice', apply: (draft) => doubled(draft) },
  { name: 'merged zeros', apply: mergedZeros },
  { name: 'one table', apply: (draft) => stacked(draft) },
  { name: 'arranged otherwise', apply: (draft, random) => withTables(draft, (table) => arranged(table, random)) },
  { name: 'checks beside', apply: (draft) => withTables(draft, (table) => [withChecks(table)]) },
];

export const ROW_TRICKS: readonly Trick[] = [
  formerRows('hidden rows', true),
  formerRows('struck rows', false),
  { name: 'label over two rows', apply: labelOverTwo },
];

export const REPORT_TRICKS: readonly Trick[] = [
  { name: 'as it is', apply: (draft) => draft },
  { name: 'notes', apply: (draft, random) => withTables(draft, (table) => [withNotes(table, random)]) },
  { name: 'cut', apply: cut },
  { name: 'two reports', apply: twoReports },
  { name: 'own rows', apply: ownRows },
  { name: 'sparse', apply: sparse },
  { name: 'shortened', apply: shortened },
];
