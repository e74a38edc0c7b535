import { sha256Of } from '../../archive/sha256.ts';
import { WorkerBrokenError } from '../../ingest/worker-broken.ts';
import { workerScript } from '../../ingest/worker-path.ts';
import { WorkerPool } from '../../ingest/worker-pool.ts';
import type { Answer } from '../http/answer.ts';
import { tooHeavy } from '../http/weight.ts';
import { notUnderstood } from '../plan/not-understood.ts';
import { NOTHING, type Plan } from '../plan/plan.ts';
import type { PortalVisit } from '../portal-visit.ts';
import { type PageAnswer, type PageJob, packPortal } from './job.ts';

export interface HeavyTask extends Pick<PageJob, 'queued' | 'channel'> {
  readonly visit: PortalVisit;
  /** Rows that the visit has seen in the channel. */
  readonly seen: readonly string[];
}

export interface HeavyLimits {
  readonly timeMs: number;
  readonly residentBytes: number;
}

/** A list of 60 MB takes ten seconds. */
const LIMITS: HeavyLimits = { timeMs: 60_000, residentBytes: 600 * 1024 * 1024 };
/** A page that broke its worker so often is left. */
const ATTEMPTS = 2;

/** What is remembered of pages that broke their process, by the digest of their bytes. */
export interface BrokenPages {
  /** How it broke it, for a person; null where it did not. */
  readonly known: (sha256: string) => string | null;
  readonly add: (sha256: string, message: string) => void;
}

/** Pages that would hold up the run, or end it, are taken apart in a process of their own, under limits; it is started by the first. */
export class HeavyPages {
  readonly #broken: BrokenPages;
  readonly #limits: HeavyLimits;
  #pool: WorkerPool<PageJob, PageAnswer | null> | null = null;

  constructor(broken: BrokenPages, limits: HeavyLimits = LIMITS) {
    this.#broken = broken;
    this.#limits = limits;
  }

  /** What follows from the page; where it breaks its process, that it does. */
  async plan({ url, status, contentType, bytes }: Answer, task: HeavyTask): Promise<Plan> {
    const { visit, queued, channel, seen } = task;
    const refused = tooHeavy(bytes);
    if (refused !== null) return notUnderstood(queued.kind, refused);
    const sha256 = sha256Of(bytes);
    const before = this.#broken.known(sha256);
    if (before !== null)
      return notUnderstood(queued.kind, `${before}; left until its bytes change, or for --retry-failed`);
    const answer = { url, status, contentType, bytes };
    const job = { answer, portal: packPortal(visit), queued, channel, seen, reading: null };
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(job);
      if (!(result instanceof WorkerBrokenError)) return result;
      if (attempt < ATTEMPTS) continue;
      if (result.code === 'shortage')
        return { ...NOTHING, failure: { code: 'unreadable', message: result.message, retry: true } };
      const message = `it broke its process twice: ${result.message}`;
      this.#broken.add(sha256, message);
      return notUnderstood(queued.kind, message);
    }
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }

  async #attempt(job: PageJob): Promise<Plan | WorkerBrokenError> {
    this.#pool ??= new WorkerPool({ workers: 1, script: workerScript('crawlers/apart/heavy-worker'), ...this.#limits });
    try {
      const page = await this.#pool.run(job);
      if (page === null) throw new TypeError('a heavy page came back without its plan');
      return page.plan;
    } catch (error) {
      if (error instanceof WorkerBrokenError) return error;
      throw error;
    }
  }
}
