import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';
import { makeOlder } from '../support/older-database.ts';

/** A data folder with a report, as an older nianbao left it. */
function olderFolder(): string {
  const folder = dataFolder();
  const store = openStore(folder);
  file(store, { 'applications/new_received/total': 1 });
  store.close();
  makeOlder(folder);
  return folder;
}

/** A configuration whose only portal is not asked: nobody listens there. */
function configFolder(): string {
  const folder = join(dataFolder(), 'config');
  mkdirSync(join(folder, 'portals'), { recursive: true });
  const channel = 'channels:\n  - url: http://127.0.0.1:9/nb/\n';
  writeFileSync(join(folder, 'portals', 'a.yaml'), `id: a\nname: 甲县\ncode: "410822"\n${channel}`);
  return folder;
}

const TOLD = /nianbao\.sqlite \([\d.]+ [KM]iB\) was written by an older nianbao and is brought up to date, once/;

describe('a data folder that an older nianbao wrote', () => {
  it.each<[string, (config: string) => string[]]>([
    ['a night', (config) => ['crawl', '--mode', 'nightly', '--dry-run', '--config', config]],
    ['a backfill', (config) => ['crawl', '--mode', 'backfill', '--dry-run', '--config', config]],
    ['a crawl of what failed', (config) => ['crawl', '--retry-failed', '--quiet', '--config', config]],
    ['reextract', () => ['reextract', '--quiet']],
    ['ack', () => ['ack']],
  ])('is brought up to date by %s, which says so and goes on', async (_name, argv) => {
    const folder = olderFolder();
    const { code, err } = await nianbao(...argv(configFolder()), '--data', folder);
    expect(err).toMatch(TOLD);
    expect(code).toBe(0);
    const again = await nianbao('report', 'list', '--data', folder);
    expect([again.code, again.err]).toEqual([0, '']);
  });

  it('is left as it is by who only reads, and it is said what brings it up to date', async () => {
    const folder = olderFolder();
    for (const command of [['runs'], ['report', 'list'], ['status', '--check'], ['verify']]) {
      const { code, err } = await nianbao(...command, '--data', folder);
      expect([code, err]).toEqual([2, expect.stringContaining(`\`nianbao reextract --data ${folder}\``)]);
    }
  });

  it('is not touched while another run holds it', async () => {
    const folder = olderFolder();
    const holder = openStore(folder, { file: 'other.sqlite' });
    const { code, err } = await nianbao('reextract', '--data', folder);
    holder.close();
    expect([code, err]).toEqual([3, expect.stringContaining('another run holds the data folder')]);
  });
});
