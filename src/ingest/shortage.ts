const CODES = new Set([
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'EAGAIN',
  'ENOSPC',
  'EIO',
  'EACCES',
  'EPERM',
  'ERR_MEMORY_ALLOCATION_FAILED',
]);
const WORDS = /allocation failed|out of memory|could not allocate|cannot allocate/i;

/** Whether the machine failed, and not the file: no memory, no handles, no permission. Another day the same file can be read. */
export function isShortage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && CODES.has(error.code)) return true;
  return WORDS.test(error.message);
}

/** How a worker's process ended, as far as its pool tells. */
export interface WorkerEnd {
  readonly signal: string | null;
  /** The most resident memory that was seen, in bytes. */
  readonly peakBytes: number;
}

/** Sent from outside: the system's own guard against a lack of memory, or a person. */
const FROM_OUTSIDE = new Set(['SIGKILL', 'SIGTERM', 'SIGHUP', 'SIGINT']);
/** How V8 ends where it gets no memory. */
const NO_MEMORY = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGBUS']);

/**
 * Whether a process that ended by itself was denied what it was entitled to: killed from outside, or out of memory long before it had
 * used its share.
 */
export function endedByShortage({ signal, peakBytes }: WorkerEnd, shareBytes: number): boolean {
  if (signal === null) return false;
  return FROM_OUTSIDE.has(signal) || (NO_MEMORY.has(signal) && peakBytes < shareBytes);
}

/** workerpool tells the end of a process only in words. */
export function processSignal(error: unknown): string | null {
  return /signalCode: `(SIG[A-Z]+)`/.exec(error instanceof Error ? error.message : '')?.[1] ?? null;
}
