/** Entry of the process that opens archived documents: what a strange file does there, no reader of the pages notices. */
import { FORMATS } from '../../export/formats/index.ts';
import { SHAPES } from '../../export/shapes/index.ts';
import type { Format, Table } from '../../extract/document.ts';
import { pagePicture } from '../../extract/explain/page-picture.ts';
import { serve } from '../../ingest/serve.ts';
import { messageOf } from '../../message-of.ts';
import { openStore } from '../../store/store.ts';
import { archivedBytes, reread } from '../../why/reread.ts';
import type { ExportJob, SourceJob, SourceView } from './job.ts';

async function open(job: SourceJob): Promise<SourceView> {
  if (job.kind === 'export') return { kind: 'exported', rows: await exported(job) };
  if (job.kind === 'reread') {
    const { extractor, differences, read } = await reread(job.dataDir, job.receipt);
    const tables = read.document.blocks.filter((block): block is Table => block.kind === 'table');
    const { table } = job.receipt.cell;
    return { kind: 'reread', extractor, differences, table: table === null ? null : (tables[table] ?? null) };
  }
  const bytes = await archivedBytes(job.dataDir, job.origin);
  if (job.kind === 'bytes') return { kind: 'bytes', bytes };
  return { kind: 'page', picture: await pagePicture(bytes, job.origin.document.format as Format, job.page) };
}

async function exported({ dataDir, shape, format, filter, path }: ExportJob): Promise<number> {
  const store = openStore(dataDir, { readonly: true });
  try {
    return await (await FORMATS[format].load())(SHAPES[shape](store, filter), path);
  } finally {
    store.close();
  }
}

serve(
  async (job: SourceJob): Promise<SourceView> =>
    open(job).catch((error: unknown) => ({
      kind: 'lost',
      reason: messageOf(error),
    })),
);
