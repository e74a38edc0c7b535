import { createHash } from 'node:crypto';
import { FORMS, TABLE_KEYS } from '../../src/codebook/index.ts';
import { computeChecks } from '../../src/extract/report/confirm/checks.ts';
import type { CellSource, Figure, Indicator, Report } from '../../src/extract/report/model.ts';
import { allDivisions, resolveOrgan } from '../../src/organs/index.ts';
import { generateReport } from '../../src/sample/report.ts';
import type { SampleTruth } from '../../src/sample/truth.ts';
import { putDocument } from '../../src/store/documents.ts';
import { fileReport } from '../../src/store/filing.ts';
import { upsertPortal } from '../../src/store/portals.ts';
import { startRun } from '../../src/store/runs.ts';
import type { Store } from '../../src/store/store.ts';

/** What an organ published for a year, by its number: the same each time. */
export interface OrganYear {
  readonly organ: string;
  readonly year: number;
  readonly truth: SampleTruth;
}

const DEPARTMENTS = [
  '人民政府',
  '财政局',
  '教育局',
  '公安局',
  '民政局',
  '司法局',
  '水利局',
  '统计局',
  '审计局',
  '农业农村局',
];
const YEARS = Array.from({ length: 10 }, (_, index) => 2015 + index);

const PLACES = allDivisions()
  .filter(({ to, level }) => to === null && level !== 'province')
  .map(({ province, city, name, level }) => `${province}${level === 'county' ? (city ?? '') : ''}${name}`);

/** Ten years an organ, ten organs a division: some 330,000. */
export function organYear(index: number): OrganYear {
  const [year, organ] = [YEARS[index % 10] ?? 2015, Math.floor(index / 10)];
  const [place, department] = [PLACES[Math.floor(organ / 10) % PLACES.length], DEPARTMENTS[organ % 10]];
  const name = `${place}${department}`;
  const form = year < 2019 ? '2014' : year < 2021 ? '2019' : '2021';
  return { organ: name, year, truth: generateReport(index, { organ: name, year, form, variety: 'plain' }).truth };
}

/** Files so many reports as a crawl does, documents and archive left out. */
export function fill(store: Store, reports: number): void {
  upsertPortal(store, { id: 'bench', name: 'bench', code: null });
  const runId = startRun(store, 'bench');
  for (let from = 0; from < reports; from += 500) {
    store.transaction(() => {
      for (let index = from; index < Math.min(reports, from + 500); index++) put(store, runId, index);
    });
  }
}

function put(store: Store, runId: number, index: number): void {
  const { organ, year, truth } = organYear(index);
  const report = reportOf(truth);
  const url = `http://bench.gov.cn/${index}.html`;
  const sha256 = createHash('sha256').update(url).digest('hex');
  const payload = store.run("INSERT INTO payload (sha256, size, format, state) VALUES (?, 1, 'html', 'read')", sha256);
  const text = report.sections.map((section) => `${section.heading}\n${section.text}`).join('\n');
  const figures = report.figures.map(({ raw }) => raw ?? '').join('\t');
  const documentId = putDocument(store, Number(payload.lastInsertRowid), {
    sha256,
    format: 'html',
    charset: 'utf-8',
    charsetEvidence: 'valid UTF-8',
    text: `${truth.title}\n${text}\n${figures}`,
    publishedOn: null,
    extractor: 'bench',
    report,
  });
  const resolved = resolveOrgan(organ);
  if (resolved === null) throw new Error(organ);
  const publishedOn = `${year + 1}-01-20`;
  const title = truth.title;
  fileReport(store, { portalId: 'bench', organ, year, runId, documentId, url, title, publishedOn, resolved, report });
}

function reportOf(truth: SampleTruth): Report {
  const figures = TABLE_KEYS.flatMap((table, number): Figure[] =>
    Object.entries(truth[table] ?? {}).flatMap(([row, cells], rowNumber) =>
      Object.entries(cells).map(([column, value], columnNumber) => ({
        table,
        row,
        column,
        value,
        raw: truth.raw[table]?.[row]?.[column] ?? null,
        source: placeOf(number, rowNumber, columnNumber),
      })),
    ),
  );
  const indicators = truth.indicators.map((row, at): Indicator => {
    const raw = truth.raw.indicators[at];
    const source = placeOf(0, at, 2);
    const { indicator, unit } = row;
    return 'value' in row
      ? {
          indicator,
          unit,
          values: { value: row.value },
          raw: { value: raw && 'value' in raw ? raw.value : null },
          source,
        }
      : {
          indicator,
          unit,
          values: { this_year: row.this_year, cumulative: row.cumulative },
          raw:
            raw && 'this_year' in raw
              ? { this_year: raw.this_year, cumulative: raw.cumulative }
              : { this_year: null, cumulative: null },
          source,
        };
  });
  const { template, sections } = truth;
  return {
    title: truth.title,
    organ: null,
    year: null,
    template,
    sections,
    tables: [],
    figures,
    indicators,
    checks: computeChecks(figures, FORMS, truth.template),
    warnings: [],
  };
}

/** As a PDF gives it. */
const placeOf = (table: number, row: number, column: number): CellSource => {
  const [left, top] = [100 + 60 * column, 80 + 14 * row];
  return { table, row, column, position: { page: 1 + table, box: [left, top, left + 60, top + 14] }, confidence: null };
};
