import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PageAnswer } from '../../../src/crawlers/apart/job.ts';
import { PageProcess, type PageProcessOptions } from '../../../src/crawlers/apart/page-process.ts';
import { page } from './pages.ts';

function opened(options: Partial<PageProcessOptions> = {}) {
  const rooms: number[] = [];
  const process = new PageProcess({
    script: join(import.meta.dirname, 'page-worker.mjs'),
    timeMs: 60_000,
    residentBytes: 1024 ** 3,
    onRoom: () => rooms.push(process.ahead),
    ...options,
  });
  onTestFinished(() => process.close());
  /** Sends pages as one batch; what becomes of each. */
  const send = (...names: string[]): Promise<PromiseSettledResult<PageAnswer | null>[]> => {
    const asked = names.map((name) => {
      let waiting: { resolve: (answer: PageAnswer | null) => void; reject: (error: unknown) => void } | undefined;
      const answer = new Promise<PageAnswer | null>((resolve, reject) => {
        waiting = { resolve, reject };
      });
      if (waiting === undefined) throw new Error('no promise');
      return { answer, page: { job: page(name), ...waiting } };
    });
    process.send(asked.map((one) => one.page));
    return Promise.allSettled(asked.map((one) => one.answer));
  };
  return { process, send, rooms };
}

const taken = expect.objectContaining({
  status: 'fulfilled',
  value: expect.objectContaining({ plan: expect.objectContaining({ failure: expect.anything() }) }),
});
const brokenBy = (code: string) =>
  expect.objectContaining({ status: 'rejected', reason: expect.objectContaining({ code }) });
const failed = (message: RegExp) =>
  expect.objectContaining({
    status: 'rejected',
    reason: expect.objectContaining({ message: expect.stringMatching(message) }),
  });

async function pidOf(answers: Promise<PromiseSettledResult<PageAnswer | null>[]>): Promise<number> {
  const [answer] = await answers;
  if (answer?.status !== 'fulfilled') throw new Error('no answer');
  return (answer.value as unknown as { plan: { pid: number } }).plan.pid;
}

describe('a process that takes pages apart', () => {
  it('is sent batches ahead of its answers, and answers each page in its place', async () => {
    const { process, send, rooms } = opened();
    const batches = [send('wait', 'a'), send('b'), send('c', 'd', 'e')];
    expect(process.ahead).toBe(3);
    expect(await batches[0]).toEqual([taken, taken]);
    expect(await batches[1]).toEqual([taken]);
    expect(await batches[2]).toEqual([taken, taken, taken]);
    expect(process.ahead).toBe(0);
    expect(rooms).toEqual([2, 1, 0]);
  });

  it('broken by a page, leaves those that crossed with it, and its successor takes those behind', async () => {
    const { process, send } = opened();
    const before = await pidOf(send('pid'));
    const batches = [send('a'), send('b', 'break', 'c'), send('d'), send('pid')];
    expect(await batches[0]).toEqual([taken]);
    expect(await batches[1]).toEqual([brokenBy('crashed'), brokenBy('crashed'), brokenBy('crashed')]);
    expect(await batches[2]).toEqual([taken]);
    expect(await pidOf(batches[3] as never)).not.toBe(before);
    expect(process.ahead).toBe(0);
  });

  it('is ended where a page takes too much time or memory', async () => {
    const slow = opened({ timeMs: 1500 });
    expect(await slow.send('loop')).toEqual([brokenBy('timeout')]);
    expect(await slow.send('a')).toEqual([taken]);
    const large = opened({ residentBytes: 300 * 1024 ** 2 });
    expect(await large.send('swell')).toEqual([brokenBy('too_large')]);
    expect(await large.send('a')).toEqual([taken]);
  });

  it('does not count what waits against the time of one batch', async () => {
    const { send } = opened({ timeMs: 2000 });
    const batches = Array.from({ length: 12 }, () => send('wait'));
    for (const batch of batches) expect(await batch).toEqual([taken]);
  });

  it('is replaced once it has kept too much, and nothing that it was sent is lost', async () => {
    const { send } = opened();
    const before = await pidOf(send('pid'));
    const batches = [send('bloat'), send('a', 'b'), send('pid')];
    expect(await batches[0]).toEqual([taken]);
    expect(await batches[1]).toEqual([taken, taken]);
    expect(await pidOf(batches[2] as never)).not.toBe(before);
  });

  it('tells of a defect of its own, and goes on', async () => {
    const { send } = opened();
    const batches = [send('defect'), send('a')];
    expect(await batches[0]).toEqual([failed(/a defect of ours/)]);
    expect(await batches[1]).toEqual([taken]);
  });

  it('is given up where it cannot be started, with all that wait for it', async () => {
    const { send } = opened({ script: join(import.meta.dirname, 'no-such-worker.mjs') });
    const batches = [send('a'), send('b')];
    for (const batch of batches) expect(await batch).toEqual([failed(/no extraction worker can be started .*npm ci/)]);
    expect(await send('c')).toEqual([failed(/no extraction worker/)]);
  });

  it('is ended at once by being closed, and takes nothing from then on', async () => {
    const { process, send } = opened();
    const pid = await pidOf(send('pid'));
    const batches = [send('loop'), send('a')];
    await sleep(50);
    await process.close();
    for (const batch of batches) expect(await batch).toEqual([failed(/closed/)]);
    expect(await send('b')).toEqual([failed(/closed/)]);
    expect(() => globalThis.process.kill(pid, 0)).toThrow('ESRCH');
  });
});
