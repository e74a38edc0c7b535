import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { FRAMES, generateReport, layoutNamed, renderReport, type SampleOptions } from '../../generator/index.ts';
import { Ingest } from '../../src/ingest/ingest.ts';
import { ExtractionPool } from '../../src/ingest/pool.ts';
import type { Put } from '../../src/ingest/put.ts';
import { damagedIn } from '../../src/store/damage.ts';
import { findReports, type ReportDetails, reportDetails } from '../../src/store/reports.ts';
import { Crawled } from '../support/crawled.ts';
import { dataFolder } from '../support/data-folder.ts';
import { exchange } from '../support/exchanges.ts';
import { flipByte } from '../support/flip-byte.ts';

const ORGAN = '云山市清河区人民政府';
const PLAIN = {
  form: '2021',
  organ: ORGAN,
  year: 2023,
  variety: 'plain',
  title: 'usual',
  instead: [],
  missing: [],
} as const;

/** A report page; `frame` counts the page frames of the sample portals. */
function page(seed: number, options: SampleOptions = {}, frame = 0): Buffer {
  const report = generateReport(seed, { ...PLAIN, ...options });
  const chosen = FRAMES[frame];
  if (chosen === undefined) throw new RangeError(`there are ${FRAMES.length} frames`);
  return Buffer.from(renderReport(report, layoutNamed('html-clean'), { frame: chosen }).bytes);
}

const pool = new ExtractionPool({ workers: 2 });
afterAll(() => pool.close());
const html = (body: string) => `<html><head><meta charset="utf-8"></head><body>${body}</body></html>`;

async function ingest(crawled: Crawled): Promise<Put[]> {
  const puts: Put[] = [];
  const lane = new Ingest(crawled.store, { runId: crawled.runId, pool, onPut: (put) => puts.push(put) });
  await lane.drain();
  await lane.close();
  return puts;
}

function stored(crawled: Crawled, filter = {}): ReportDetails {
  const [row, ...others] = findReports(crawled.store, filter);
  if (row === undefined || others.length > 0) throw new Error(`${others.length + (row ? 1 : 0)} reports, not one`);
  return reportDetails(crawled.store, row);
}

const roles = (report: ReportDetails) => report.documents.map(({ role }) => role).sort();
const count = (crawled: Crawled, table: string) =>
  crawled.store.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n;

