import { describe, expect, it, onTestFinished } from 'vitest';
import { adHocPortal } from '../../src/config/index.ts';
import type { ConcludedRun } from '../../src/crawlers/run.ts';
import { PutCounter, summarise } from '../../src/crawlers/summary.ts';
import { concludeNight } from '../../src/nightly/conclude.ts';
import type { NightReport } from '../../src/nightly/report.ts';
import { openStore, type Store, startRun, upsertPortal } from '../../src/store/index.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

function open(): Store {
  const store = openStore(dataFolder());
  onTestFinished(() => store.close());
  return store;
}

const LIST = 'http://a.gov.cn/nb/';

/** A night over one portal whose list was read to its end. */
function night(store: Store, day: string, other: Partial<ConcludedRun> = {}): NightReport {
  const runId = startRun(store, 'nianbao crawl --mode nightly');
  upsertPortal(store, { id: 'p', name: 'p', code: null });
  store.run(
    `INSERT INTO channel (portal_id, url, run_id, completeness, items) VALUES ('p', ?, ?, 'complete', 10)
     ON CONFLICT (portal_id, url) DO UPDATE SET run_id = excluded.run_id`,
    LIST,
    runId,
  );
  const portals = [{ ...adHocPortal(LIST), id: 'p' }];
  const summary = summarise(store, { runId, seconds: 1, portals: [{ id: 'p', floor: 0 }], puts: new PutCounter() });
  const run: ConcludedRun = { store, runId, summary, outcome: 'ok', stopped: null, ...other };
  return concludeNight(run, {
    mode: 'nightly',
    day,
    clock: () => Date.parse(`${day}T03:00:00Z`),
    portals,
    years: { from: null, to: null },
  });
}

const kinds = ({ findings }: NightReport) => findings.map(({ kind, state }) => `${kind} ${state}`);

describe('what concerns a whole night', () => {
  it('our own network was gone: told once, and over when it is back', () => {
    const store = open();
    const gone = night(store, '2026-06-01', { stopped: 'network' });
    expect([gone.cause, gone.exit_code, kinds(gone)]).toEqual(['network', 6, ['network new']]);
    expect(night(store, '2026-06-02').closed).toMatchObject([{ kind: 'network' }]);
  });

  it('records of the archive cannot be read', () => {
    const store = open();
    const { summary, ...rest } = concluded(store);
    const report = night(store, '2026-06-01', { ...rest, summary: { ...summary, archive_damaged: 2 } });
    expect([report.cause, kinds(report)]).toEqual(['failures', ['archive new']]);
    expect(report.findings[0]?.problems[0]?.message).toBe('2 records of the archive cannot be read');
  });

  it('the disk has room for less than three nights like the last ones', () => {
    const store = open();
    night(store, '2026-06-01');
    night(store, '2026-06-02');
    const { free } = night(store, '2026-06-03').disk;
    if (free === null) throw new Error('this system does not tell what is free');
    // The nights took so much that what is left is enough for one more.
    const each = Math.floor(free / 1.2);
    store.run('UPDATE night SET bytes_free = ? + ((SELECT max(run_id) FROM night) - run_id) * ?', free, each);
    const report = night(store, '2026-06-04');
    expect([report.cause, report.exit_code, kinds(report)]).toEqual(['disk', 5, ['disk new']]);
    expect(kinds(night(store, '2026-06-05'))).toEqual(['disk known']);
  });
});

/** What a run came to, for what a test puts in its place. */
function concluded(store: Store): Pick<ConcludedRun, 'summary'> {
  const runId = startRun(store, 'test');
  return { summary: summarise(store, { runId, seconds: 1, portals: [], puts: new PutCounter() }) };
}

describe('January to April', () => {
  const organs = ['清河区人民政府', '清河区财政局', '清河区教育局', '清河区水务局'];
  const cells = { 'disclosure/regulations/issued': 1 };
  const publish = (store: Store, organ: string, year: number, publishedOn: string) =>
    file(store, cells, { organ, year, publishedOn });

  it('most that had published by this day a year ago have not: one finding, over when they have', () => {
    const store = open();
    for (const organ of organs) publish(store, organ, 2024, '2025-01-20');
    expect(kinds(night(store, '2026-01-25'))).toEqual([]);
    const late = night(store, '2026-02-10');
    expect(kinds(late)).toEqual(['season_behind new']);
    expect(late.findings[0]?.problems[0]?.message).toBe(
      '0 of 4 reports of the last year; a year ago 4 were there by now',
    );
    for (const organ of organs.slice(0, 3)) publish(store, organ, 2025, '2026-02-11');
    expect(night(store, '2026-02-12').closed).toMatchObject([{ kind: 'season_behind' }]);
  });

  it('of fewer than three organs a delay is told when the last legal day is over', () => {
    const store = open();
    for (const organ of organs.slice(0, 2)) publish(store, organ, 2024, '2025-01-20');
    expect(kinds(night(store, '2026-03-20'))).toEqual([]);
    expect(kinds(night(store, '2026-04-02'))).toEqual(['season_behind new']);
  });

  it('nothing is due for the rest of the year', () => {
    const store = open();
    for (const organ of organs) publish(store, organ, 2024, '2025-01-20');
    expect(kinds(night(store, '2026-07-01'))).toEqual([]);
  });
});
