import { UnreadableError } from '../extract/document.ts';
import { messageOf } from '../message-of.ts';
import { endedByShortage, type WorkerEnd } from './shortage.ts';
import type { Breach, WorkerLimits } from './watchdog.ts';
import { HEAP_BYTES } from './worker-process.ts';

/** Why a worker did not answer; a `shortage` is the machine's fault, the others are the file's. */
export type BreakCode = Breach | 'crashed' | 'shortage';

/** A file broke its worker: out of time, out of memory, or a crash. Another try may do better. */
export class WorkerBrokenError extends UnreadableError {
  declare readonly code: BreakCode;
  constructor(code: BreakCode, message: string) {
    super(code, message);
    this.name = 'WorkerBrokenError';
  }
}

/** What broke a worker, by the limit that it passed (null: none) and by how its process ended. */
export function broken(breach: Breach | null, limits: WorkerLimits, end: WorkerEnd): WorkerBrokenError {
  if (breach === 'timeout') {
    return new WorkerBrokenError(breach, `not read after ${limits.timeMs / 1000} seconds, then given up`);
  }
  if (breach === 'too_large') {
    const megabytes = Math.round(limits.residentBytes / 1024 ** 2);
    return new WorkerBrokenError(breach, `reading it took more than ${megabytes} MB of memory`);
  }
  if (endedByShortage(end, HEAP_BYTES / 2)) {
    const message = `the reading process was ended (${end.signal}) by the machine, not by the file; the next run tries again`;
    return new WorkerBrokenError('shortage', message);
  }
  return new WorkerBrokenError('crashed', 'the reading process ended while it read this file');
}

/** No worker's process lives long enough to begin a job. */
export function startFailure(error: unknown): Error {
  const reason = messageOf(error);
  return new Error(`no extraction worker can be started (${reason}). Run \`npm ci && npm run build\` and try again.`);
}

/** What is asked for, or under way, when a pool is closed. */
export const closed = (): Error => new Error('the extraction pool is closed');
