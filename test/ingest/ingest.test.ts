import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Ingest } from '../../src/ingest/ingest.ts';
import type { Put } from '../../src/ingest/put.ts';
import { findReports, reportDetails } from '../../src/store/reports.ts';
import { generateReport, layoutNamed, renderReport, type SampleOptions } from '../../src/sample/index.ts';
import { Crawled } from '../support/crawled.ts';
import { dataFolder } from '../support/data-folder.ts';
import { exchange } from '../support/exchanges.ts';

const ORGAN = '云山市清河区人民政府';

function page(seed: number, options: SampleOptions = {}): Buffer {
  const plain = { form: '2021', organ: ORGAN, year: 2023, variety: 'plain', title: 'usual', instead: [], missing: [] } as const;
  const report = generateReport(seed, { ...plain, ...options });
  const { bytes } = renderReport(report, layoutNamed('html-clean'));
  return Buffer.from(bytes);
}

async function ingest(crawled: Crawled): Promise<Put[]> {
  const puts: Put[] = [];
  const lane = new Ingest(crawled.store, { runId: crawled.runId, onPut: (put) => puts.push(put) });
  await lane.drain();
  await lane.close();
  return puts;
}

describe('Ingest', () => {
  it('files a gzip-coded page as the report of its organ and year, every number in place', async () => {
    const crawled = new Crawled(dataFolder());
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n';
    await crawled.add(exchange('http://a.gov.cn/1.html', gzipSync(page(7)), head));
    expect(await ingest(crawled)).toMatchObject([{ kind: 'filed', outcome: 'new' }]);
    const [row] = findReports(crawled.store, { organ: ORGAN, year: 2023 });
    if (row === undefined) throw new Error('not stored');
    const details = reportDetails(crawled.store, row);
    const truth = generateReport(7, { form: '2021', organ: ORGAN, year: 2023, variety: 'plain', title: 'usual', instead: [], missing: [] }).truth;
    const wrong = details.figures.filter(({ table, row, column, value }) => truth[table]?.[row]?.[column] !== value);
    expect(details.figures.length).toBeGreaterThan(150);
    expect(wrong).toEqual([]);
    expect(details.documents).toMatchObject([{ role: 'source', format: 'html' }]);
  });
});
