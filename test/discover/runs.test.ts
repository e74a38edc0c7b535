import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { loadPortals, portalsDir } from '../../src/config/index.ts';
import { type Discovery, discoveries } from '../../src/store/discoveries.ts';
import { openStore } from '../../src/store/store.ts';
import { channel, link, page } from '../probe/portals.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';
import { startServer, type TestServer } from '../support/server.ts';

type Pages = Record<string, string>;

let folder: ReturnType<typeof temporaryFolder>;
let servers: TestServer[] = [];
let config: string;
let data: string;
beforeEach(() => {
  folder = temporaryFolder();
  config = join(folder.path, 'config');
  data = join(folder.path, 'data');
  mkdirSync(portalsDir(config), { recursive: true });
  writeFileSync(join(config, 'nianbao.yaml'), 'browser: never\n');
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  folder.remove();
});

const LOCAL = ['--allow-private', '127.0.0.1', '--delay', '1', '--parallel', '1'];
const places = () => ['--config', config, '--data', data];

/** Serves a portal whose pages may change while it runs. */
async function portal(pages: Pages): Promise<{ url: string; pages: Pages; server: TestServer }> {
  const now = { ...pages };
  const server = await startServer({
    '*': (request, response) => {
      const body = now[request.url ?? ''];
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(body ?? '');
    },
  });
  servers.push(server);
  return { url: `${server.url}/`, pages: now, server };
}

function hostsFile(...homepages: readonly string[]): string {
  const file = join(folder.path, 'hosts.csv');
  const rows = homepages.map((url) => `410822,county,河南省/焦作市/博爱县,博爱县,${url},`);
  writeFileSync(file, ['code,level,path,name,homepage,note', ...rows].join('\n'));
  return file;
}

function stored(): Discovery[] {
  const store = openStore(data, { readonly: true });
  try {
    return discoveries(store);
  } finally {
    store.close();
  }
}

const REPORTS = (path: string): Pages => channel(path, '博爱县人民政府', [2024, 2023, 2022]);
const home = (path: string): string => page('博爱县人民政府', link(path, '政府信息公开年报'));

describe('--refresh', () => {
  it('finds a channel that has moved, and notes where it was', async () => {
    const moving = await portal({ '/': home('/old/nb/'), ...REPORTS('/old/nb/') });
    const hosts = hostsFile(moving.url);
    await nianbao('discover', '--from', hosts, ...places(), ...LOCAL, '--quiet');
    expect(loadPortals(portalsDir(config))[0]?.channels.map(({ url }) => url)).toEqual([`${moving.url}old/nb/`]);

    for (const path of Object.keys(moving.pages)) delete moving.pages[path];
    Object.assign(moving.pages, { '/': home('/zwgk/zfxxgk/nb/'), ...REPORTS('/zwgk/zfxxgk/nb/') });
    const asked = moving.server.log.length;
    await nianbao('discover', '--from', hosts, ...places(), ...LOCAL, '--quiet');
    expect(moving.server.log.length).toBe(asked);
    await nianbao('discover', '--from', hosts, '--refresh', ...places(), ...LOCAL, '--quiet');
    const [written] = loadPortals(portalsDir(config));
    expect(written?.channels.map(({ url }) => url)).toEqual([`${moving.url}zwgk/zfxxgk/nb/`]);
    expect(written?.note).toContain(`no channel any more: ${moving.url}old/nb/`);
    expect(stored()[0]?.because).toContain(`moved from ${moving.url}old/nb/`);
  });

  it('knows a portal again whose channel stands on another host', async () => {
    const platform = await portal(REPORTS('/nb/'));
    const front = await portal({ '/': home(`${platform.url}nb/`) });
    const hosts = hostsFile(front.url);
    await nianbao('discover', '--from', hosts, ...places(), ...LOCAL, '--quiet');
    delete platform.pages['/nb/'];
    Object.assign(platform.pages, REPORTS('/gk/nb/'));
    front.pages['/'] = home(`${platform.url}gk/nb/`);
    await nianbao('discover', '--from', hosts, '--refresh', ...places(), ...LOCAL, '--quiet');
    const written = loadPortals(portalsDir(config));
    expect(written.map(({ channels }) => channels.map(({ url }) => url))).toEqual([[`${platform.url}gk/nb/`]]);
  });

  it('leaves a channel that stands where it stood, and one whose host does not answer', async () => {
    const staying = await portal({ '/': home('/nb/'), ...REPORTS('/nb/') });
    const hosts = hostsFile(staying.url);
    await nianbao('discover', '--from', hosts, ...places(), ...LOCAL, '--quiet');
    const before = readFileSync(loadPortals(portalsDir(config))[0]?.file ?? '', 'utf8');
    await nianbao('discover', '--from', hosts, '--refresh', ...places(), ...LOCAL, '--quiet');
    expect(readFileSync(loadPortals(portalsDir(config))[0]?.file ?? '', 'utf8')).toBe(before);
    await staying.server.close();
    await nianbao('discover', '--from', hosts, '--refresh', ...places(), ...LOCAL, '--quiet');
    expect(readFileSync(loadPortals(portalsDir(config))[0]?.file ?? '', 'utf8')).toBe(before);
    expect(stored()[0]?.state).toBe('unreachable');
  });

  it('says so where a channel is gone and no other is found', async () => {
    const losing = await portal({ '/': home('/nb/'), ...REPORTS('/nb/') });
    const hosts = hostsFile(losing.url);
    await nianbao('discover', '--from', hosts, ...places(), ...LOCAL, '--quiet');
    for (const path of Object.keys(losing.pages)) if (path !== '/') delete losing.pages[path];
    losing.pages['/'] = page('博爱县人民政府', link('/xw/', '新闻'));
    await nianbao('discover', '--from', hosts, '--refresh', ...places(), ...LOCAL, '--quiet');
    expect(stored()[0]).toMatchObject({ state: 'none' });
    expect(stored()[0]?.because).toContain(`configured, but no channel any more: ${losing.url}nb/`);
    expect(loadPortals(portalsDir(config))[0]?.channels).toHaveLength(1);
  });
});

