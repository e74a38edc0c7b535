import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { generateReport, LAYOUTS, renderReport } from '../../generator/index.ts';
import { pack, unpack } from '../../src/ingest/crossing.ts';
import type { JobResult } from '../../src/ingest/job.ts';
import { readGiven } from '../../src/ingest/read-job.ts';

const cross = (result: JobResult) => unpack(deserialize(serialize(pack(result))));

describe('a result that crosses from a worker', () => {
  it.each(LAYOUTS.map((layout) => [layout.name, layout] as const))('is the same (%s)', async (_, layout) => {
    const result = await readGiven(renderReport(generateReport(5, layout.options), layout).bytes, {});
    expect(cross(result)).toEqual(result);
  });

  it('keeps places, confidences, blanks and what is no text', () => {
    const source = { table: null, row: null, column: null, confidence: 0.5 };
    const position = { page: 2, box: [1, 2, 3, 4] as const };
    const figures = [
      { table: 'disclosure', row: 'a', column: 'b', value: null, raw: null, source: { ...source, position: null } },
      { table: 'review_litigation', row: 'b', column: 'a', value: 0, raw: '0', source: { ...source, position } },
    ];
    const checks = [{ rule: 'a', scope: '0', status: 'unknown', left: null, right: 3 }];
    const report = { figures, checks, sections: [], indicators: [], warnings: [], tables: [] };
    const document = { kind: 'document', sha256: 'x', report };
    const archive = {
      kind: 'archive',
      format: 'zip',
      members: [{ name: 'a', sha256: 'x', size: 1, result: document }],
    };
    for (const result of [document, archive] as unknown as JobResult[]) expect(cross(result)).toEqual(result);
  });

  it.each([
    { kind: 'unreadable', code: 'no_text', message: 'nothing' } as const,
    { kind: 'archive', format: 'zip', members: [] } as const,
  ])('$kind', (result) => {
    expect(cross(result)).toEqual(result);
  });
});
