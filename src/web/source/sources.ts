import { WorkerBrokenError } from '../../ingest/worker-broken.ts';
import { workerScript } from '../../ingest/worker-path.ts';
import { WorkerPool } from '../../ingest/worker-pool.ts';
import type { ExportJob, SourceJob, SourceView } from './job.ts';

/** A picture of a page takes a tenth of a second, a scan read once more half a minute. */
const TIME_MS = 60_000;
const RESIDENT_BYTES = 1_500_000_000;
/** More readers than these at one moment are told to come back. */
const MOST_WAITING = 12;
/** Pages that were just looked at. */
const KEPT = 40;

const EXPORT_MS = 600_000;
const MOST_EXPORTS = 3;

type DocumentJob = Exclude<SourceJob, ExportJob>;

const workers = (timeMs: number): WorkerPool<SourceJob, SourceView> =>
  new WorkerPool({ workers: 1, script: workerScript('web/source/worker'), timeMs, residentBytes: RESIDENT_BYTES });

/** Documents out of the archive, opened in a process of their own, one at a time. */
export class Sources {
  #pool: WorkerPool<SourceJob, SourceView> | null = null;
  /** Exports take minutes: they have a process of their own, so that nobody waits for a page behind one. */
  #exports: WorkerPool<SourceJob, SourceView> | null = null;
  #waiting = 0;
  #exporting = 0;
  readonly #kept = new Map<string, SourceView>();

  /** The answer to a job; `lost` with the reason where there is none. Never throws for what a file does. */
  async open(job: DocumentJob): Promise<SourceView> {
    const key = nameOf(job);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    if (this.#waiting >= MOST_WAITING) return { kind: 'lost', reason: 'busy: too many documents are being opened' };
    this.#waiting++;
    try {
      this.#pool ??= workers(TIME_MS);
      const source = await this.#pool.run(job);
      if (source.kind === 'page' || source.kind === 'reread') this.#keep(key, source);
      return source;
    } catch (error) {
      if (error instanceof WorkerBrokenError) return { kind: 'lost', reason: error.message };
      throw error;
    } finally {
      this.#waiting--;
    }
  }

  /** Writes an export; `lost` where it takes too long, or others wait already. */
  async export(job: ExportJob): Promise<SourceView> {
    if (this.#exporting >= MOST_EXPORTS) return { kind: 'lost', reason: 'busy: others are being exported' };
    this.#exporting++;
    try {
      this.#exports ??= workers(EXPORT_MS);
      return await this.#exports.run(job);
    } catch (error) {
      if (error instanceof WorkerBrokenError) return { kind: 'lost', reason: error.message };
      throw error;
    } finally {
      this.#exporting--;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool?.close(), this.#exports?.close()]);
  }

  #keep(key: string, source: SourceView): void {
    this.#kept.set(key, source);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** A reading depends on the number that is asked for, too: what differs is told of it. */
function nameOf(job: DocumentJob): string {
  if (job.kind === 'reread') return JSON.stringify(['reread', job.receipt]);
  return JSON.stringify([job.kind, job.origin.document.sha256, job.kind === 'page' ? job.page : 0]);
}
