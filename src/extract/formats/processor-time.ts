/** Milliseconds of the processor that this process has spent so far, its threads too: a busy machine makes no file slower. */
export const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** How long `coarseProcessorMs` says the same, by the clock. */
const COARSE_MS = 50;
let askedAt = -Infinity;
let told = 0;

/** The same for budgets of seconds that are asked for often: asking takes a third of a millisecond where a sandbox has to answer. */
export function coarseProcessorMs(): number {
  const now = performance.now();
  if (now - askedAt >= COARSE_MS) [askedAt, told] = [now, processorMs()];
  return told;
}
