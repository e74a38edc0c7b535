import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RequestPoolOptions, runPool } from '../../../src/crawlers/queue/pool.ts';

const PARALLEL = 4;

const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);

beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', note);
});
afterEach(async () => {
  // Whoever threw without a listener is told of by now.
  await sleep(50);
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

/** A queue of so many requests, all due. */
function queueOf(requests: number, signal = new AbortController().signal) {
  const queue = { left: requests, taken: 0, active: 0, most: 0, ended: 0 };
  const options: Omit<RequestPoolOptions<number>, 'handle'> = {
    take: async () => {
      if (queue.left === 0) return null;
      queue.left--;
      return ++queue.taken;
    },
    isDue: () => queue.left > 0,
    dueIn: () => (queue.left > 0 ? 0 : null),
    isFinished: () => queue.left === 0,
    parallel: PARALLEL,
    arrivedAtMost: 0,
    signal,
  };
  const handling = async (work: () => Promise<void>): Promise<void> => {
    queue.most = Math.max(queue.most, ++queue.active);
    await work();
    queue.active--;
    queue.ended++;
  };
  return { queue, options, handling };
}

describe('the pool', () => {
  it('handles all, so many at once and no more, and resolves once the last has ended', async () => {
    const { queue, options, handling } = queueOf(25);
    await runPool({ ...options, handle: () => handling(() => sleep(5)) });
    expect(queue).toEqual({ left: 0, taken: 25, active: 0, most: PARALLEL, ended: 25 });
  });

  it('asks for more once answers have arrived, and holds no more of those than it may', async () => {
    const { queue, options, handling } = queueOf(40);
    let [inFlight, mostInFlight] = [0, 0];
    const handle = (_: number, arrived: () => void) =>
      handling(async () => {
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        await sleep(3);
        inFlight--;
        arrived();
        // Told twice, it counts once.
        arrived();
        await sleep(40);
      });
    await runPool({ ...options, arrivedAtMost: 5, handle });
    expect(mostInFlight).toBe(PARALLEL);
    expect(queue).toMatchObject({ left: 0, ended: 40, most: PARALLEL + 5 });
  });

  it('waits for what is due later, and for what a request under way may still bring', async () => {
    const { queue, options, handling } = queueOf(1);
    let dueAt = 0;
    const handle = (request: number) =>
      handling(async () => {
        await sleep(120);
        // Found by the first one, and due some time after it.
        if (request === 1) queue.left = 2;
        dueAt = performance.now() + 150;
      });
    const isDue = () => queue.left > 0 && performance.now() >= dueAt;
    await runPool({ ...options, isDue, take: async () => (isDue() ? options.take() : null), handle });
    expect(queue).toMatchObject({ left: 0, ended: 3 });
  });

  it('hands out nothing more once the signal aborts, and lets what is under way come to its end', async () => {
    const stop = new AbortController();
    const { queue, options, handling } = queueOf(100, stop.signal);
    const handle = (request: number) =>
      handling(async () => {
        if (request === PARALLEL) stop.abort();
        await sleep(100);
      });
    await runPool({ ...options, handle });
    expect(queue).toMatchObject({ active: 0, ended: queue.taken });
    expect(queue.taken).toBeLessThanOrEqual(PARALLEL + 1);
  });

  it('does nothing where the signal has aborted before', async () => {
    const { queue, options, handling } = queueOf(3, AbortSignal.abort());
    await runPool({ ...options, handle: () => handling(() => sleep(1)) });
    expect(queue.taken).toBe(0);
  });

  it('ends with the error of a handler, and asks for nothing more', async () => {
    const { queue, options, handling } = queueOf(100);
    const handle = (request: number) =>
      handling(async () => {
        await sleep(10);
        if (request === 2) throw new Error('a defect of ours');
      });
    await expect(runPool({ ...options, handle })).rejects.toThrow('a defect of ours');
    const { taken } = queue;
    await sleep(150);
    expect(queue.taken).toBe(taken);
  });

  it.each(['isDue', 'isFinished', 'dueIn'] as const)(
    'ends with the error of %s, which the pool asks from a timer',
    async (broken) => {
      const { options, handling } = queueOf(broken === 'isFinished' ? 0 : 1);
      const throwing = () => {
        throw new Error('database disk image is malformed');
      };
      const run = runPool({ ...options, [broken]: throwing, handle: () => handling(() => sleep(500)) });
      await expect(run).rejects.toThrow('malformed');
      await sleep(600);
    },
  );

  it.each([1, 3])(
    'ends with the first error where everything breaks at once, and with none that nobody awaits (%i requests)',
    async (requests) => {
      const { queue, options } = queueOf(requests + 1);
      const take = async () => {
        if (queue.taken === requests) throw new Error('database disk image is malformed');
        return options.take();
      };
      const handlers: Promise<void>[] = [];
      const handle = () => {
        const handler = sleep(20 * (handlers.length + 1)).then(() => {
          throw new Error('the disk is full');
        });
        handlers.push(handler);
        return handler;
      };
      await expect(runPool({ ...options, take, handle })).rejects.toThrow(/malformed|full/);
      await Promise.allSettled(handlers);
    },
  );
});
