import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPortal, loadPortals, type PortalConfig } from '../../src/config/index.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { channel, link, longChannel, page } from './portals.ts';
import { checkSaved, goldenOf, readSaved } from './saved-portals.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: TestServer;
let places: string[];
let fixtures: string;
let portals: string;
beforeEach(async () => {
  folder = temporaryFolder();
  fixtures = join(folder.path, 'fixtures');
  portals = join(folder.path, 'config', 'portals');
  places = ['--config', join(folder.path, 'config'), '--fixtures', fixtures];
  server = await startServer({
    '/': page(
      '博爱县人民政府',
      link('/nb/', '政府信息公开年报') + link('/bm/nb/', '部门信息公开年报'),
      '<meta name="SiteName" content="博爱县人民政府"><meta name="SiteIDCode" content="4108220001">',
    ),
    ...longChannel('/nb/', 2),
    ...channel('/bm/nb/', '博爱县财政局', [2023, 2022]),
  });
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

const probe = (...options: string[]) =>
  nianbao('probe', `${server.url}/`, '--write', '--allow-private', '127.0.0.1', '--delay', '1', ...places, ...options);

function existing(id: string, rest: string): string {
  const file = join(portals, '41-henan', `${id}.yaml`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `id: ${id}\nname: 焦作市博爱县\ncode: "410822"\n${rest}`);
  return file;
}

describe('config', () => {
  it('stands in the folder of its province and loads', async () => {
    const { code, out } = await probe('--id', 'jiaozuo-boai');
    const file = join(portals, '41-henan', 'jiaozuo-boai.yaml');
    expect(code).toBe(0);
    expect(out).toContain(`Wrote ${file}`);
    expect(loadPortal(file)).toMatchObject({
      id: 'jiaozuo-boai',
      name: '博爱县人民政府',
      code: '410822',
      platform: 'auto',
      hosts: [`127.0.0.1:${server.port}`],
      verified: 'never',
      sure: 'channel seen',
    } satisfies Partial<PortalConfig>);
    const { channels, floor } = loadPortal(file);
    expect(channels.map(({ url, title }) => [new URL(url).pathname, title]).sort()).toEqual([
      ['/bm/nb/', '部门信息公开年报'],
      ['/nb/', '政府信息公开年报'],
    ]);
    // Eight tenths of 32 reports.
    expect(floor).toBe(25);
  });

  it('takes name and code from the command line', async () => {
    await probe('--id', 'x', '--name', '某部', '--code', 'null');
    expect(loadPortal(join(portals, '00-central', 'x.yaml'))).toMatchObject({ name: '某部', code: null });
    expect((await probe('--id', 'y', '--code', '999999')).code).toBe(2);
    expect((await probe('--id', 'Not Kebab')).code).toBe(2);
  });

  it('is not overwritten unasked, and nothing is asked of the portal then', async () => {
    const file = existing('boai', 'entry: https://www.boai.gov.cn/\n');
    const { code, err } = await probe('--id', 'boai');
    expect(code).toBe(2);
    expect(err).toContain(file);
    expect(err).toContain('--force');
    expect(server.log).toEqual([]);
    expect(readFileSync(file, 'utf8')).not.toContain('channels');
  });

  it('is completed by force: what a person wrote stays', async () => {
    const file = existing(
      'boai',
      `# Slow at night.\ndelay: 5000\nexclude: 摘要\nchannels:\n  - url: ${server.url}/old/\n    sure: guess\n`,
    );
    const { code } = await probe('--force');
    expect(code).toBe(0);
    const read = loadPortal(file);
    expect(read).toMatchObject({ id: 'boai', name: '焦作市博爱县', delay: 5000 });
    expect(read.channels.map(({ url }) => new URL(url).pathname).sort()).toEqual(['/bm/nb/', '/nb/', '/old/']);
    expect(readFileSync(file, 'utf8')).toContain('# Slow at night.');
    expect(loadPortals(portals)).toHaveLength(1);
  });

  it('is made for a configured portal by its id, beginning at its entry', async () => {
    const file = existing('boai', `entry: ${server.url}/\n`);
    const { code } = await nianbao(
      'probe',
      'boai',
      '--write',
      '--force',
      '--allow-private',
      '127.0.0.1',
      '--delay',
      '1',
      ...places,
    );
    expect(code).toBe(0);
    expect(loadPortal(file).channels).toHaveLength(2);
  });

  it('is not written where nothing was found', async () => {
    await server.close();
    server = await startServer({ '/': page('博爱县人民政府', '') });
    const { code, out } = await probe('--id', 'boai');
    expect(code).toBe(1);
    expect(out).toContain('no channel of annual reports was found');
    expect(existsSync(portals)).toBe(false);
  });
});

describe('saved pages', () => {
  it('are the exact bytes of the lists, and a test of their own', async () => {
    await probe('--id', 'boai');
    const saved = readSaved(fixtures, 'boai');
    expect(saved.pages.map(({ platform, reports }) => [platform, reports])).toEqual(
      expect.arrayContaining([
        ['trs', 15],
        ['trs', 15],
      ]),
    );
    expect(readdirSync(join(fixtures, 'boai')).length).toBe(saved.pages.length + 1);
    checkSaved(fixtures, 'boai');
  });

  it('fail once for the review of their golden file, and whenever they read otherwise', async () => {
    await probe('--id', 'boai');
    expect(() => goldenOf(fixtures, 'boai')).toThrow(/review it, then run again/);
    const { found, golden } = goldenOf(fixtures, 'boai');
    expect(found).toEqual(golden);
    const file = join(fixtures, 'boai', readSaved(fixtures, 'boai').pages[0]?.file ?? '');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/<li>.*?<\/li>/, ''));
    const changed = goldenOf(fixtures, 'boai');
    expect(changed.found).not.toEqual(changed.golden);
    expect(() => checkSaved(fixtures, 'boai')).toThrow(/lists 14 reports, 15 when it was saved/);
  });
});

it('prints what was found as tables, in either language', async () => {
  const { out } = await nianbao('probe', `${server.url}/`, '--allow-private', '127.0.0.1', '--delay', '1', ...places);
  expect(out.split('\n')[0]).toBe('博爱县人民政府');
  expect(out).toContain('  code      410822  (网站标识码 4108220001: 博爱县)');
  expect(out).toMatch(/│ organ +│ 2023 │ 2022 │ all │/);
  expect(out).toMatch(/│ 博爱县财政局 │ +1 │ +1 │ +2 │/);
  expect(out).toContain('A crawl would fetch 30 reports of');
  expect(out).toContain('10 other organs');
  expect(out).toMatch(/platform {2}TRS WCM/);
  expect(existsSync(portals)).toBe(false);
});
