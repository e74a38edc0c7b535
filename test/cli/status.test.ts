import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import type { Io } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import { complaints } from '../../src/cli/status/check.ts';
import { readMorning } from '../../src/cli/status/morning.ts';
import { endRun, openStore, type Store, startRun } from '../../src/store/index.ts';
import { upsertPortal } from '../../src/store/portals.ts';
import { dataFolder } from '../support/data-folder.ts';
import { speaksEnglish } from '../support/sentences.ts';

async function status(columns: number, ...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    terminal: false,
    columns,
    signal: new AbortController().signal,
  };
  const code = await main(['status', ...argv], io);
  return { code, out, err };
}

function night(store: Store, cause: string): number {
  const run = startRun(store, 'nianbao crawl --mode nightly');
  store.run(
    `INSERT INTO night (run_id, mode, cause, exit_code, portals, requests, unchanged, reports_new, reports_changed, withdrawn,
       findings_new, findings_open, findings_closed, left_over, bytes_free, report)
     VALUES (?, 'nightly', ?, 0, 1000, 2400, 2390, 5, 1, 1, 2, 3, 1, 40, 9e9, '{}')`,
    run,
    cause,
  );
  endRun(store, run, { outcome: 'ok', summary: {} });
  return run;
}

/** Two nights, a family that lists nothing any more on 60 portals, and nothing else. */
function afterTwoNights(): { folder: string; store: Store } {
  const folder = dataFolder();
  const store = openStore(folder);
  night(store, 'ok');
  const run = night(store, 'failures');
  const { id } = store.get<{ id: number }>(
    `INSERT INTO finding (kind, scope, name, opened_run_id, changed_run_id) VALUES ('list_fell', 'family', '拓尔思 TRS', ?, ?) RETURNING id`,
    run,
    run,
  ) ?? { id: 0 };
  for (let n = 0; n < 60; n++) {
    upsertPortal(store, { id: `portal-${n}`, name: '某县', code: null });
    store.run(
      `INSERT INTO problem (finding_id, portal_id, kind, url, code, message, since_run_id, last_run_id)
       VALUES (?, ?, 'list_fell', 'http://www.example.gov.cn/zwgk/zfxxgk/zfxxgknb/index.html', 'rows', 'the list has no rows', ?, ?)`,
      id,
      `portal-${n}`,
      run,
      run,
    );
  }
  return { folder, store };
}

it('shows nights, what needs a hand with its command, lists, what is due and the disk, on 80 columns', async () => {
  const { folder, store } = afterTwoNights();
  store.close();
  const { code, out } = await status(80, '--data', folder);
  expect(code).toBe(0);
  const lines = out.split('\n');
  expect(lines[0]).toBe('Last nights');
  expect(lines[1]).toMatch(/^ {2}\d\d-\d\d \d\d:\d\d {2}\d+ s +failures {4}2 newly wrong {2}5 new, 1 changed, 1/);
  expect(out).toContain('Needs a hand: 1');
  expect(out.replace(/\s+/g, ' ')).toMatch(/the list has far fewer rows .*: 拓尔思 TRS \(60 portals\), since/);
  expect(out).toContain(`  → nianbao channels portal-0 portal-1 portal-2 portal-3 portal-4 --data ${folder}\n`);
  expect(out).toContain('Lists: all read to their end');
  expect(out).toMatch(/^Due: nothing; /m);
  expect(out).toMatch(/^Disk: archive 0 B, database .* MiB, .* free$/m);
  for (const line of lines) if (!line.includes('→')) expect(stringWidth(line), line).toBeLessThanOrEqual(80);
});

it('speaks Chinese, whole sentences', async () => {
  const { folder, store } = afterTwoNights();
  store.close();
  const { out } = await status(200, '--data', folder, '--lang', 'zh');
  expect(out).toContain('需要人工处理：1 项');
  expect(out).toContain('列表没有内容');
  for (const line of out.split('\n')) expect(speaksEnglish(line), line).toBe(false);
});

it('tells a watchdog each cause by its code', async () => {
  const { folder, store } = afterTwoNights();
  const limits = { maxAge: 36, minNights: 3 };
  const now = Date.now();
  const codes = (at: number) => complaints(readMorning(store, '2026-11-29', 7), limits, at).map(({ code }) => code);
  expect(codes(now)).toEqual([1]);
  store.run(
    `INSERT INTO acknowledgement (kind, scope, name, reason, made_on, expires_on)
     VALUES ('list_fell', 'family', '拓尔思 TRS', 'the vendor knows', '2026-11-20', '2026-12-20')`,
  );
  expect(codes(now)).toEqual([]);
  expect(codes(now + 37 * 3_600_000)).toEqual([7]);
  startRun(store, 'nianbao crawl --mode nightly');
  // While it runs, its age does not count.
  expect(codes(now + 37 * 3_600_000)).toEqual([]);
  store.close();
  const killed = await status(80, '--check', '--data', folder);
  expect(killed).toMatchObject({ code: 7, out: 'the last run was killed\n' });
  const full = { free: 1, archive: 1, database: 1, per_night: 1, nights_left: 1 };
  const quiet = { runs: [], nights: [], findings: [], doubtful: [], due: [], outdated: 0, due_year: 2025, disk: full };
  expect(complaints(quiet, limits, now).map(({ code }) => code)).toEqual([7, 5]);
});

it('says where to begin without a database, and what an option takes', async () => {
  const nothing = await status(80, '--check', '--data', dataFolder());
  expect(nothing).toMatchObject({ code: 2, out: '' });
  expect(nothing.err).toContain('no database in');
  expect((await status(80, '--nights', '0')).err).toContain('--nights takes a whole number from 1 to 366');
});
