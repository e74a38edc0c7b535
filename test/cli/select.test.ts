import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { selectPortals } from '../../src/cli/crawl/select.ts';
import { temporaryFolder } from '../support/crawling.ts';

const select = (...args: string[]) =>
  selectPortals(args, { layer: {} }).portals.map(({ config: { id, code, channels } }) => [id, code, channels.length]);

it('takes the address of a configured channel for that portal, with its code', () => {
  expect(select('https://www.beijing.gov.cn/gongkai/zfxxgk/gknb/')).toEqual([['beijing', '110000', 1]]);
});

it('makes a portal of any other address, one a host', () => {
  const other = ['https://www.example.gov.cn/a/', 'https://www.example.gov.cn/b/'];
  expect(select('https://www.beijing.gov.cn/gongkai/zfxxgk/gknb/', ...other)).toEqual([
    ['beijing', '110000', 1],
    ['example-gov-cn', null, 2],
  ]);
});

it('names a portal that is nearly what was typed', () => {
  expect(() => select('beijing-daxin')).toThrow(/beijing-daxing/);
});

it('takes no code that the table of divisions has not: its reports could not be filed', () => {
  const folder = temporaryFolder();
  onTestFinished(folder.remove);
  mkdirSync(join(folder.path, 'portals'));
  const portal = 'id: a\nname: 甲县\ncode: "330386"\nchannels:\n  - url: https://a.example.gov.cn/\n';
  writeFileSync(join(folder.path, 'portals', 'a.yaml'), portal);
  expect(() => selectPortals(['a'], { layer: {}, config: folder.path })).toThrow(/a\.yaml:3: code: found "330386"/);
});
