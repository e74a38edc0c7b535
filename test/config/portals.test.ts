import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { DEFAULTS, loadGlobalSettings, loadPortals } from '../../src/config/index.ts';
import { DIVISIONS } from '../../src/organs/divisions.data.ts';

const portals = loadPortals('config/portals');
const codes = new Map(
  DIVISIONS.trim()
    .split('\n')
    .map((line) => [line.slice(0, 6), line.slice(7)]),
);

describe('the bundled portals', () => {
  it('cover every province, the five places of the known reports, and the ministries', () => {
    const provinces = [...codes.keys()].filter((code) => code.endsWith('0000'));
    const channelsOf = new Map(portals.map(({ code, channels }) => [code, channels.length]));
    expect(provinces).toHaveLength(31);
    for (const code of [...provinces, '110115', '110112', '440203', '410822', '640106']) {
      expect(channelsOf.get(code), code).toBeGreaterThan(0);
    }
    expect(portals.filter(({ code }) => code === null).length).toBeGreaterThanOrEqual(25);
  });

  it.each(portals.map((portal) => [portal.id, portal] as const))(
    '%s has its place, a known code and a .gov.cn host',
    (id, portal) => {
      expect(path.basename(portal.file ?? '', '.yaml')).toBe(id);
      const folder = path.basename(path.dirname(portal.file ?? ''));
      if (portal.code === null) expect(folder).toBe('00-central');
      else {
        expect(codes.has(portal.code), `${portal.code} is in the table of divisions`).toBe(true);
        expect(folder.slice(0, 2)).toBe(portal.code.slice(0, 2));
      }
      for (const url of [
        ...portal.channels.map((channel) => channel.url),
        ...(portal.entry === null ? [] : [portal.entry]),
      ]) {
        expect(new URL(url).hostname).toMatch(/(^|\.)gov\.cn$/u);
      }
      expect(portal.sure).not.toBeNull();
    },
  );

  it('have no address twice', () => {
    const urls = portals.flatMap(({ channels, entry }) => [
      ...channels.map(({ url }) => url),
      ...(entry === null ? [] : [entry]),
    ]);
    expect(urls.filter((url, index) => urls.indexOf(url) !== index)).toEqual([]);
  });

  it('name their own county or city', () => {
    for (const { id, name, code } of portals) {
      const place = code === null ? null : codes.get(code)?.replace(/(?:.族)*自治[州县旗区]$|[省市县区旗]$/u, '');
      // 东湖新技术开发区 lies in 洪山区, and has a name of its own.
      if (place === null || place === undefined || id === 'wuhan-donghu-fagai') continue;
      expect(name, id).toContain(place.slice(0, 2));
    }
  });
});

describe('config/nianbao.yaml', () => {
  it('sets nothing, and shows the defaults as they are', () => {
    expect(loadGlobalSettings('config/nianbao.yaml')).toEqual({});
    const uncommented = readFileSync('config/nianbao.yaml', 'utf8').replaceAll(/^# (?=[a-zA-Z]+: \S+$)/gmu, '');
    const { contact, hook, ...shown } = parseDocument(uncommented).toJS();
    const { contact: _, years: __, hook: ___, ...defaults } = DEFAULTS;
    expect(contact).toBeDefined();
    expect(hook).toBeDefined();
    expect(shown).toEqual(defaults);
  });
});
