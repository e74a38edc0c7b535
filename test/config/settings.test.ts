import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adHocPortal, DEFAULTS, loadGlobalSettings, readEnvironment, resolveSettings } from '../../src/config/index.ts';

let file: string;
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'nianbao-settings-')), 'nianbao.yaml');
});
afterEach(() => rmSync(path.dirname(file), { recursive: true }));

describe('the ladder', () => {
  const portal = { ...adHocPortal('https://a.gov.cn/'), delay: 300, years: { from: 2020, to: null } };

  it('goes from the defaults over the file and the portal to the command line', () => {
    expect(resolveSettings({})).toEqual(DEFAULTS);
    expect(resolveSettings({ file: { delay: 100, parallel: 4 } })).toMatchObject({ delay: 100, parallel: 4 });
    expect(resolveSettings({ file: { delay: 100, parallel: 4 }, portal })).toMatchObject({
      delay: 300,
      parallel: 4,
      years: { from: 2020, to: null },
    });
    expect(resolveSettings({ file: { delay: 100 }, portal, commandLine: { delay: 0 } }).delay).toBe(0);
  });

  it('lets an option that was not given change nothing', () => {
    expect(resolveSettings({ portal, commandLine: { delay: undefined } }).delay).toBe(300);
  });
});

describe('config/nianbao.yaml', () => {
  it('need not be there, and may be empty', () => {
    expect(loadGlobalSettings(file)).toEqual({});
    writeFileSync(file, '# nothing set\n');
    expect(loadGlobalSettings(file)).toEqual({});
  });

  it('sets what it names', () => {
    writeFileSync(file, 'contact: data@example.org\ndelay: 2000\n');
    expect(resolveSettings({ file: loadGlobalSettings(file) })).toMatchObject({
      contact: 'data@example.org',
      delay: 2000,
      concurrency: DEFAULTS.concurrency,
    });
  });

  it('is read as strictly as a portal', () => {
    writeFileSync(file, 'contact: nobody\nretrys: 3\n');
    expect(() => loadGlobalSettings(file)).toThrow(
      /nianbao\.yaml:1: contact: found "nobody"; allowed: a mail address.*\n.*nianbao\.yaml:2: retrys: unknown key, did you mean retries\?/u,
    );
  });
});

describe('the environment', () => {
  it('names the folders', () => {
    expect(readEnvironment({ NIANBAO_CONFIG: '/etc/nianbao', NIANBAO_DATA: '/srv/n' })).toEqual({
      configDir: '/etc/nianbao',
      dataDir: '/srv/n',
      debug: false,
      language: 'en',
      objectStore: null,
      postgres: null,
    });
    expect(readEnvironment({ NIANBAO_POSTGRES: 'postgres://db/n', NIANBAO_STORE: 's3://b/p' })).toMatchObject({
      postgres: 'postgres://db/n',
      objectStore: 's3://b/p',
    });
    expect(readEnvironment({ NIANBAO_DEBUG: '1' })).toMatchObject({ dataDir: 'data', debug: true });
    expect(readEnvironment({}).configDir).toMatch(/config$/u);
  });
});
