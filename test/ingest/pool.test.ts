import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ExtractionPool, type ExtractionPoolOptions } from '../../src/ingest/pool.ts';
import { residentBytes } from '../../src/ingest/resident.ts';
import { WorkerBrokenError } from '../../src/ingest/worker-broken.ts';

const script = (name: string) => join(import.meta.dirname, name);
const MEGABYTE = 1024 ** 2;

function openPool(options: ExtractionPoolOptions = {}): ExtractionPool {
  const pool = new ExtractionPool({ workers: 1, script: script('misbehaving-worker.mjs'), timeMs: 20_000, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

const say = (pool: ExtractionPool, word: string) =>
  pool.read({ source: { kind: 'bytes', bytes: Buffer.from(word) }, hints: {} });

const processOf = async (pool: ExtractionPool): Promise<number> => {
  const result = await say(pool, 'ok');
  return result.kind === 'unreadable' ? Number(result.message.split(' ').at(-1)) : 0;
};

describe('ExtractionPool', () => {
  it.each([
    ['loop', 'timeout', /not read after 1.5 seconds/],
    ['eat', 'too_large', /more than 150 MB of memory/],
    ['exit', 'crashed', /the reading process ended/],
    ['heap', 'crashed', /the reading process ended/],
    ['killed', 'shortage', /ended \(SIGKILL\) by the machine, not by the file/],
  ])('ends a worker that would %s, says why, and reads the next file', async (deed, code, message) => {
    const pool = openPool({
      residentBytes: deed === 'eat' ? 150 * MEGABYTE : 2000 * MEGABYTE,
      timeMs: deed === 'loop' ? 1500 : 20_000,
    });
    const failure = await say(pool, deed).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkerBrokenError);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(await say(pool, 'ok')).toMatchObject({ kind: 'unreadable', code: 'no_text' });
  });

  it('replaces a worker that kept most of its memory, so that the next file is not blamed', async () => {
    const pool = openPool({ residentBytes: 200 * MEGABYTE });
    const before = await processOf(pool);
    await say(pool, 'hoard');
    expect(await processOf(pool)).not.toBe(before);
  });

  it('is not blocked by what a library prints', async () => {
    expect(await say(openPool(), 'chatter')).toMatchObject({ kind: 'unreadable' });
  });

  it('blames the installation, not the file, where no worker starts', async () => {
    const pool = openPool({ script: script('broken-worker.mjs') });
    await expect(say(pool, 'ok')).rejects.toThrow(/no extraction worker can be started.*npm ci/s);
  });

  it('gives up what is under way when it is closed', async () => {
    const pool = openPool();
    await processOf(pool);
    const given = expect(say(pool, 'loop')).rejects.toThrow('closed');
    await pool.close();
    await given;
  });

  it('reads a file by path in the real extractor', async () => {
    const pool = new ExtractionPool({ workers: 1 });
    onTestFinished(() => pool.close());
    const result = await pool.read({ source: { kind: 'file', path: script('no-such-file') }, hints: {} });
    expect(result).toMatchObject({ kind: 'unreadable', code: 'not_found' });
  });

  it('leaves no worker behind when its parent is killed in the middle of a file', async () => {
    const parent = spawn(process.execPath, [script('orphan-maker.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const worker = await new Promise<number>((resolve) => parent.stdout.on('data', (pid) => resolve(Number(pid))));
    expect(await residentBytes(worker)).toBeGreaterThan(0);
    parent.kill('SIGKILL');
    await expect.poll(() => residentBytes(worker), { timeout: 60_000 }).toBe(null);
  });
});
