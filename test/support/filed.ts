import { createHash } from 'node:crypto';
import type { Figure, Report } from '../../src/extract/report/model.ts';
import { type ResolvedOrgan, resolveOrgan } from '../../src/organs/index.ts';
import { putDocument } from '../../src/store/documents.ts';
import { fileReport } from '../../src/store/filing.ts';
import { type Store, startRun, upsertPortal } from '../../src/store/index.ts';
import type { Filing } from '../../src/store/report-rows.ts';

type Cells = Readonly<Record<string, number | null>>;

/** Figures from `table/row/column` names. */
export function figures(cells: Cells): Figure[] {
  return Object.entries(cells).map(([name, value]) => {
    const [table, row = '', column = ''] = name.split('/');
    if (table !== 'disclosure' && table !== 'applications' && table !== 'review_litigation') throw new Error(name);
    const source = { table: 0, row: 0, column: 0, position: null, confidence: null };
    return { table, row, column, value, raw: value === null ? null : String(value), source };
  });
}

/** Files a report of these numbers as if a worker had read it; each text is a document of its own. */
export function file(store: Store, cells: Cells, more: Partial<Filing> = {}, text = JSON.stringify([cells, more])) {
  const portalId = more.portalId ?? 'p';
  upsertPortal(store, { id: portalId, name: portalId, code: null });
  const report: Report = {
    title: null,
    organ: null,
    year: null,
    template: '2021',
    sections: [{ key: 'overview', heading: '一、总体情况', text }],
    tables: [],
    figures: figures(cells),
    indicators: [],
    checks: [],
    warnings: [],
    ...more.report,
  };
  const sha256 = createHash('sha256').update(text).digest('hex');
  store.run("INSERT OR IGNORE INTO payload (sha256, size, state) VALUES (?, 1, 'read')", sha256);
  const payload = store.get<{ id: number }>('SELECT id FROM payload WHERE sha256 = ?', sha256);
  const documentId = putDocument(store, payload?.id ?? 0, {
    sha256,
    format: 'html',
    charset: null,
    charsetEvidence: null,
    text,
    publishedOn: null,
    extractor: 'test',
    report,
  });
  const run = store.get<{ id: number }>('SELECT max(id) AS id FROM run')?.id ?? startRun(store, 'test');
  return fileReport(store, {
    portalId,
    organ: '清河区人民政府',
    year: 2023,
    runId: run,
    documentId,
    url: `http://a.gov.cn/${sha256.slice(0, 8)}`,
    title: null,
    publishedOn: null,
    resolved: organOf(more.organ ?? '清河区人民政府'),
    ...more,
    report,
  });
}

function organOf(name: string): ResolvedOrgan {
  const resolved = resolveOrgan(name);
  if (resolved === null) throw new Error(`no name: ${name}`);
  return resolved;
}
