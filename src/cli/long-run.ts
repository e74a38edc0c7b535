import { setFlagsFromString } from 'node:v8';

/**
 * Sets V8 for a process that is a run from its beginning to its end. The heap grows to twice what it holds before it is cleaned, not to four
 * times: a crawl holds some 40 MB and makes garbage all the time (205 MB in place of 270 at most, for the same processor time). And less is
 * compiled into one function out of others: 5 % of the processor time.
 */
export function tuneForLongRun(): void {
  setFlagsFromString('--heap-growing-percent=100');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
}
