import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { nextSteps } from '../../src/cli/crawl/next-step.ts';
import { commandLine } from '../../src/cli/next.ts';
import { adHocPortal } from '../../src/config/index.ts';
import type { FailureLine } from '../../src/crawlers/summary.ts';

const failure = (portal: string): FailureLine => ({ portal, url: '', failure: 'timeout', message: '' });
const configured = (id: string) => ({ config: { ...adHocPortal('http://a.gov.cn/'), id, file: `${id}.yaml` } });

it('a further command is read by a shell as it was meant', () => {
  const words = ['a b', "it's", '$HOME', '`id`', '2>1', '年报/', '', 'http://a.gov.cn/?x=1&y=2', '!!', '*'];
  const back = execFileSync('sh', [
    '-c',
    `node -e 'console.log(JSON.stringify(process.argv.slice(1)))' -- ${commandLine(words)}`,
  ]);
  expect(JSON.parse(String(back))).toEqual(words);
});

it('names the portals that really failed, and keeps every option', () => {
  const portals = ['a', 'b', 'c', 'd'].map(configured);
  const options = { data: 'my data', config: 'conf', allowPrivate: ['10.0.0.0/8', 'host'], years: '2021-', json: true };
  expect(nextSteps({ failures: ['d', 'b', 'd'].map(failure) }, { args: [], filter: [], options, portals })).toEqual([
    "nianbao crawl --retry-failed b d --data 'my data' --config conf --years 2021- --allow-private 10.0.0.0/8 --allow-private host",
  ]);
  expect(nextSteps({ failures: [] }, { args: ['a'], filter: [], options, portals })).toEqual([
    "nianbao report list --data 'my data'",
    "nianbao runs --data 'my data'",
  ]);
});

it('a portal that no file configures is named by its channels; of many that failed, none', () => {
  const adHoc = { config: adHocPortal('http://a.gov.cn/nb/?a=1&b=2') };
  const { id } = adHoc.config;
  expect(nextSteps({ failures: [failure(id)] }, { args: [], filter: [], options: {}, portals: [adHoc] })).toEqual([
    "nianbao crawl --retry-failed 'http://a.gov.cn/nb/?a=1&b=2'",
  ]);
  const many = Array.from({ length: 40 }, (_, n) => configured(`p${n}`));
  const failures = many.map(({ config }) => failure(config.id));
  expect(nextSteps({ failures }, { args: [], filter: ['--province', '44'], options: {}, portals: many })).toEqual([
    'nianbao crawl --retry-failed --province 44',
  ]);
});
