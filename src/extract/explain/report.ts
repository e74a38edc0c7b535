import type { Document, Warning } from '../document.ts';
import type { Figure, Indicator, Report } from '../report/model.ts';
import type { Grid, Row } from '../report/table/grid.ts';
import type { Decision, Trace } from '../report/trace.ts';
import type { ExplainedFigure, ExplainedRow, ExplainedTable, Explanation } from './model.ts';

/** Tells every table, row and column that was recognised or given up, with the reason. */
export function explainReport(document: Document, report: Report, trace: Trace): Omit<Explanation, 'pages'> {
  const { title, organ, year, template } = report;
  const reasons = new Reasons(report.warnings);
  const tables = trace.grids.map((grid) => explainTable(grid, report, trace, reasons));
  const text = explainText(report, reasons);
  return { format: document.format, title, organ, year, template, tables, text, warnings: reasons.rest() };
}

/** Warnings by what they are about; each is told once. */
class Reasons {
  readonly #left: Set<Warning>;

  constructor(warnings: readonly Warning[]) {
    this.#left = new Set(warnings);
  }

  take(isAbout: (warning: Warning) => boolean): string[] {
    const found = [...this.#left].filter(isAbout);
    for (const warning of found) this.#left.delete(warning);
    return found.map(sentence);
  }

  /** About a row, or a number of it: `applications/granted`, `applications/granted/total`. */
  of(name: string): string[] {
    return this.take(({ where }) => where === name || where?.startsWith(`${name}/`) === true);
  }

  rest(): string[] {
    return this.take(() => true);
  }
}

const sentence = ({ code, message, where }: Warning): string =>
  `${code}: ${message}${where === null ? '' : ` [${where}]`}`;

function explainTable(grid: Grid, report: Report, { decisions }: Trace, reasons: Reasons): ExplainedTable {
  const parts = new Set(grid.rows.flatMap((row) => decisions.get(row)?.table ?? []));
  const traits = [
    ...(grid.transposed ? ['stands on its side: its columns are read as rows'] : []),
    ...(grid.table.ragged ? ['the source has no spans: values are counted from the label'] : []),
    ...(grid.table.inferred
      ? ['rows and columns were guessed from where words stand: sums must confirm the numbers']
      : []),
  ];
  const rows = grid.rows.map((row) => explainRow(row, grid, report, decisions.get(row) ?? null, reasons));
  return { number: grid.number, columns: grid.table.columns, parts: [...parts], traits, rows };
}

function explainRow(row: Row, grid: Grid, report: Report, decision: Decision | null, reasons: Reasons): ExplainedRow {
  const figures = decision?.kind === 'row' ? figuresOf(decision, report, grid) : [];
  const cells = row.cells.map(({ text }) => oneLine(text));
  return {
    row: row.index,
    cells,
    takenFor: takenFor(decision),
    figures,
    reasons: reasonsOf(decision, row, grid, reasons),
  };
}

function reasonsOf(decision: Decision | null, row: Row, grid: Grid, reasons: Reasons): string[] {
  if (decision?.kind === 'row' && decision.table === 'indicators')
    return reasons.of(`indicators/${oneLine(decision.label).replace(/\s/g, '')}`);
  if (decision?.kind === 'row')
    return reasons.of(decision.key === 'all' ? decision.table : `${decision.table}/${decision.key}`);
  if (decision) return [];
  const text = row.cells.map(({ text }) => oneLine(text)).join(' | ');
  return reasons.take(({ where, message }) => where === `table ${grid.number}` && message.endsWith(text));
}

function takenFor(decision: Decision | null): string | null {
  if (!decision) return null;
  if (decision.kind === 'clause') return `clause of ${decision.table}`;
  if (decision.kind === 'row') return `${decision.table}/${decision.key}`;
  return `header of ${decision.table}: ${decision.columns.join(', ')}`;
}

function figuresOf(
  { table, key }: Extract<Decision, { kind: 'row' }>,
  report: Report,
  { number }: Grid,
): ExplainedFigure[] {
  const indicator = table === 'indicators' ? report.indicators[Number(key)] : undefined;
  if (indicator) return indicatorFigures(indicator);
  const own = report.figures.filter((figure) => figure.table === table && (key === 'all' || figure.row === key));
  const here = own.filter(({ source }) => source.table === null || source.table === number);
  return here.map((figure) => figureOf(figure, key === 'all'));
}

const figureOf = ({ row, column, value, raw }: Figure, withRow: boolean): ExplainedFigure => ({
  column: withRow ? `${row}/${column}` : column,
  value,
  raw,
});

function indicatorFigures({ values, raw }: Indicator): ExplainedFigure[] {
  const printed: Readonly<Record<string, string | null>> = { ...raw };
  return Object.entries(values).map(([column, value]) => ({ column, value, raw: printed[column] ?? null }));
}

/** Rows without a place in a table, unless a table has told them. */
function explainText({ figures }: Report, reasons: Reasons): ExplainedRow[] {
  const rows = new Map<string, Figure[]>();
  for (const figure of figures) {
    const name = `${figure.table}/${figure.row}`;
    if (figure.source.table === null) rows.set(name, [...(rows.get(name) ?? []), figure]);
  }
  return [...rows].map(([name, found]) => ({
    row: null,
    cells: found.map(({ raw }) => oneLine(raw ?? '')),
    takenFor: name,
    figures: found.map((figure) => figureOf(figure, false)),
    reasons: reasons.of(name),
  }));
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
