import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/**
 * Gives the memory of dropped pictures and of a closed renderer back at once. The garbage collector counts what it holds itself and lets
 * bitmaps and WebAssembly lie: 100 MB a scan, for each worker, beside which the OCR engine would have to stand. Takes some 20 ms.
 */
export function freeMemory(): void {
  if (!collect) {
    // The only way to ask for it without a flag on the command line of every caller.
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
