import type { Block } from '../../src/extract/document.ts';
import { toJson } from '../../src/extract/json.ts';
import { readReport } from '../../src/extract/report/read.ts';
import type { SampleTable } from '../../src/sample/grid.ts';
import type { SampleReport } from '../../src/sample/model.ts';

/** What is read out of a generated report whose tables come as `blocksOf` makes them. */
export function readSample(report: SampleReport, blocksOf: (table: SampleTable) => readonly Block[]) {
  const blocks = report.blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'table') return blocksOf(block.table);
    return ('lines' in block ? block.lines : [block.text]).map((text) => ({ kind: 'paragraph', text }));
  });
  const document = {
    format: 'html',
    charset: null,
    charsetEvidence: null,
    blocks,
    metadata: {},
    warnings: [],
  } as const;
  return toJson('', { sha256: '', format: 'html', document, report: readReport(document) });
}
