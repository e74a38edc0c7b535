import { processorMsOf, residentBytes } from './resident.ts';
import { TimeLimit } from './time-limit.ts';

export interface WorkerLimits {
  /** For one file, in milliseconds of the processor (of the clock, where the system does not tell). */
  readonly timeMs: number;
  /** Of the worker's whole process, in bytes: heap limits do not count buffers and WebAssembly. */
  readonly residentBytes: number;
}

export type Breach = 'timeout' | 'too_large';

/** How often a busy worker is looked at: a bomb that fills 1 GB a second goes 100 MB over. */
const LOOK_EVERY_MS = 100;

/** Ends the process when it exceeds a limit; `stop` says which it was, or null, `peakBytes` the most memory that was seen. */
export function watch(pid: number, limits: WorkerLimits): { stop: () => Breach | null; peakBytes: () => number } {
  let peak = 0;
  let breach: Breach | null = null;
  let looking = false;
  const end = (reason: Breach): void => {
    breach ??= reason;
    kill(pid);
  };
  let time: TimeLimit | null = null;
  const looker = setInterval(() => {
    if (looking) return;
    looking = true;
    Promise.all([residentBytes(pid), processorMsOf(pid)]).then(([resident, spent]) => {
      looking = false;
      if (stopped) return;
      const now = { spent, clock: performance.now() };
      time ??= new TimeLimit(limits.timeMs, now);
      if (time.isOver(now)) end('timeout');
      if (resident === null) return;
      peak = Math.max(peak, resident);
      if (resident > limits.residentBytes) end('too_large');
    });
  }, LOOK_EVERY_MS);
  let stopped = false;
  return {
    peakBytes: () => peak,
    stop: () => {
      stopped = true;
      clearInterval(looker);
      return breach;
    },
  };
}

/** Not SIGTERM: a process that is stuck must not have a say. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
