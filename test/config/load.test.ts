import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adHocPortal, adHocPortals, ConfigError, findPortal, loadPortal, loadPortals } from '../../src/config/index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'nianbao-config-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(dir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The error's message with the folder's name left out. */
function complaint(action: () => unknown): string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replaceAll(`${dir}${path.sep}`, '').split('\n');
    throw error;
  }
  throw new Error('no error');
}

const MINIMAL = `id: x-shan
name: 某山县
code: "410822"
channels:
  - url: https://www.x.gov.cn/nb/
`;

describe('loadPortal', () => {
  it('says how keys and values of older versions are called now', () => {
    const file = write(
      'old.yaml',
      'id: x-shan\nname: 某山县\ncode: "410822"\nsure: column seen\ncolumns:\n  - url: https://www.x.gov.cn/nb/\n    sure: column seen\n',
    );
    expect(complaint(() => loadPortal(file))).toEqual([
      'old.yaml:4: sure: "column seen" is called "channel seen" now',
      'old.yaml:5: columns: this key is called channels now',
    ]);
  });

  it('needs no more than id, name, code and channels', () => {
    const portal = loadPortal(write('a.yaml', MINIMAL));
    expect(portal).toMatchObject({
      id: 'x-shan',
      code: '410822',
      platform: 'auto',
      delay: null,
      floor: 0,
      legacyTls: false,
      include: [],
      verified: 'never',
      channels: [{ url: 'https://www.x.gov.cn/nb/', title: null, organ: null, platform: null, sure: null }],
    });
  });

  it('reads every option', () => {
    const portal = loadPortal(
      write(
        'a.yaml',
        `${MINIMAL}    title: 街镇
    organ: 某镇人民政府
    platform: trs
entry: http://www.x.gov.cn:8080/
platform: hanweb-jpage
organ: 某山县人民政府
delay: 0
concurrency: 2
years: { from: 2019 }
include: 年度报告
exclude: [解读, "^图"]
floor: 3
legacyTls: true
browser: always
hosts: [Files.Example.cn, "example.cn:8080"]
verified: 2026-11-30
sure: folder seen
note: checked by hand
`,
      ),
    );
    expect(portal).toMatchObject({
      delay: 0,
      years: { from: 2019, to: null },
      include: [/年度报告/u],
      exclude: [/解读/u, /^图/u],
      hosts: ['files.example.cn', 'example.cn:8080'],
      verified: '2026-11-30',
      sure: 'folder seen',
      browser: 'always',
    });
    expect(portal.channels[0]).toMatchObject({ organ: '某镇人民政府', platform: 'trs' });
  });

  it('takes a code written as a number, and null for a ministry', () => {
    expect(loadPortal(write('a.yaml', MINIMAL.replace('"410822"', '410822'))).code).toBe('410822');
    expect(loadPortal(write('b.yaml', MINIMAL.replace('"410822"', 'null'))).code).toBeNull();
  });

  it('keeps a fragment: some platforms carry the category there', () => {
    const file = write('a.yaml', MINIMAL.replace('/nb/', '/gkmlpt/annualreport#2629'));
    expect(loadPortal(file).channels[0]?.url).toBe('https://www.x.gov.cn/gkmlpt/annualreport#2629');
  });

  it('allows a portal without channels where an entry is known', () => {
    const file = write('a.yaml', 'id: x\nname: X\ncode: null\nentry: https://www.x.gov.cn/\n');
    expect(loadPortal(file)).toMatchObject({ channels: [], entry: 'https://www.x.gov.cn/' });
  });

  it('names file, line, key, what was found and what is allowed, all problems at once', () => {
    const file = write(
      'bad.yaml',
      `id: X Shan
nmae: 某山县
code: 41082
channels:
  - url: https://www.x.gov.cn/nb/
  - url: htp://www.x.gov.cn/
    titel: 街镇
delay: fast
exclude: ["(", 解读]
`,
    );
    expect(complaint(() => loadPortal(file))).toMatchInlineSnapshot(`
      [
        "bad.yaml:1: id: found "X Shan"; allowed: a kebab-case name such as beijing-daxing",
        "bad.yaml:1: name: missing; allowed: the portal’s name, not empty",
        "bad.yaml:2: nmae: unknown key, did you mean name?; allowed: id, name, code, channels, entry, platform, organ, delay, concurrency, years, include, exclude, floor, legacyTls, browser, hosts, verified, sure, note",
        "bad.yaml:3: code: found 41082; allowed: a code in the table of divisions (six digits of GB/T 2260), or null for a ministry",
        "bad.yaml:6: channels.1.url: found "htp://www.x.gov.cn/"; allowed: an http or https address",
        "bad.yaml:7: channels.1.titel: unknown key, did you mean title?; allowed: url, title, organ, platform, sure",
        "bad.yaml:8: delay: found "fast"; allowed: milliseconds between two requests to one host, a whole number from 0 to 600000",
        "bad.yaml:9: exclude.0: found "(" (Invalid regular expression: /(/u: Unterminated group); allowed: a regular expression, or a list of them",
      ]
    `);
  });

  it('says where a file is no YAML', () => {
    expect(complaint(() => loadPortal(write('a.yaml', 'id: x\nname: "X\n')))).toMatchInlineSnapshot(`
      [
        "a.yaml:3: Missing closing "quote",
      ]
    `);
    expect(complaint(() => loadPortal(write('b.yaml', 'id: x\nid: y\n')))).toMatchInlineSnapshot(`
      [
        "b.yaml:2: Map keys must be unique",
      ]
    `);
    expect(complaint(() => loadPortal(write('c.yaml', '')))).toMatchInlineSnapshot(`
      [
        "c.yaml: found null; allowed: the keys id, name, code, channels, entry, platform, organ, delay, concurrency, years, include, exclude, floor, legacyTls, browser, hosts, verified, sure, note",
      ]
    `);
    expect(complaint(() => loadPortal(path.join(dir, 'none.yaml')))).toMatchInlineSnapshot(`
      [
        "none.yaml: cannot be read (ENOENT)",
      ]
    `);
  });

  it('takes a byte order mark and CRLF, and refuses GBK', () => {
    const file = write('a.yaml', `\uFEFF${MINIMAL.replaceAll('\n', '\r\n')}`);
    expect(loadPortal(file).name).toBe('某山县');
    writeFileSync(file, iconv.encode(MINIMAL, 'gbk'));
    expect(complaint(() => loadPortal(file))).toEqual(['a.yaml: is not UTF-8; save it as UTF-8']);
  });

  it.each([
    ['channels: []', 'channels'],
    [`${MINIMAL}years: { from: 2024, to: 2019 }`, 'years'],
    [`${MINIMAL}hosts: [https://x.cn/]`, 'hosts.0'],
    [`${MINIMAL}verified: yesterday`, 'verified'],
    [`${MINIMAL}sure: maybe`, 'sure'],
    [`${MINIMAL}floor: -1`, 'floor'],
    [`${MINIMAL}concurrency: 0`, 'concurrency'],
    [`${MINIMAL}  - url: https://www.x.gov.cn/nb/`, 'channels'],
  ])('refuses %s', (text, key) => {
    const file = write('a.yaml', text.startsWith('id') ? text : `id: x\nname: X\ncode: null\n${text}\n`);
    expect(complaint(() => loadPortal(file)).join('\n')).toMatch(new RegExp(`: ${key}: (?:found|missing)`, 'u'));
  });

  it('compares a platform with the known ones when they are given', () => {
    const file = write('a.yaml', `${MINIMAL}platform: trss\n`);
    expect(loadPortal(file).platform).toBe('trss');
    expect(complaint(() => loadPortal(file, { platforms: ['trs', 'ucap'] }))).toEqual([
      'a.yaml:6: platform: found "trss"; allowed: auto, trs, ucap',
    ]);
  });
});

