import { isNativeError } from 'node:util/types';
import { runInNewContext } from 'node:vm';
import { processorMs } from './processor-time.ts';

/**
 * What `work` returns, or null where it takes longer than `limitMs` of the processor: for libraries that follow a damaged file without end
 * and cannot be asked to stop. The engine interrupts it, where it stands and without its `finally`, by the clock; what has only waited for
 * others by then is begun anew and given twice as long.
 */
export function withinTime<T>(work: () => T, limitMs: number): T | null {
  const start = processorMs();
  for (let clockMs = limitMs; ; clockMs *= 2) {
    try {
      return runInNewContext('work()', { work }, { timeout: clockMs, displayErrors: false }) as T;
    } catch (error) {
      if (!isInterruption(error)) throw error;
      if (processorMs() - start >= limitMs) return null;
    }
  }
}

/** An error of the context in which `work` was called, and not of this one. */
const isInterruption = (error: unknown): boolean =>
  isNativeError(error) && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
