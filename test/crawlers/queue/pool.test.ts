import { expect, it } from 'vitest';
import { FrontierManager } from '../../../src/crawlers/queue/frontier-manager.ts';
import { runPool } from '../../../src/crawlers/queue/pool.ts';

/** A frontier of so many requests; asked for more, it breaks, as a damaged database does. */
function managerOf(requests: number): FrontierManager {
  let given = 0;
  const take = () => {
    if (given === requests) throw new Error('database disk image is malformed');
    given++;
    return { id: given, url: 'http://a.gov.cn/' };
  };
  const frontier = { counts: { open: requests + 1, handled: 0 }, isDue: () => true, takeSoon: async () => take() };
  return new FrontierManager(frontier as never, () => false);
}

it.each([1, 3])(
  'ends with the error where everything breaks at once, and with none that nobody awaits (%i requests)',
  async (requests) => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      const handlers: Promise<void>[] = [];
      const run = runPool({
        manager: managerOf(requests),
        parallel: 4,
        signal: new AbortController().signal,
        dueIn: () => 0,
        handle: () => {
          const handler = new Promise<void>((_, reject) => {
            setTimeout(() => reject(new Error('the disk is full')), 20 * (handlers.length + 1));
          });
          handlers.push(handler);
          return handler;
        },
      });
      await expect(run).rejects.toThrow(/malformed|full/);
      await Promise.allSettled(handlers);
      // Whoever threw without a listener is told of by now.
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  },
);
