import { expect, it } from 'vitest';
import { layoutNamed, renderReport } from '../../generator/index.ts';
import { randomFrom } from '../../src/sample/random.ts';
import { dataFolder } from '../support/data-folder.ts';
import { dump } from '../support/database-dump.ts';
import { htmlOf, importPaths, put, sample } from './brought.ts';

/** Imports in orders of chance; `NIANBAO_SHUFFLES=24` takes some minutes. */
const SHUFFLES = Number(process.env.NIANBAO_SHUFFLES ?? 2);
/** Of the moment: what stands where in which file, and when. */
const OF_ORDER = /^(?:capture|run|warc_file|imported|host) /;

it('stores the same reports, editions and sources, in whatever order files are brought and read', async () => {
  const [one, other] = [sample(1), sample(2, { organ: sample(1).truth.organ })];
  const rendered = (report: typeof one, layout: string) => renderReport(report, layoutNamed(layout)).bytes;
  const folder = put(dataFolder(), {
    'one.html': htmlOf(one),
    'one-again.html': Buffer.concat([htmlOf(one), Buffer.from('<!-- printed anew -->')]),
    'one.txt': rendered(one, 'text-tab-rows'),
    'word.html': rendered(one, 'html-word'),
    'corrected.html': htmlOf(other),
    'corrected-word.html': rendered(other, 'html-word'),
    'third.html': htmlOf(sample(3)),
  });
  const names = [
    'one.html',
    'one-again.html',
    'one.txt',
    'word.html',
    'corrected.html',
    'corrected-word.html',
    'third.html',
  ];
  const random = randomFrom(7);
  const found: string[][] = [];
  for (let count = 0; count <= SHUFFLES; count++) {
    const data = dataFolder();
    const order =
      count === 0
        ? names
        : names
            .map((name) => [random.next(), name] as const)
            .sort(([a], [b]) => a - b)
            .map(([, name]) => name);
    await importPaths(data, ...order.map((name) => `${folder}/${name}`));
    const lines = dump(data, ['report.first_run_id', 'warning.run_id', 'payload.attempts']);
    found.push(lines.filter((line) => !OF_ORDER.test(line)));
  }
  expect(found[0]?.filter((line) => line.startsWith('report ')).length).toBeGreaterThan(2);
  for (const lines of found) expect(lines).toEqual(found[0]);
}, 300_000);
