import type { TableKey, Template } from '../codebook/index.ts';
import type { Format, UnreadableCode, Warning } from './document.ts';
import type { Extraction } from './index.ts';
import type { CellSource, CheckResult, Figure, Indicator, Section } from './report/model.ts';

/** A table's cells by row key, then column key (docs/codebook.md); null where the document has no such table. */
export type Cells<V> = Readonly<Record<string, Readonly<Record<string, V>>>> | null;
type DocumentExtraction = Extract<Extraction, { kind: 'document' }>;
/** What of a reading is printed. */
export type PrintedExtraction = Pick<DocumentExtraction, 'sha256' | 'format' | 'report'> & {
  readonly document: Pick<DocumentExtraction['document'], 'charset'>;
};

/** One row of the 2014 statistics table; `V` is what is told of its figures: the number, or what is printed. */
export type IndicatorJson<V> = {
  readonly indicator: string;
  readonly unit: string | null;
} & ({ readonly value: V } | { readonly this_year: V; readonly cumulative: V });

/** The contract of `nianbao extract` and of the package: one object a file; keys never vanish because a value is missing. */
export interface ExtractionJson {
  readonly file: string;
  /** Hex digest of the file's bytes. */
  readonly sha256: string;
  /** Told by content, never by name. */
  readonly format: Format;
  /** Charset that decoded the bytes, for text formats; else null. */
  readonly charset: string | null;
  readonly title: string | null;
  /** The organ that reports, as printed. */
  readonly organ: string | null;
  /** The year reported on. */
  readonly year: number | null;
  /** Generation of the form, told by the tables themselves. */
  readonly template: Template;
  readonly sections: readonly Section[];
  /** Numbers of table 2. Null: blank, or not to be read with certainty; `raw` says which. */
  readonly disclosure: Cells<number | null>;
  /** Numbers of table 3. */
  readonly applications: Cells<number | null>;
  /** Numbers of table 4. */
  readonly review_litigation: Cells<number | null>;
  /** Rows of the statistics table of 2014 to 2018, as printed. */
  readonly indicators: readonly IndicatorJson<number | null>[];
  /** The same cells as printed. */
  readonly raw: Readonly<Record<TableKey, Cells<string | null>>> & {
    readonly indicators: readonly IndicatorJson<string | null>[];
  };
  /** The sums that the form promises; those that fail are findings, the numbers stay as printed. */
  readonly checks: readonly CheckResult[];
  readonly warnings: readonly Warning[];
  /** Only when asked for: where each figure stands in the document. */
  readonly provenance?: readonly FigureSource[];
}

/** `figure` is table/row/column, or indicators/number/name. */
export interface FigureSource extends CellSource {
  readonly figure: string;
}

/** A file that could not be read: the same key `file`, and why. */
export interface UnreadableJson {
  readonly file: string;
  readonly error: { readonly code: UnreadableCode; readonly message: string };
}

/** `provenance` adds, for every figure, the table, row and column it was read from, and page and box where the format has them. */
export function toJson(file: string, extraction: PrintedExtraction, { provenance = false } = {}): ExtractionJson {
  const { report, document } = extraction;
  const values = (table: TableKey): Cells<number | null> => tableOf(report.figures, table, ({ value }) => value);
  const raws = (table: TableKey): Cells<string | null> => tableOf(report.figures, table, ({ raw }) => raw);
  return {
    file,
    sha256: extraction.sha256,
    format: extraction.format,
    charset: document.charset,
    title: report.title,
    organ: report.organ,
    year: report.year,
    template: report.template,
    sections: report.sections,
    disclosure: values('disclosure'),
    applications: values('applications'),
    review_litigation: values('review_litigation'),
    indicators: report.indicators.map((row) => ({ indicator: row.indicator, unit: row.unit, ...row.values })),
    raw: {
      disclosure: raws('disclosure'),
      applications: raws('applications'),
      review_litigation: raws('review_litigation'),
      indicators: report.indicators.map((row) => ({ indicator: row.indicator, unit: row.unit, ...row.raw })),
    },
    checks: report.checks,
    warnings: report.warnings,
    ...(provenance ? { provenance: provenanceOf(report.figures, report.indicators) } : {}),
  };
}

function tableOf<V>(figures: readonly Figure[], table: TableKey, pick: (figure: Figure) => V): Cells<V> {
  const rows: Record<string, Record<string, V>> = {};
  for (const figure of figures) {
    if (figure.table !== table) continue;
    const row = rows[figure.row] ?? {};
    rows[figure.row] = row;
    row[figure.column] = pick(figure);
  }
  return Object.keys(rows).length > 0 ? rows : null;
}

function provenanceOf(figures: readonly Figure[], indicators: readonly Indicator[]): FigureSource[] {
  return [
    ...figures.map(({ table, row, column, source }) => ({ figure: `${table}/${row}/${column}`, ...source })),
    ...indicators.map(({ indicator, source }, index) => ({ figure: `indicators/${index}/${indicator}`, ...source })),
  ];
}
