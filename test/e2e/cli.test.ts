import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SamplePortal, startSamplePortal } from '../../generator/index.ts';
import { startRun } from '../../src/store/runs.ts';
import { openStore } from '../../src/store/store.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';

const folder = temporaryFolder();
const configDir = join(folder.path, 'config');
let portal: SamplePortal;

beforeAll(async () => {
  portal = await startSamplePortal();
  mkdirSync(join(configDir, 'portals'), { recursive: true });
  const channels = `channels:\n  - url: ${portal.url}\n`;
  const host = `hosts: ['${new URL(portal.url).host}']\n`;
  writeFileSync(
    join(configDir, 'portals', 'qingxi.yaml'),
    `id: qingxi\nname: 清溪县\ncode: null\n${channels}${host}delay: 0\nconcurrency: 8\n`,
  );
  writeFileSync(
    join(configDir, 'portals', 'nowhere.yaml'),
    'id: nowhere\nname: 某县\ncode: null\nentry: http://www.nowhere.gov.cn/\n',
  );
});

afterAll(async () => {
  await portal.close();
  folder.remove();
});

const data = (name: string) => ['--data', join(folder.path, name), '--config', configDir];
const local = ['--allow-private', '127.0.0.1'];

describe('nianbao crawl', () => {
  test('a configured portal: a summary that says what to do next; again: nothing new', async () => {
    const first = await nianbao('crawl', 'qingxi', ...data('a'), ...local);
    expect(first.err).toMatch(/^1 of 1 portal finished; 34 requests done, 0 to go$/m);
    expect(first.out).toMatch(/^Reports: 28 new, 1 changed, 0 unchanged, 0 failed$/m);
    expect(first.out).toMatch(/^Checks: {2}1 report /m);
    expect(first.out).toMatch(/1 {2}interpretation: /);
    expect(first.out).toContain(join(folder.path, 'a', 'nianbao.sqlite'));
    expect(first.out).toMatch(/^Next:\n {2}nianbao report list --data/m);
    expect(first.code).toBe(0);
    const second = await nianbao('crawl', 'qingxi', ...data('a'), ...local, '--json');
    expect(JSON.parse(second.out)).toMatchObject({
      reports_new: 0,
      reports_changed: 0,
      reports_unchanged: 28,
      responses: 0,
      failed: 0,
    });
    expect(second.err).toBe('');
  });

  test('an address, some years', async () => {
    const { out, code } = await nianbao(
      'crawl',
      portal.url,
      ...data('b'),
      ...local,
      '--delay',
      '0',
      '--years',
      '2023-',
      '--quiet',
      '--json',
    );
    const summary = JSON.parse(out);
    expect(code).toBe(0);
    expect(summary.reports_new).toBeGreaterThan(0);
    expect(summary.reports_new).toBeLessThan(28);
    expect(summary.skipped_by_reason.year_out_of_range).toBeGreaterThan(0);
  });

  test('a private address must be named', async () => {
    const { out, code } = await nianbao('crawl', portal.url, ...data('c'), '--quiet');
    expect(code).toBe(1);
    expect(out).toMatch(/127\.0\.0\.1 is a private address.*--allow-private 127\.0\.0\.1/);
  });

  test.each([
    [['crawl', 'qingxii'], /did you mean qingxi/],
    [['crawl', 'nowhere'], /nianbao probe http:\/\/www\.nowhere\.gov\.cn\//],
    [['crawl', 'qingxi', '--years', 'soon'], /--years takes/],
    [['crawl', 'qingxi', '--years', '2023-2020'], /first year is after the last/],
    [['crawl', 'qingxi', '--delay', '-3'], /--delay takes a whole number/],
    [['crawl', 'qingxi', '--allow-private', 'http://x/'], /--allow-private: not an address/],
    [['crawl', 'qingxi', '--no-such-thing'], /unknown option/],
  ])('%s is wrong usage', async (argv, message) => {
    const { err, code } = await nianbao(...argv, ...data('d'));
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test('another run holds the data folder', async () => {
    const store = openStore(join(folder.path, 'e'));
    startRun(store, 'nianbao crawl everything');
    const { err, code } = await nianbao('crawl', 'qingxi', ...data('e'), ...local);
    store.close();
    expect(err).toMatch(/another run holds the data folder.*nianbao crawl everything/);
    expect(code).toBe(3);
  });

  test('help has examples', async () => {
    const { out, code } = await nianbao('crawl', '--help');
    expect(out).toContain('nianbao crawl https://www.example.gov.cn/zwgk/zfxxgknb/ --years 2021-');
    expect(code).toBe(0);
  });
});
