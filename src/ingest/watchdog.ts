import { residentBytes } from './resident.ts';

export interface WorkerLimits {
  /** For one file, in milliseconds. */
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
  const timer = setTimeout(() => end('timeout'), limits.timeMs);
  const looker = setInterval(() => {
    if (looking) return;
    looking = true;
    residentBytes(pid).then((resident) => {
      looking = false;
      if (stopped || resident === null) return;
      peak = Math.max(peak, resident);
      if (resident > limits.residentBytes) end('too_large');
    });
  }, LOOK_EVERY_MS);
  let stopped = false;
  return {
    peakBytes: () => peak,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
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
