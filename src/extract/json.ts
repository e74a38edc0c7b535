import type { TABLE_KEYS, TableKey } from '../codebook/index.ts';
import type { Extraction } from './index.ts';
import type { Figure, Indicator } from './report/model.ts';

type Cells<V> = Record<string, Record<string, V>> | null;
type DocumentExtraction = Extract<Extraction, { kind: 'document' }>;

/** The contract of `nianbao extract`: one object a file; keys never vanish because a value is missing. */
export interface ExtractionJson {
  readonly file: string;
  readonly sha256: string;
  readonly format: string;
  readonly charset: string | null;
  readonly title: string | null;
  readonly organ: string | null;
  readonly year: number | null;
  readonly template: string;
  readonly sections: readonly { key: string | null; heading: string; text: string }[];
  readonly disclosure: Cells<number | null>;
  readonly applications: Cells<number | null>;
  readonly review_litigation: Cells<number | null>;
  readonly indicators: readonly Record<string, string | number | null>[];
  readonly raw: Readonly<Record<TableKey, Cells<string | null>>> & {
    readonly indicators: readonly Record<string, string | null>[];
  };
  readonly checks: readonly object[];
  readonly warnings: readonly object[];
  readonly provenance?: readonly object[];
}

/** `provenance` adds, for every figure, the table, row and column it was read from, and page and box where the format has them. */
export function toJson(file: string, extraction: DocumentExtraction, { provenance = false } = {}): ExtractionJson {
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

function tableOf<V>(
  figures: readonly Figure[],
  table: (typeof TABLE_KEYS)[number],
  pick: (figure: Figure) => V,
): Cells<V> {
  const rows: Record<string, Record<string, V>> = {};
  for (const figure of figures) {
    if (figure.table !== table) continue;
    const row = rows[figure.row] ?? {};
    rows[figure.row] = row;
    row[figure.column] = pick(figure);
  }
  return Object.keys(rows).length > 0 ? rows : null;
}

function provenanceOf(figures: readonly Figure[], indicators: readonly Indicator[]): object[] {
  return [
    ...figures.map(({ table, row, column, source }) => ({ figure: `${table}/${row}/${column}`, ...source })),
    ...indicators.map(({ indicator, source }, index) => ({ figure: `indicators/${index}/${indicator}`, ...source })),
  ];
}