describe('Ingest', () => {
  it('files a gzip-coded page as the report of its organ and year, every number in place', async () => {
    const crawled = new Crawled(dataFolder());
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n';
    await crawled.add(exchange('http://a.gov.cn/1.html', gzipSync(page(7)), head));
    expect(await ingest(crawled)).toMatchObject([{ kind: 'filed', outcome: 'new' }]);
    const report = stored(crawled, { organ: ORGAN, year: 2023 });
    const { truth } = generateReport(7, PLAIN);
    const wrong = report.figures.filter(({ table, row, column, value }) => truth[table]?.[row]?.[column] !== value);
    expect(report.figures.length).toBeGreaterThan(150);
    expect(wrong).toEqual([]);
    expect(report.documents).toMatchObject([{ role: 'source', format: 'html' }]);
  });

  it('links the same text in another page frame as a copy', async () => {
    const crawled = new Crawled(dataFolder());
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    await crawled.add(exchange('http://a.gov.cn/2.html', page(7, {}, 1)));
    expect((await ingest(crawled)).map((put) => put.kind === 'filed' && put.outcome).sort()).toEqual([
      'new',
      'unchanged',
    ]);
    expect(roles(stored(crawled))).toEqual(['copy', 'source']);
    expect(count(crawled, 'text')).toBe(1);
  });

  it('makes other numbers a new edition, keeps the old one, and lists the difference', async () => {
    const crawled = new Crawled(dataFolder());
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    await ingest(crawled);
    crawled.nextRun();
    const corrected = page(7).toString().replace('<td>0</td>', '<td>4</td>');
    await crawled.add(exchange('http://a.gov.cn/1.html', corrected));
    expect(await ingest(crawled)).toMatchObject([{ outcome: 'changed' }]);
    const report = stored(crawled);
    expect(report).toMatchObject({
      edition: 2,
      is_current: 1,
      current_because: 'newer than edition 1: appeared in a later run',
    });
    expect(report.editions[0]).toMatchObject({ edition: 1, is_current: 0 });
    expect(report.editions[1]?.differences).toMatchObject([{ before: 0, after: 4 }]);
  });

  it('makes an edition current again that came back to its address', async () => {
    const crawled = new Crawled(dataFolder());
    const other = page(8);
    for (const bytes of [page(7), other, page(7)]) {
      await crawled.add(exchange('http://a.gov.cn/1.html', bytes));
      await ingest(crawled);
      crawled.nextRun();
    }
    const report = stored(crawled);
    expect(report.editions).toHaveLength(2);
    expect(report.editions.map(({ differences }) => differences.length > 0)).toEqual([false, true]);
    const { truth } = generateReport(7, PLAIN);
    const total = report.figures.find(({ row, column }) => row === 'new_received' && column === 'total');
    expect(total?.value).toBe(truth.applications?.new_received?.total);
  });

  it('chooses between documents published together by their quality, whichever is read first', async () => {
    const good = page(7);
    const failing = page(7, { error: 'row_sum' });
    for (const order of [
      [good, failing],
      [failing, good],
    ]) {
      const crawled = new Crawled(dataFolder());
      for (const [index, bytes] of order.entries()) {
        await crawled.add(exchange(`http://a.gov.cn/${index}.html`, bytes), { said: { date: '2024-01-20' } });
        await ingest(crawled);
      }
      const report = stored(crawled);
      expect(report.checks_failed).toBe(0);
      expect(report.current_because).toMatch(/newer than edition 1: fewer failed checks \(0 against \d\)/);
    }
  });

  it('takes the day of publication over the order of capture', async () => {
    const crawled = new Crawled(dataFolder());
    await crawled.add(exchange('http://a.gov.cn/new.html', page(7)), { said: { date: '2024-03-05' } });
    await crawled.add(exchange('http://a.gov.cn/old.html', page(8)), { said: { date: '2024-01-20' } });
    await ingest(crawled);
    expect(stored(crawled)).toMatchObject({
      url: 'http://a.gov.cn/new.html',
      edition: 2,
      current_because: 'newer than edition 1: published later (2024-03-05 against 2024-01-20)',
    });
  });

  it('joins a page without numbers and the file with them, in either order', async () => {
    const shell = html(`<h1>${ORGAN}2023年政府信息公开工作年度报告</h1><p>现予公布，详见附件。</p>`);
    for (const order of [
      [shell, page(7)],
      [page(7), shell],
    ]) {
      const crawled = new Crawled(dataFolder());
      for (const [index, body] of order.entries()) {
        await crawled.add(exchange(`http://a.gov.cn/${index}`, body));
        await ingest(crawled);
      }
      const report = stored(crawled);
      expect(report).toMatchObject({ template: '2021', edition: 1 });
      expect(roles(report)).toEqual(['narrative', 'source']);
    }
  });

  it('takes blanks in another document for no contradiction, and the fuller one for the source', async () => {
    const crawled = new Crawled(dataFolder());
    const blanked = page(7).toString().replaceAll('<td>0</td>', '<td> </td>');
    await crawled.add(exchange('http://a.gov.cn/1.html', blanked));
    await ingest(crawled);
    await crawled.add(exchange('http://a.gov.cn/2.html', page(7)));
    expect(await ingest(crawled)).toMatchObject([{ outcome: 'joined' }]);
    const report = stored(crawled);
    expect(report).toMatchObject({ url: 'http://a.gov.cn/2.html', edition: 1 });
    expect(roles(report)).toEqual(['corroborates', 'source']);
  });

  it('files one document for each portal that shows it, also when the second comes later', async () => {
    const crawled = new Crawled(dataFolder());
    await crawled.add(exchange('http://county.gov.cn/1.html', page(7)), { portal: 'county' });
    await ingest(crawled);
    await crawled.add(exchange('http://city.gov.cn/9.html', page(7)), { portal: 'city' });
    await ingest(crawled);
    expect(findReports(crawled.store, {}).map(({ portal_id, url }) => [portal_id, url])).toEqual([
      ['city', 'http://city.gov.cn/9.html'],
      ['county', 'http://county.gov.cn/1.html'],
    ]);
    expect(count(crawled, 'document')).toBe(1);
  });

  it('takes organ and year from the list where the document has none, and says so', async () => {
    const crawled = new Crawled(dataFolder());
    const bare = page(7).toString().replaceAll(ORGAN, '').replaceAll('2023年', '').replaceAll('2024年', '');
    await crawled.add(exchange('http://a.gov.cn/1.html', bare), {
      said: { title: '2022年度信息公开年报', organ: '清河区  财政局' },
    });
    await ingest(crawled);
    const report = stored(crawled);
    expect(report).toMatchObject({ organ: '清河区财政局', year: 2022 });
    expect(report.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['organ_from_list', 'year_from_list']),
    );
  });

  it('does not merge organs whose names differ', async () => {
    const crawled = new Crawled(dataFolder());
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    await crawled.add(exchange('http://a.gov.cn/2.html', page(7, { organ: '清河区人民政府' })));
    await ingest(crawled);
    expect(findReports(crawled.store, {}).map(({ organ }) => organ)).toEqual([ORGAN, '清河区人民政府']);
  });

  it('keeps a document that is no report, with a warning', async () => {
    const crawled = new Crawled(dataFolder());
    await crawled.add(exchange('http://a.gov.cn/1.html', html('<h1>关于春节放假的通知</h1><p>各单位：</p>')));
    expect(await ingest(crawled)).toMatchObject([{ kind: 'no_report', code: 'not_a_report' }]);
    expect(crawled.store.get('SELECT state, format FROM payload')).toEqual({ state: 'read', format: 'html' });
    expect(crawled.store.get('SELECT code FROM warning')).toEqual({ code: 'not_a_report' });
    expect(count(crawled, 'report')).toBe(0);
  });

  it('stores nothing new when everything is read again', async () => {
    const crawled = new Crawled(dataFolder());
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    await crawled.add(exchange('http://a.gov.cn/2.html', page(8)));
    await crawled.add(exchange('http://a.gov.cn/3.html', page(7, {}, 1)));
    await ingest(crawled);
    const tables = ['report', 'figure', 'section', 'check_result', 'warning', 'document', 'text', 'report_document'];
    const dump = () => tables.map((table) => count(crawled, table));
    const before = dump();
    crawled.store.run("UPDATE payload SET state = 'waiting'");
    await ingest(crawled);
    expect(dump()).toEqual(before);
    expect(
      crawled.store.get('SELECT count(*) AS n FROM section_search WHERE section_search MATCH \'"政府 府信 信息"\''),
    ).not.toEqual({ n: 0 });
  });

  it('marks what cannot be read, and goes on', async () => {
    const crawled = new Crawled(dataFolder());
    await crawled.add(exchange('http://a.gov.cn/broken.pdf', '%PDF-1.4 and then nothing'));
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    await ingest(crawled);
    expect(crawled.store.get("SELECT reason FROM payload WHERE state = 'unreadable'")).toMatchObject({
      reason: expect.any(String),
    });
    expect(count(crawled, 'report')).toBe(1);
  });

  it('gives up a file that broke two workers, also over a restart', async () => {
    const crawled = new Crawled(dataFolder());
    const hostile = new ExtractionPool({ workers: 1, script: join(import.meta.dirname, 'exiting-worker.mjs') });
    onTestFinished(() => hostile.close());
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    crawled.store.run('UPDATE payload SET attempts = 1');
    const lane = new Ingest(crawled.store, { runId: crawled.runId, pool: hostile });
    await lane.drain();
    expect(crawled.store.get('SELECT state, reason, attempts FROM payload')).toEqual({
      state: 'unreadable',
      reason: 'crashed',
      attempts: 2,
    });
  });

  it('reads a file in a later run for which the machine was to blame', async () => {
    const crawled = new Crawled(dataFolder());
    const denied = new ExtractionPool({ workers: 1, script: join(import.meta.dirname, 'killed-worker.mjs') });
    onTestFinished(() => denied.close());
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    await new Ingest(crawled.store, { runId: crawled.runId, pool: denied }).drain();
    expect(crawled.store.get('SELECT state, reason FROM payload')).toEqual({ state: 'unreadable', reason: 'shortage' });
    await ingest(crawled);
    expect(crawled.store.get('SELECT state, reason FROM payload')).toEqual({ state: 'read', reason: null });
    expect(count(crawled, 'report')).toBe(1);
  });

  it('tries what broke its worker again where it is told to', async () => {
    const crawled = new Crawled(dataFolder());
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    crawled.store.run("UPDATE payload SET state = 'unreadable', reason = 'crashed', attempts = 2");
    await ingest(crawled);
    expect(count(crawled, 'report')).toBe(0);
    const lane = new Ingest(crawled.store, { runId: crawled.runId, retry: 'all' });
    await lane.drain();
    await lane.close();
    expect(count(crawled, 'report')).toBe(1);
  });

  it('marks a record that is damaged, and reads it once it is fetched again', async () => {
    const folder = dataFolder();
    const crawled = new Crawled(folder);
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    const place = crawled.store.get<{ name: string; at: number }>(
      'SELECT name, warc_offset + warc_length / 2 AS at FROM capture JOIN warc_file ON warc_file.id = warc_file_id',
    );
    flipByte(join(folder, place?.name ?? ''), place?.at ?? 0);
    await ingest(crawled);
    expect(crawled.store.get('SELECT state, reason FROM payload')).toEqual({ state: 'unreadable', reason: 'damaged' });
    expect(crawled.store.get('SELECT damaged FROM capture')).toEqual({ damaged: 1 });
    expect(damagedIn(crawled.store, crawled.runId)).toBe(1);
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    await ingest(crawled);
    expect(crawled.store.get('SELECT state FROM payload')).toEqual({ state: 'read' });
    expect(count(crawled, 'report')).toBe(1);
  });

  it('marks a document that the database refuses, and goes on', async () => {
    const crawled = new Crawled(dataFolder());
    const odd = new ExtractionPool({ workers: 1, script: join(import.meta.dirname, 'odd-worker.mjs') });
    onTestFinished(() => odd.close());
    await crawled.add(exchange('http://a.gov.cn/1.html', page(7)));
    const lane = new Ingest(crawled.store, { runId: crawled.runId, pool: odd });
    await lane.drain();
    expect(crawled.store.get('SELECT state, reason, message FROM payload')).toEqual({
      state: 'unreadable',
      reason: 'unsupported',
      message: expect.stringMatching(/could not be stored \(CHECK constraint failed.*please report this file/),
    });
    expect(count(crawled, 'document')).toBe(0);
  });

  it('slows the crawl down while the backlog is full', async () => {
    const crawled = new Crawled(dataFolder());
    for (let index = 0; index < 6; index++) await crawled.add(exchange(`http://a.gov.cn/${index}`, page(10 + index)));
    const lane = new Ingest(crawled.store, { runId: crawled.runId, pool, backlog: 2 });
    await lane.whenRoom();
    expect(
      crawled.store.get<{ n: number }>("SELECT count(*) AS n FROM payload WHERE state = 'waiting'")?.n,
    ).toBeLessThanOrEqual(2);
    await lane.drain();
    await lane.close();
  });
});
