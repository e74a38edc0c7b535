import { FORMS, INDICATORS, indicatorKeys, SERIES, TABLE_KEYS } from '../../src/codebook/index.ts';
import type { ShapeName } from '../../src/export/shapes/index.ts';
import { checksAcross, seriesOf } from './across-truth.ts';
import { capturedAt, organYear, publishedOn, reportOf, sha256Of, urlOf } from './fill.ts';
import type { ExportRow } from './read-export.ts';

/** What the rows of a report must be in a shape: columns that are not named here are not compared. */
export type Truth = (index: number, reports: number) => ExportRow[];

const about = (index: number): ExportRow => {
  const { organ, year, truth, place } = organYear(index);
  const kind = organ.endsWith('人民政府') ? 'government' : 'department';
  const { code, province, city, name, level } = place;
  return {
    organ,
    organ_full: organ,
    code,
    province,
    city,
    division: name,
    level,
    kind,
    year,
    template: truth.template,
  };
};

const source = (index: number): ExportRow => ({
  portal: 'bench',
  published_on: publishedOn(organYear(index).year),
  edition: 1,
  source_url: urlOf(index),
  captured_at: capturedAt(index),
  sha256: sha256Of(index),
});

const failedOf = (index: number) => reportOf(organYear(index).truth).checks.filter(({ status }) => status === 'fail');

/** Numbers of a report by table, row and column, with print and place. */
function cells(index: number): ExportRow[] {
  const { figures, indicators } = reportOf(organYear(index).truth);
  const failed = failedOf(index);
  const keys = indicatorKeys(indicators);
  const spot = ({ position }: (typeof figures)[number]['source']) => ({
    page: position?.page ?? null,
    box: position === null ? null : JSON.stringify(position.box),
  });
  const ofTables = figures.map(({ table, row, column, value, raw, source: at }) => {
    const rules = failed.filter(({ rule, scope }) => {
      const [check] = FORMS.checksOf(rule);
      if (check === undefined || check.table !== table) return false;
      return check.over === 'row' ? scope === row : scope === column && [...check.left, ...check.right].includes(row);
    });
    const names = {
      row_zh: FORMS.row(table, row)?.label ?? row,
      column_zh: FORMS.column(table, column)?.label ?? column,
    };
    const unit = FORMS.column(table, column)?.unit ?? '件';
    const variable = FORMS.exportName(table, row, column);
    const failing = rules.length === 0 ? null : rules.map(({ rule }) => rule).join(' ');
    return {
      table,
      row,
      column,
      ...names,
      variable,
      value,
      raw,
      unit,
      confidence: null,
      warnings: null,
      failed_checks: failing,
      ...spot(at),
    };
  });
  const ofLists = indicators.flatMap(({ indicator, unit, values, raw, source: at }, position) => {
    const key = keys[position] ?? null;
    const name = INDICATORS.find((one) => one.key === key)?.exportName ?? null;
    const columns = 'value' in values ? (['value'] as const) : (['this_year', 'cumulative'] as const);
    return columns.flatMap((column) => {
      const value = (values as Record<string, number | null>)[column] ?? null;
      const printed = (raw as Record<string, string | null>)[column] ?? null;
      if (value === null && (printed === null || printed === '') && (printed === null || key === null)) return [];
      const variable = column === 'cumulative' ? null : name;
      return [
        {
          table: 'indicators',
          row: key ?? indicator,
          column,
          row_zh: indicator,
          variable,
          value,
          raw: printed,
          unit,
          ...spot(at),
        },
      ];
    });
  });
  return [...ofTables, ...ofLists];
}

function wide(index: number): ExportRow[] {
  const names = [
    ...TABLE_KEYS.flatMap((table) =>
      FORMS.tables[table].rows.flatMap(({ key }) =>
        FORMS.tables[table].columns.map((column) => FORMS.exportName(table, key, column.key) ?? ''),
      ),
    ),
    ...INDICATORS.map(({ exportName }) => exportName),
  ];
  const blank = Object.fromEntries(names.map((name) => [name, null]));
  const printed = cells(index).flatMap(({ variable, value }) =>
    typeof variable === 'string' ? [[variable, value ?? null] as const] : [],
  );
  return [
    {
      ...about(index),
      ...source(index),
      checks_failed: failedOf(index).length,
      ...blank,
      ...Object.fromEntries(printed),
    },
  ];
}

/** The rows of each report, in any order; of shapes whose rows are no reports, nothing. */
export const TRUTHS: Readonly<Partial<Record<ShapeName, Truth>>> = {
  wide,
  long: (index) => cells(index).map((cell) => ({ ...about(index), ...source(index), ...cell })),
  series: (index) =>
    SERIES.flatMap(({ key, label, unit }) => {
      const value = seriesOf(organYear(index).truth, key);
      return value === undefined ? [] : [{ ...about(index), series: key, series_zh: label, unit, value }];
    }),
  reports: (index) => {
    const { title, sections: _, ...truth } = organYear(index).truth;
    const numbers = cells(index).filter(({ value }) => value !== null).length;
    return [
      {
        ...about(index),
        ...source(index),
        title,
        numbers,
        checks_failed: failedOf(index).length,
        warnings: null,
        template: truth.template,
      },
    ];
  },
  text: (index) =>
    organYear(index).truth.sections.map(({ key, heading, text }, position) => ({
      ...about(index),
      position,
      section: key,
      heading,
      text,
    })),
  checks: (index, reports) => [
    ...reportOf(organYear(index).truth).checks.map(({ rule, scope, status, left, right }) => ({
      ...about(index),
      rule,
      scope,
      status,
      severity: 'error',
      left_value: left,
      right_value: right,
    })),
    ...checksAcross(index, reports).map(({ rule, scope, status, severity, left, right }) => ({
      ...about(index),
      rule,
      scope,
      status,
      severity,
      left_value: left,
      right_value: right,
    })),
  ],
};