describe('loadPortals', () => {
  it('reads all folders below, in the order of their paths', () => {
    write('11-beijing/b.yaml', MINIMAL);
    write('00-x/a.yml', MINIMAL.replace('x-shan', 'a'));
    write('11-beijing/readme.md', 'no config');
    expect(loadPortals(dir).map(({ id }) => id)).toEqual(['a', 'x-shan']);
  });

  it('reports every broken file, and an id that occurs twice', () => {
    write('a.yaml', MINIMAL);
    write('b.yaml', MINIMAL);
    write('c.yaml', 'id: c\nname: C\ncode: null\n');
    write('d.yaml', '- a list\n');
    expect(complaint(() => loadPortals(dir))).toMatchInlineSnapshot(`
      [
        "c.yaml:1: channels: missing; allowed: a list of {url, title?, organ?, platform?, sure?}, not empty unless entry is set",
        "d.yaml:1: found ["a list"]; allowed: the keys id, name, code, channels, entry, platform, organ, delay, concurrency, years, include, exclude, floor, legacyTls, browser, hosts, verified, sure, note",
        "b.yaml: id: found x-shan, which a.yaml has already; allowed: an id of its own",
      ]
    `);
  });

  it('says which folder is missing', () => {
    expect(complaint(() => loadPortals(path.join(dir, 'none')))).toEqual(['none: the folder cannot be read (ENOENT)']);
  });
});

describe('findPortal', () => {
  it('suggests the nearest id', () => {
    const portals = [loadPortal(write('a.yaml', MINIMAL))];
    expect(findPortal(portals, 'x-shan').name).toBe('某山县');
    expect(complaint(() => findPortal(portals, 'x-shang'))[0]).toContain('did you mean x-shan?');
    expect(complaint(() => findPortal(portals, 'guangdong'))[0]).toContain('nianbao portals');
  });
});

describe('adHocPortal', () => {
  it('is named after its host, which it may visit', () => {
    expect(adHocPortal('http://127.0.0.1:8080/nb/')).toMatchObject({
      id: '127-0-0-1-8080',
      code: null,
      hosts: ['127.0.0.1:8080'],
      channels: [{ url: 'http://127.0.0.1:8080/nb/' }],
    });
    expect(adHocPortal('https://www.bjdx.gov.cn/x/').id).toBe('bjdx-gov-cn');
  });

  it('joins channels of one host', () => {
    const portals = adHocPortals(['https://a.gov.cn/1/', 'https://b.gov.cn/', 'https://a.gov.cn/2/']);
    expect(portals.map(({ id, channels }) => [id, channels.length])).toEqual([
      ['a-gov-cn', 2],
      ['b-gov-cn', 1],
    ]);
  });

  it('refuses what is no address', () => {
    expect(() => adHocPortal('ftp://a.gov.cn/')).toThrow(ConfigError);
    expect(() => adHocPortal('beijing')).toThrow(/only http/u);
  });
});
