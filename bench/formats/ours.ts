import { basename } from 'node:path';
import { ExtractionPool } from '../../src/ingest/pool.ts';
import { workerScript } from '../../src/ingest/worker-path.ts';
import { readAll, type Throughput, warmUp } from './pace.ts';
import { Meter, type Usage } from './usage.ts';

export interface Ours extends Throughput {
  readonly usage: Usage | null;
  /** Files that were not read as one document each, with the reason. */
  readonly unread: readonly string[];
}

/** Reads files as crawl, import and extract do: in the pool's processes. A new pool, so that memory is this format's own. */
export async function measureOurs(files: readonly string[], workers: number): Promise<Ours> {
  const pool = new ExtractionPool({ workers });
  const unread: string[] = [];
  const read = async (path: string): Promise<string | null> => {
    const result = await pool.read({ source: { kind: 'file', path }, hints: { name: basename(path) } });
    if (result.kind === 'document') return null;
    return result.kind === 'unreadable' ? result.message : 'an archive';
  };
  try {
    // As the lane from archive to database does: each worker's next file is there when it is free.
    const lanes = workers * 2;
    await warmUp(files, lanes, read);
    const meter = new Meter(workerScript('ingest/worker'));
    const seconds = await readAll(files, lanes, async (path) => {
      const reason = await read(path);
      if (reason !== null) unread.push(`${basename(path)}: ${reason}`);
    });
    const usage = meter.stop();
    return { documents: files.length - unread.length, seconds, cpuSeconds: usage?.cpuSeconds ?? null, usage, unread };
  } finally {
    await pool.close();
  }
}