describe('what a run learns', () => {
  /** Four steps from the home page to the column, at the same addresses on every portal. */
  const deep = (): Pages => ({
    '/': page('博爱县人民政府', link('/a/', '政务公开')),
    '/a/': page('政务公开', link('/a/b/', '信息公开专栏')),
    '/a/b/': page('信息公开专栏', link('/a/b/c/', '法定主动公开内容')),
    '/a/b/c/': page('法定主动公开内容', link('/zwgk/zfxxgk/bz/nb/', '政府信息公开年报')),
    ...REPORTS('/zwgk/zfxxgk/bz/nb/'),
  });

  it('makes later portals cheaper: where ten keep the channel in one place, the next is asked there first', async () => {
    const portals = [];
    for (let n = 0; n < 12; n++) portals.push(await portal(deep()));
    await nianbao('discover', '--from', hostsFile(...portals.map(({ url }) => url)), ...places(), ...LOCAL, '--quiet');
    const costs = portals.map(({ server }) => server.log.length);
    expect(stored().map(({ state }) => state)).toEqual(portals.map(() => 'found'));
    expect(new Set(costs.slice(0, 10))).toEqual(new Set([costs[0]]));
    expect(new Set(costs.slice(10))).toEqual(new Set([(costs[0] ?? 0) - 3]));
  });
});

describe('a run that is stopped', () => {
  it('goes on behind what is done, asks nobody twice, and says how far it is', async () => {
    const portals = [];
    for (let n = 0; n < 6; n++) portals.push(await portal({ '/': home('/nb/'), ...REPORTS('/nb/') }));
    const hosts = hostsFile(...portals.map(({ url }) => url));
    const stop = new AbortController();
    let err = '';
    const io = {
      out: () => undefined,
      err: (text: string) => {
        err += text;
        if (/^3\/6/m.test(err)) stop.abort();
      },
      terminal: false,
      columns: 100,
      signal: stop.signal,
    };
    expect(await main(['discover', '--from', hosts, ...places(), ...LOCAL], io)).toBe(130);
    expect(err).toContain('6 portals to look at');
    expect(stored()).toHaveLength(3);
    const asked = portals.slice(0, 3).map(({ server }) => server.log.length);
    const { out, code } = await nianbao('discover', '--from', hosts, ...places(), ...LOCAL);
    expect(code).toBe(0);
    expect(out).toContain('6 of 6 portals looked at');
    expect(portals.slice(0, 3).map(({ server }) => server.log.length)).toEqual(asked);
    expect(loadPortals(portalsDir(config))).toHaveLength(6);
  });
});

