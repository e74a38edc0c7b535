import { afterEach, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { endRun, openStore, startRun } from '../../src/store/index.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

afterEach(() => vi.unstubAllEnvs());

async function nianbao(...argv: string[]): Promise<string> {
  let out = '';
  const write = (text: string): void => {
    out += text;
  };
  await main(argv, { out: write, err: write, terminal: false, columns: 90, signal: new AbortController().signal });
  return out;
}

it('every command that reads the data folder finds it by NIANBAO_DATA, and --data counts before that', async () => {
  const folder = dataFolder();
  const store = openStore(folder);
  file(store, { 'disclosure/regulations/issued': 3 });
  endRun(store, startRun(store, 'crawl qinghe'), { outcome: 'ok', summary: {} });
  store.close();
  vi.stubEnv('NIANBAO_DATA', folder);
  expect(await nianbao('runs')).toContain('crawl qinghe');
  expect(await nianbao('report', 'list')).toContain('清河区');
  expect(await nianbao('runs', '--data', '/nowhere')).not.toContain('crawl qinghe');
});
