import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../support/crawling.ts';

/**
 * The image without docker: what the Dockerfile's last stage copies, in a folder of its own, has to be all that the program reads. Where a
 * docker daemon answers, CI builds the image as well (scripts/docker-image.sh).
 */
const root = resolve(import.meta.dirname, '../..');
const { path: folder, remove } = temporaryFolder();
const environment = { PATH: process.env.PATH, NODE_ENV: 'production', NIANBAO_DATA: join(folder, 'data') };
const PROGRAM = 'bin/nianbao.js';

const run = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [PROGRAM, ...args], { cwd: folder, env: environment })).stdout;

beforeAll(() => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  for (const [, words = ''] of last.matchAll(/^COPY (?:--from=build )?(.*)$/gm)) {
    const [target = '', ...sources] = words.split(' ').reverse();
    for (const source of sources) {
      const name = source.replace('/opt/nianbao/', '');
      const place = join(folder, target === './' ? name : target);
      if (name === 'node_modules') symlinkSync(join(root, name), place);
      else cpSync(join(root, name), place, { recursive: true });
    }
  }
});
afterAll(remove);

it('crawls the sample portal, its PDF reports too, exports, and knows its portals', async () => {
  expect(await run('demo', '--port', '0')).toContain('Reports: 28 new, 1 changed, 0 unchanged, 0 failed');
  expect(await run('status', '--check')).toMatch(/^well:/);
  expect(await run('export', '--out', join(folder, 'export'), '--format', 'csv')).toContain('nianbao-wide.csv');
  expect(await run('portals')).toContain('beijing-daxing');
});

it('serves its pages, with their style', async () => {
  const server = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0'], { cwd: folder, env: environment });
  try {
    const [printed] = await Promise.race([once(server.stdout, 'data'), once(server, 'exit').then(() => ['ended'])]);
    const [url = ''] = /http:\/\/[^\s/]+/.exec(String(printed)) ?? [];
    const page = await (await fetch(`${url}/`)).text();
    expect(page).toContain('清溪县');
    const [, style = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
    expect((await fetch(new URL(style, url))).status).toBe(200);
  } finally {
    if (server.kill('SIGINT')) await once(server, 'exit');
  }
});
