import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { colours, guarded, printable } from '../../src/cli/terminal.ts';
import { openStore, startRun } from '../../src/store/index.ts';
import { file } from '../support/filed.ts';

/** Clears the screen, names the window, rings, hides text: each in its own way, C0, C1 and direction. */
const HOSTILE = '清\u001b[2J\u001b]0;名\u0007\u009b8m河\u202e区\u007f\r\u0000人民政府';
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

async function onTerminal(...argv: string[]): Promise<string> {
  let printed = '';
  const print = (text: string): void => {
    printed += text;
  };
  const signal = new AbortController().signal;
  await main(argv, { out: print, err: print, terminal: true, columns: 100, signal });
  return printed;
}

it('writes out what a terminal would obey, and nothing else', () => {
  expect(printable('一\t二\n三 €😀')).toBe('一\t二\n三 €😀');
  expect(printable('\u001b[2J\u009bm\u0007')).toBe('\\u001b[2J\\u009bm\\u0007');
});

it('lets its own colours through, and only around what they were given for', () => {
  let printed = '';
  const io = guarded({ out: (text: string) => (printed += text), err: () => undefined });
  io.out(colours({ terminal: true }).red(`a${HOSTILE}`));
  expect(printed.startsWith('\u001b[31ma清')).toBe(true);
  expect(printed.replace('\u001b[31m', '').replace('\u001b[39m', '')).not.toMatch(CONTROL);
});

describe('no control character of a page reaches the terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-terminal-'));
  beforeAll(() => {
    const store = openStore(folder);
    const run = startRun(store, `test ${HOSTILE}`);
    file(store, { 'applications/new_received/total': 1 }, { organ: HOSTILE, title: HOSTILE, year: 2023 });
    const sql = `INSERT INTO channel (portal_id, url, title, run_id, completeness, completeness_evidence) VALUES ('p', 'http://a.gov.cn/', ?, ?, 'unknown', ?)`;
    store.run(sql, HOSTILE, run, HOSTILE);
    store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['report list', ['report', 'list', '--data', folder]],
    ['report show', ['report', 'show', HOSTILE, '2023', '--data', folder]],
    ['report show --json', ['report', 'show', HOSTILE, '2023', '--json', '--data', folder]],
    ['runs', ['runs', '--data', folder]],
    ['doctor', ['doctor', HOSTILE, '--data', folder]],
    ['channels', ['channels', '--data', folder]],
    ['an error', ['probe', `ftp://${HOSTILE}/`]],
    ['a mistyped command', [HOSTILE]],
  ])('%s', async (_, argv) => {
    const printed = await onTerminal(...argv);
    expect(printed).not.toMatch(CONTROL);
    expect(printed).toContain('人民政府');
  });

  it('extract: the JSON is clean, and says the same', async () => {
    const page = join(folder, 'page.html');
    writeFileSync(
      page,
      '<meta charset="utf-8"><h1>清河区\u009b8m2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>\u009b2J</p>',
    );
    const printed = await onTerminal('extract', page);
    expect(printed).not.toMatch(CONTROL);
    expect(JSON.stringify(JSON.parse(printed))).toContain('\u009b');
  });
});
