import { workerScript } from '../../../ingest/worker-path.ts';
import { WorkerBrokenError, WorkerPool } from '../../../ingest/worker-pool.ts';
import type { Answer } from '../../http/answer.ts';
import { tooHeavy } from '../../http/weight.ts';
import type { PortalVisit } from '../../portal-visit.ts';
import { notUnderstood } from '../not-understood.ts';
import { NOTHING, type Plan } from '../plan.ts';
import type { PageJob } from './job.ts';

export interface HeavyTask extends Pick<PageJob, 'queued' | 'channel' | 'seen'> {
  readonly visit: PortalVisit;
}

export interface HeavyLimits {
  readonly timeMs: number;
  readonly residentBytes: number;
}

/** A list of 60 MB takes ten seconds. */
const LIMITS: HeavyLimits = { timeMs: 60_000, residentBytes: 600 * 1024 * 1024 };
/** A page that broke its worker so often is left. */
const ATTEMPTS = 2;

/** Pages that would hold up the run, or end it, are taken apart in a process of their own, under limits; it is started by the first. */
export class HeavyPages {
  readonly #limits: HeavyLimits;
  #pool: WorkerPool<PageJob, Plan> | null = null;

  constructor(limits: HeavyLimits = LIMITS) {
    this.#limits = limits;
  }

  /** What follows from the page; where it breaks its process, that it does. */
  async plan({ url, status, contentType, bytes }: Answer, task: HeavyTask): Promise<Plan> {
    const { visit, queued, channel, seen } = task;
    const refused = tooHeavy(bytes);
    if (refused !== null) return notUnderstood(queued.kind, refused);
    const { config, settings } = visit;
    const job = { answer: { url, status, contentType, bytes }, portal: { config, settings }, queued, channel, seen };
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(job);
      if (!(result instanceof WorkerBrokenError)) return result;
      if (attempt < ATTEMPTS) continue;
      if (result.code === 'shortage')
        return { ...NOTHING, failure: { code: 'unreadable', message: result.message, retry: true } };
      return notUnderstood(queued.kind, `it broke its process twice: ${result.message}`);
    }
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }

  async #attempt(job: PageJob): Promise<Plan | WorkerBrokenError> {
    this.#pool ??= new WorkerPool({ workers: 1, script: workerScript('crawlers/plan/heavy/worker'), ...this.#limits });
    try {
      return await this.#pool.run(job);
    } catch (error) {
      if (error instanceof WorkerBrokenError) return error;
      throw error;
    }
  }
}