describe('a run that ends between a row and its config', () => {
  const discoverIn = (name: string, hosts: string, ...more: readonly string[]) => {
    mkdirSync(portalsDir(join(folder.path, name, 'config')), { recursive: true });
    writeFileSync(join(folder.path, name, 'config/nianbao.yaml'), 'browser: never\n');
    config = join(folder.path, name, 'config');
    data = join(folder.path, name, 'data');
    return nianbao('discover', '--from', hosts, ...places(), ...LOCAL, '--quiet', ...more);
  };
  /** What a portal came to, but for the place of its config and what the search cost. */
  const rows = () => stored().map(({ file, requests, ...row }) => ({ ...row, hasFile: existsSync(file ?? '') }));
  const configs = () => loadPortals(portalsDir(config)).map(({ file, ...portal }) => portal);

  it.each([
    ['before the config', 'config/portals/41-henan', 0],
    ['behind it, before its saved pages', 'fixtures', 2],
  ])('loses nothing: ended %s', async (_, inTheWay, there) => {
    const one = await portal({ '/': home('/nb/'), ...REPORTS('/nb/') });
    const other = await portal({ '/': home('/gk/'), ...REPORTS('/gk/') });
    const hosts = hostsFile(one.url, other.url);
    const fixtures = (name: string): string[] => ['--fixtures', join(folder.path, name, 'fixtures')];
    await discoverIn('calm', hosts, ...fixtures('calm'));
    const [calmRows, calmConfigs] = [rows(), configs()];
    expect(calmRows.map(({ state, hasFile }) => [state, hasFile])).toEqual(Array(2).fill(['found', true]));

    // A file where a folder belongs ends the run at this very step, as a kill may.
    const obstacle = join(folder.path, 'ended', inTheWay);
    mkdirSync(dirname(obstacle), { recursive: true });
    writeFileSync(obstacle, '');
    expect((await discoverIn('ended', hosts, ...fixtures('ended'))).code).not.toBe(0);
    const ended = stored().map(({ state, file }) => ({ state, file }));
    expect(ended).toEqual(Array(2).fill({ state: 'found', file: null }));
    rmSync(obstacle);
    expect(configs()).toHaveLength(there);
    const { code, out } = await discoverIn('ended', hosts, ...fixtures('ended'), '--json');
    expect([code, JSON.parse(out)]).toMatchObject([0, { portals: 2, open: 0, counts: { found: 2 } }]);
    expect(rows()).toEqual(calmRows);
    expect(configs()).toEqual(calmConfigs);
    const asked = one.server.log.length;
    await discoverIn('ended', hosts, ...fixtures('ended'));
    expect(one.server.log.length).toBe(asked);
  });

  it('stays open where the host does not answer to the next run', async () => {
    const one = await portal({ '/': home('/nb/'), ...REPORTS('/nb/') });
    const hosts = hostsFile(one.url);
    const obstacle = join(folder.path, 'ended/config/portals/41-henan');
    mkdirSync(dirname(obstacle), { recursive: true });
    writeFileSync(obstacle, '');
    await discoverIn('ended', hosts);
    rmSync(obstacle);
    const before = stored();
    await one.server.close();
    await discoverIn('ended', hosts);
    expect(stored()).toEqual(before);
    expect(before).toMatchObject([{ state: 'found', file: null }]);
  });
});

it('looks again at portals of a family or a state of their channels alone', async () => {
  const one = await portal({ '/': home('/nb/'), ...REPORTS('/nb/') });
  const hosts = hostsFile(one.url);
  await nianbao('discover', '--from', hosts, ...places(), ...LOCAL, '--quiet');
  const platform = stored()[0]?.platform ?? '';
  const again = (...options: string[]) =>
    nianbao('discover', '--from', hosts, '--refresh', ...options, ...places(), ...LOCAL, '--json');
  const asked = one.server.log.length;
  expect(await again('--platform', 'vsb')).toMatchObject({ code: 2, err: expect.stringContaining('--platform vsb') });
  expect((await again('--channel-state', 'complete')).code).toBe(2);
  expect(one.server.log.length).toBe(asked);
  expect(JSON.parse((await again('--platform', platform, '--channel-state', 'unread')).out)).toMatchObject({
    portals: 1,
    counts: { found: 1 },
  });
});

it('takes the years below a heading for channels, each', async () => {
  const years = await portal({
    '/': page('博爱县人民政府', link('/gk/', '政府信息公开')),
    '/gk/': page('政府信息公开', `<b>政府信息公开年报</b>${link('/y/1/', '2024年')}${link('/y/2/', '2023年')}`),
    ...REPORTS('/y/1/'),
    ...channel('/y/2/', '博爱县财政局', [2023, 2022, 2021]),
  });
  await nianbao('discover', '--from', hostsFile(years.url), ...places(), ...LOCAL, '--quiet');
  const [written] = loadPortals(portalsDir(config));
  expect(written?.channels.map(({ url }) => url).sort()).toEqual([`${years.url}y/1/`, `${years.url}y/2/`]);
});

it('starts from deep pages too, whose side menu names the column', async () => {
  const hidden = await portal({
    '/': page('博爱县人民政府', link('/xw/', '新闻')),
    '/xw/': page('新闻', '新闻'),
    '/cz/yjs/': page('财政预决算', `<div class="side">${link('/nb/', '政府信息公开年报')}</div>`),
    ...REPORTS('/nb/'),
  });
  const hosts = join(config, 'hosts');
  mkdirSync(hosts, { recursive: true });
  writeFileSync(
    join(hosts, 'divisions.csv'),
    `code,level,path,name,homepage,note\n410822,county,博爱县,博爱县,${hidden.url},\n`,
  );
  writeFileSync(join(hosts, 'pages.csv'), `code,kind,url\n410822,budget,${hidden.url}cz/yjs/\n`);
  const { out } = await nianbao('discover', '--province', '41', '--level', 'county', ...places(), ...LOCAL, '--quiet');
  expect(stored()[0]).toMatchObject({ state: 'found', channelUrl: `${hidden.url}nb/` });
  expect(out).toContain('河南省');
});
