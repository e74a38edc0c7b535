import { createHash } from 'node:crypto';
import { FORMS, TABLE_KEYS } from '../../src/codebook/index.ts';
import { computeChecks } from '../../src/extract/report/confirm/checks.ts';
import type { CellSource, Figure, Indicator, Report } from '../../src/extract/report/model.ts';
import { allDivisions, type Division, resolveOrgan } from '../../src/organs/index.ts';
import { generateReport } from '../../src/sample/report.ts';
import type { SampleTruth } from '../../src/sample/truth.ts';
import { sumAnew } from '../../src/store/checksums.ts';
import { putDocument } from '../../src/store/documents.ts';
import { fileReport } from '../../src/store/filing.ts';
import { upsertPortal } from '../../src/store/portals.ts';
import { startRun } from '../../src/store/runs.ts';
import type { Store } from '../../src/store/store.ts';

/** What an organ published for a year, by its number: the same each time. */
export interface OrganYear {
  readonly organ: string;
  readonly year: number;
  readonly place: Division;
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

const PLACES = allDivisions().filter(({ to, level }) => to === null && level !== 'province');

/** Ten years an organ, ten organs a division: some 330,000. */
export function organYear(index: number): OrganYear {
  const [year, organ] = [YEARS[index % 10] ?? 2015, Math.floor(index / 10)];
  const [place, department] = [PLACES[Math.floor(organ / 10) % PLACES.length], DEPARTMENTS[organ % 10]];
  if (place === undefined) throw new RangeError('no divisions');
  const name = `${place.province}${place.level === 'county' ? (place.city ?? '') : ''}${place.name}${department}`;
  const form = year < 2019 ? '2014' : year < 2021 ? '2019' : '2021';
  return {
    organ: name,
    year,
    place,
    // Names and places are asked for far more often.
    get truth() {
      return generateReport(index, { organ: name, year, form, variety: 'plain' }).truth;
    },
  };
}

/** When the capture of a report was taken. */
export const capturedAt = (index: number): string => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
export const urlOf = (index: number): string => `http://bench.gov.cn/${index}.html`;
export const sha256Of = (index: number): string => createHash('sha256').update(urlOf(index)).digest('hex');
export const publishedOn = (year: number): string => `${year + 1}-01-20`;

/**
 * Files so many reports as a crawl does, with requests and the archive's index; the documents and the archive itself are left out. Quick,
 * since nothing is lost if it ends early: no journal, and the checksums at the end, not row by row.
 */
export function fill(store: Store, reports: number): void {
  for (const { name } of store.all<{ name: string }>("SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'"))
    store.db.exec(`DROP TRIGGER temp."${name}"`);
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -1000000']) store.db.pragma(pragma);
  fileAll(store, reports);
  sumAnew(store.db);
  store.db.pragma('journal_mode = WAL');
}

function fileAll(store: Store, reports: number): void {
  upsertPortal(store, { id: 'bench', name: 'bench', code: null });
  const runId = startRun(store, 'bench');
  store.run("INSERT INTO host (name, delay_ms) VALUES ('bench.gov.cn:80', 1000)");
  store.run(
    "INSERT INTO channel (portal_id, url, title, run_id) VALUES ('bench', 'http://bench.gov.cn/', 'bench', ?)",
    runId,
  );
  store.run("INSERT INTO warc_file (name, size, closed) VALUES ('warc/bench.warc.gz', ?, 1)", reports * RECORD);
  for (let from = 0; from < reports; from += 500) {
    if (from > 0 && from % 10_000 === 0) console.error(`${from} reports filed`);
    store.transaction(() => {
      for (let index = from; index < Math.min(reports, from + 500); index++) put(store, runId, index);
    });
  }
}

function put(store: Store, runId: number, index: number): void {
  const { organ, year, truth } = organYear(index);
  const report = reportOf(truth);
  const [url, sha256] = [urlOf(index), sha256Of(index)];
  const payload = store.run("INSERT INTO payload (sha256, size, format, state) VALUES (?, 1, 'html', 'read')", sha256);
  putCapture(store, { index, runId, payloadId: Number(payload.lastInsertRowid), title: truth.title });
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
  const facts = { url, title: truth.title, publishedOn: publishedOn(year), resolved };
  fileReport(store, { portalId: 'bench', organ, year, runId, documentId, ...facts, report });
}

/** Bytes of a record, as far as the index says. */
const RECORD = 4000;

function putCapture(
  store: Store,
  { index, runId, payloadId, title }: { index: number; runId: number; payloadId: number; title: string },
): void {
  const [url, sha256] = [urlOf(index), sha256Of(index)];
  const request = store.run(
    `INSERT INTO request (key, portal_id, channel_id, kind, url, host, state, details, run_id)
     VALUES (?, 'bench', 1, 'detail', ?, 'bench.gov.cn:80', 'done', ?, ?)`,
    url,
    url,
    JSON.stringify({ http: { method: 'GET' }, hints: { title } }),
    runId,
  );
  store.run(
    `INSERT INTO capture (request_id, run_id, url, captured_at, status, content_type, record_type, warc_file_id, warc_offset, warc_length,
       payload_digest, payload_id) VALUES (?, ?, ?, ?, 200, 'text/html', 'response', 1, ?, ?, ?, ?)`,
    Number(request.lastInsertRowid),
    runId,
    url,
    capturedAt(index),
    index * RECORD,
    RECORD,
    `sha256:${sha256}`,
    payloadId,
  );
}

/** What a reader makes of it. */
export function reportOf(truth: SampleTruth): Report {
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
