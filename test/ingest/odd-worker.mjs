// A worker whose reader gives a check with an outcome that the database does not know.
import workerpool from 'workerpool';
import { pack } from '../../dist/ingest/crossing.js';

const source = { table: 0, row: 0, column: 0, position: null, confidence: null };
const figure = { table: 'disclosure', row: 'regulations', column: 'issued', value: 1, raw: '1', source };

workerpool.worker({
  async read() {
    workerpool.workerEmit({ pid: process.pid });
    const report = {
      title: null,
      organ: '清河区人民政府',
      year: 2031,
      template: '2021',
      sections: [],
      tables: ['disclosure'],
      figures: [figure],
      indicators: [],
      checks: [{ rule: 'row_sum', scope: 'granted', status: 'perhaps', left: null, right: null }],
      warnings: [],
    };
    const reading = { sha256: '', format: 'html', charset: null, charsetEvidence: null, text: 'x', publishedOn: null };
    const result = { kind: 'document', ...reading, extraction: {}, extractor: 'odd', report };
    return { result: pack(result), residentBytes: process.memoryUsage.rss() };
  },
});
