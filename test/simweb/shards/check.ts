import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../../src/store/store.ts';
import { lastingRows } from '../../support/lasting-rows.ts';
import type { DramaResult } from './drama.ts';
import type { ServerHit } from './world.ts';

/**
 * Hosts that were asked by workers in another order than they had its shard in: two at once, or one that had lost it. By the server's log, which
 * has an order and needs no clock.
 */
export function outOfTurn(
  log: readonly ServerHit[],
  { leases, shardOf }: Pick<DramaResult, 'leases' | 'shardOf'>,
): string[] {
  const asked = new Map<string, string[]>();
  for (const { host, worker } of log) {
    const turns = asked.get(host) ?? [];
    if (turns.at(-1) !== worker) turns.push(worker);
    asked.set(host, turns);
  }
  return [...asked].flatMap(([host, turns]) => {
    const held = leases.get(shardOf.get(host) ?? '') ?? [];
    let at = 0;
    for (const worker of turns) {
      // The same worker may have had it several times in a row.
      while (at < held.length && held[at] !== worker) at++;
      if (at === held.length) return [`${host}: asked by ${turns.join(', ')}; leased by ${held.join(', ')}`];
    }
    return [];
  });
}

/** Requests that followed another one to the same host before its pace had passed, by when they went out. */
export function tooFast(folders: readonly string[], delay: number): string[] {
  const asked = new Map<string, Set<string>>();
  for (const folder of folders) {
    if (!existsSync(join(folder, 'nianbao.sqlite'))) continue;
    const store = openStore(folder, { readonly: true });
    for (const { url, at } of store.all<{ url: string; at: string }>('SELECT url, captured_at AS at FROM capture')) {
      const { host } = new URL(url);
      asked.set(host, (asked.get(host) ?? new Set()).add(`${at} ${url}`));
    }
    store.close();
  }
  return [...asked].flatMap(([host, all]) => {
    const times = [...all].map((one) => Date.parse(one.split(' ')[0] ?? '')).sort((a, b) => a - b);
    return times.flatMap((time, index) => {
      const gap = time - (times[index - 1] ?? Number.NEGATIVE_INFINITY);
      return gap < delay ? [`${host}: ${gap} ms`] : [];
    });
  });
}

/** What a corpus holds, however it came together: rows that last, and the bytes that each address gave. */
export function corpusRows(dataDir: string): string[] {
  const store = openStore(dataDir, { readonly: true });
  try {
    const sql = `SELECT DISTINCT url, status, payload_digest AS digest FROM capture WHERE status <> 304 ORDER BY url, digest`;
    const captures = store.all<{ url: string; status: number; digest: string }>(sql);
    return [
      ...lastingRows(dataDir),
      ...captures.map(({ url, status, digest }) => `capture ${status} ${digest} ${url}`),
    ];
  } finally {
    store.close();
  }
}

/** Rows that only one of two corpora has. */
export function difference(
  expected: readonly string[],
  found: readonly string[],
): { missing: string[]; strange: string[] } {
  const [isExpected, isFound] = [new Set(expected), new Set(found)];
  return {
    missing: expected.filter((row) => !isFound.has(row)),
    strange: found.filter((row) => !isExpected.has(row)),
  };
}
