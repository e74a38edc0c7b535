import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withoutUserInfo } from '../../src/vocabulary/user-info.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';

const SECRET = 'geheim77';
const ADDRESS = `http://editor:${SECRET}@127.0.0.1:9/nb/`;

describe('an address with a password', () => {
  it.each([
    ['crawl', ADDRESS, /a user name or a password/],
    ['crawl', 'http://editor@127.0.0.1:9/nb/', /a user name or a password/],
    ['probe', ADDRESS, /a user name or a password/],
    // It takes portals by their ids only.
    ['doctor', ADDRESS, /\/\/…@127.*no portal of this id/],
  ])('is refused by %s %s, without repeating it', async (command, address, message) => {
    const { code, out, err } = await nianbao(command, address);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(out + err).not.toContain(SECRET);
  });

  it('is refused in a portal file, by line, without repeating it', async () => {
    const config = dataFolder();
    mkdirSync(join(config, 'portals'));
    const file = join(config, 'portals', 'a.yaml');
    writeFileSync(file, `id: a\nname: 示例县\ncode: "410822"\nchannels:\n  - url: ${ADDRESS}\n`);
    const { code, out, err } = await nianbao('portals', '--check', '--config', config);
    expect(code).toBe(2);
    expect(err + out).toMatch(/a\.yaml:5.*user name or a password/s);
    expect(out + err).not.toContain(SECRET);
  });

  it('is refused in a list of hosts, without repeating it', async () => {
    const folder = dataFolder();
    mkdirSync(join(folder, 'portals'));
    const hosts = join(folder, 'hosts.csv');
    writeFileSync(hosts, `code,level,path,name,homepage,note\n410822,county,示例县,示例县,${ADDRESS},\n`);
    const { code, out, err } = await nianbao('discover', '--from', hosts, '--data', folder, '--config', folder);
    expect(code).toBe(2);
    expect(err).toMatch(/127\.0\.0\.1.*a user name or a password/);
    expect(out + err).not.toContain(SECRET);
  });

  it('is a link without it', () => {
    expect(withoutUserInfo(ADDRESS)).toBe('http://127.0.0.1:9/nb/');
    expect(withoutUserInfo('http://a.gov.cn/x@y.html')).toBe('http://a.gov.cn/x@y.html');
  });
});
