import type { ForkOptions } from 'node:child_process';
import type { WorkerLimits } from './watchdog.ts';

const HEAP_MB = 400;
/** Twice what Node gives: a page of a PDF is garbage as soon as it is read, and a tenth of its time went into moving it about. */
const YOUNG_MB = 32;
/**
 * Bytecode that V8's optimizing compiler puts into one function out of others, a third of what it does by itself: a fifth of a worker's time
 * went into compiling, and what is compiled so is as fast. Measured: 1,500 pages in 20 s of the processor in place of 23.
 */
const INLINED_BYTES = 300;
/** A worker that kept more than this from its last file is replaced, so that the next file is not blamed for it. */
const RECYCLE_SHARE = 0.6;

/** The most that a worker's JavaScript may hold. */
export const HEAP_BYTES = HEAP_MB * 1024 ** 2;

/** How a worker's process is started. */
export const FORK_OPTIONS: ForkOptions = {
  // Advanced: bytes cross as bytes, not as JSON.
  serialization: 'advanced',
  execArgv: [
    `--max-old-space-size=${HEAP_MB}`,
    `--max-semi-space-size=${YOUNG_MB}`,
    `--max-inlined-bytecode-size-cumulative=${INLINED_BYTES}`,
  ],
};

/** A worker's process that ends before it begins its job was on its way out; one that does so again and again is broken itself. */
export const START_ATTEMPTS = 3;
/** Loading the worker's code on a busy machine, milliseconds. */
export const START_MS = 60_000;

/** Whether a worker has kept too much to be given more. */
export const isBloated = (residentBytes: number, limits: WorkerLimits): boolean =>
  residentBytes > limits.residentBytes * RECYCLE_SHARE;
