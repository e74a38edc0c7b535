import { expect, it, onTestFinished, vi } from 'vitest';
import { compareAll } from '../../src/reextract/reextract.ts';
import { reportsOf } from '../../src/reextract/select.ts';
import { openStore } from '../../src/store/store.ts';
import { htmlOf, importPaths, put, sample } from '../import/brought.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { dump } from '../support/database-dump.ts';
import { workers } from '../support/workers.ts';

const shared = { signal: new AbortController().signal, pool: workers };
const CELL = "key_id = (SELECT id FROM figure_key WHERE export_name = 'app_new_received_total')";

it('shows what would change before it writes, gates, and applies', async () => {
  const data = dataFolder();
  await importPaths(data, put(dataFolder(), { '1.html': htmlOf(sample(1)), '2.html': htmlOf(sample(2)) }));
  const right = dump(data, ['run.command', 'document.extractor']).filter((line) =>
    /^(?:figure|report|check)/.test(line),
  );
  expect(await compareAll({ dataDir: data, where: null, ...shared })).toMatchObject({
    documents: 2,
    reports_changed: 0,
  });

  // As an older extractor would have left it: one number wrong, one not read, one that is not there.
  const store = openStore(data);
  store.db.exec(`UPDATE cell SET value = 4711 WHERE ${CELL} AND report_id = 1;
    UPDATE cell SET value = NULL WHERE ${CELL} AND report_id = 2; UPDATE document SET extractor = '0'`);
  store.close();
  const before = dump(data);
  const compared = await compareAll({ dataDir: data, where: null, ...shared });
  expect(compared).toMatchObject({ outdated: 2, won: 1, lost: 0, other: 1, reports_changed: 2 });
  expect(await compareAll({ dataDir: data, where: 'report.id = 2', ...shared })).toMatchObject({
    documents: 1,
    other: 0,
  });
  expect(dump(data)).toEqual(before);

  expect((await nianbao('reextract', '--data', data, '--quiet', '--fail-on', 'lost,other', '--apply')).code).toBe(1);
  expect(dump(data)).toEqual(before);
  const wrong = await nianbao('reextract', '--data', data, '--where', 'yeer = 1');
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringMatching(/no such column: yeer/)]);
  expect((await nianbao('reextract', '--data', data, '--quiet', '--apply')).code).toBe(0);
  const after = dump(data, ['run.command', 'document.extractor']).filter((line) =>
    /^(?:figure|report|check)/.test(line),
  );
  expect(after).toEqual(right);
});

it('finds the reports of a file by the file, however many there are', async () => {
  const data = dataFolder();
  await importPaths(data, put(dataFolder(), { '1.html': htmlOf(sample(1)), '2.html': htmlOf(sample(2)) }));
  const store = openStore(data, { readonly: true });
  onTestFinished(() => store.close());
  const asked: string[] = [];
  const all = store.all.bind(store);
  vi.spyOn(store, 'all').mockImplementation((sql, ...values) => {
    asked.push(sql);
    return all(sql, ...values);
  });
  const payloads = all<{ id: number }>('SELECT id FROM payload ORDER BY id');
  expect(payloads.map(({ id }) => reportsOf(store, id).length)).toEqual([1, 1]);
  const plan = all<{ detail: string }>(`EXPLAIN QUERY PLAN ${asked[0]}`, 1, 1).map(({ detail }) => detail);
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
});
