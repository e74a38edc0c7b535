import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { markVerified, openStore, startRun, upsertPortal } from '../../src/store/index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'nianbao-portals-'));
  const portals = path.join(dir, 'config', 'portals');
  mkdirSync(portals, { recursive: true });
  const portal = (id: string, rest: string): void =>
    writeFileSync(path.join(portals, `${id}.yaml`), `id: ${id}\n${rest}`);
  portal('ministry', 'name: 某部\ncode: null\nentry: https://www.m.gov.cn/\nsure: host seen\n');
  portal(
    'daxing',
    'name: 大兴区\ncode: 110115\nfloor: 3\nplatform: eportal\nchannels:\n  - url: https://d.gov.cn/nb/\n',
  );
  portal(
    'beijing',
    'name: 北京市\ncode: 110000\nexclude: 解读\nchannels:\n  - url: https://b.gov.cn/1/\n  - url: https://b.gov.cn/2/\n',
  );
});
afterEach(() => rmSync(dir, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const folders = ['--config', path.join(dir, 'config'), '--data', path.join(dir, 'data')];
  const code = await main(['portals', ...folders, ...args], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    terminal: false,
    columns: 100,
    signal: new AbortController().signal,
  });
  return { code, out, err: err.replaceAll(dir, '') };
}

/** As a crawl leaves it: one visit in which a report was stored and a request failed. */
function crawled(): void {
  const store = openStore(path.join(dir, 'data'));
  upsertPortal(store, { id: 'daxing', name: '大兴区', code: '110115' });
  const id = startRun(store, 'nianbao crawl daxing');
  store.run("UPDATE run SET started_at = '2026-11-30T01:02:03.000Z' WHERE id = ?", id);
  store.run("UPDATE portal SET platform = 'trs' WHERE id = 'daxing'");
  markVerified(store, 'daxing', '2026-11-30');
  store.run("INSERT INTO host (name, delay_ms) VALUES ('d.gov.cn:443', 1500)");
  store.run("INSERT INTO channel (portal_id, url, run_id) VALUES ('daxing', 'https://d.gov.cn/nb/', ?)", id);
  store.run(
    `INSERT INTO request (key, portal_id, kind, url, host, state, details)
     VALUES ('k', 'daxing', 'detail', 'https://d.gov.cn/1', 'd.gov.cn:443', 'failed', '{}')`,
  );
  store.close();
}

describe('nianbao portals', () => {
  it('lists by province, the province first, without a database', async () => {
    expect(await run()).toEqual({
      code: 0,
      err: '',
      out: `中央
  ministry  某部    entry only  host seen  auto     never crawled

北京市
  beijing   北京市  2 channels             auto     never crawled
  daxing    大兴区  1 channel              eportal  never crawled

3 portals, 0 with reports in the database.
`,
    });
  });

  it('shows what the last crawl brought', async () => {
    crawled();
    const { out } = await run();
    expect(out).toContain(
      'daxing    大兴区  1 channel              trs   no reports, under its floor of 3, 1 request failed, visited 2026-11-30\n',
    );
  });

  it('shows only those that pass a filter, by what the last crawl found too', async () => {
    crawled();
    const ids = async (...args: string[]) => (await run('--json', ...args)).out.match(/(?<="id":")\w+(?=","name")/gu);
    expect(await ids('--province', '11')).toEqual(['beijing', 'daxing']);
    expect(await ids('--level', 'central')).toEqual(['ministry']);
    expect(await ids('--platform', 'trs')).toEqual(['daxing']);
    expect(await ids('--channel-state', 'unread', '--level', 'county')).toEqual(['daxing']);
    expect(await run('--platform', 'ucap')).toMatchObject({
      code: 2,
      err: 'nianbao: no portal passes --platform ucap\n',
    });
  });

  it('gives programs one object a portal', async () => {
    crawled();
    const { out } = await run('--json');
    const objects = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(objects.map(({ id, result }) => [id, result?.platform ?? null])).toEqual([
      ['beijing', null],
      ['daxing', 'trs'],
      ['ministry', null],
    ]);
    expect(objects[0].exclude).toEqual(['解读']);
    expect(objects[1].result).toEqual({
      id: 'daxing',
      platform: 'trs',
      verifiedOn: '2026-11-30',
      reports: 0,
      firstYear: null,
      lastYear: null,
      failed: 1,
      unfinished: false,
      visitedAt: '2026-11-30T01:02:03.000Z',
    });
  });
});

describe('nianbao portals --check', () => {
  it('counts what is valid', async () => {
    const { code, out } = await run('--check');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^3 portals in .*portals: 3 channels, 1 only with an entry to probe; 0 hosts to discover\. All files are valid\.\n$/u,
    );
  });

  it('fails on a platform that no dialect has, and on a code that no division has', async () => {
    const file = path.join(dir, 'config', 'portals', 'daxing.yaml');
    writeFileSync(file, 'id: daxing\nname: X\ncode: 110115\nplatform: trss\nentry: https://d.gov.cn/\n');
    const platform = await run('--check');
    expect(platform.code).toBe(2);
    expect(platform.err).toMatch(/^nianbao: .*daxing\.yaml:4: platform: found "trss"; allowed: auto, .*\btrs\b.*\n$/u);
    writeFileSync(file, 'id: daxing\nname: X\ncode: 110199\nentry: https://d.gov.cn/\n');
    const code = await run();
    expect(code.code).toBe(2);
    expect(code.err).toContain('daxing.yaml:3: code: found 110199; allowed: a code in the table of divisions');
  });

  it('names what is wrong in every file: settings, portals and hosts', async () => {
    const config = path.join(dir, 'config');
    writeFileSync(path.join(config, 'nianbao.yaml'), 'delay: soon\n');
    writeFileSync(path.join(config, 'portals', 'daxing.yaml'), 'id: daxing\nname: X\nentry: here\n');
    mkdirSync(path.join(config, 'hosts'));
    writeFileSync(path.join(config, 'hosts', 'zones.csv'), 'code,name,level,url\n1,X,zone,nowhere\n');
    const { code, err } = await run('--check');
    expect(code).toBe(2);
    for (const place of ['nianbao.yaml:1: delay', 'daxing.yaml:3: entry', 'zones.csv']) expect(err).toContain(place);
  });

  it('passes on the bundled portals', async () => {
    let out = '';
    const io = { out: (text: string) => (out += text), err: () => undefined, terminal: false, columns: 100 };
    expect(
      await main(['portals', '--check', '--config', 'config'], { ...io, signal: new AbortController().signal }),
    ).toBe(0);
    expect(out).toMatch(/^\d+ portals in config.portals: .* All files are valid\.\n$/u);
  });
});
