import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CronExpressionParser } from 'cron-parser';
import { validate } from 'dockerfile-utils';
import { expect, it, onTestFinished } from 'vitest';
import { COMMANDS } from '../../src/cli/main.ts';
import { nianbao } from '../support/cli.ts';

const root = resolve(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/operations.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);

/** Units by the names that their first line gives. */
const units = new Map(blocks('ini').map((text) => [/^# \S+\/([\w-]+\.\w+)$/m.exec(text)?.[1] ?? '', text]));
const cronTable = blocks('cron').flatMap((text) =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#')),
);
const cronLines = cronTable.filter((line) => !/^\w+=/.test(line));
/** What the section on installing types into a shell. */
const install =
  (guide.split('## Install · 安装\n')[1]?.split('\n## ')[0] ?? '').match(/^```sh\n([\s\S]*?)^```/m)?.[1] ?? '';

/** The words behind the program in a unit, a line of cron or of the shell. */
const called = (text: string): string[][] =>
  [...text.matchAll(/(?:node bin\/nianbao\.js|NIANBAO_DATA=\S+ nianbao|^docker run .* nianbao) ([^#>|\n]*)/gm)].map(
    ([, words = '']) => words.trim().split(/\s+/),
  );

it('every unit has its name, every timer its service', () => {
  expect([...units.keys()].sort()).toEqual([
    'nianbao-check.service',
    'nianbao-check.timer',
    'nianbao.service',
    'nianbao.timer',
  ]);
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

it.skipIf(!hasSystemd)('systemd finds nothing wrong with the units', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-units-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // Only what is on this machine can be looked for: its own Node and user.
  for (const [name, text] of units)
    writeFileSync(
      join(folder, name),
      text.replace('/usr/bin/node', process.execPath).replace('User=nianbao', 'User=root'),
    );
  const files = [...units.keys()].map((name) => join(folder, name));
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
  expect([status, stderr.split('\n').filter((line) => line.includes(folder))]).toEqual([0, []]);
  for (const text of units.values())
    for (const [, when = ''] of text.matchAll(/^OnCalendar=(.*)$/gm))
      expect(() => execFileSync('systemd-analyze', ['calendar', when], { stdio: 'pipe' })).not.toThrow();
});

it('every line of cron is one', () => {
  expect(cronLines.length).toBeGreaterThan(1);
  for (const line of cronLines) {
    const [, when = ''] = /^((?:\S+\s+){5})\S/.exec(line) ?? [];
    expect(() => CronExpressionParser.parse(when.trim()), line).not.toThrow();
  }
});

it('a line of cron, a unit and the installation speak of one user, one program and one data folder', () => {
  const [, user = ''] = /^useradd .* (\S+)$/m.exec(install) ?? [];
  const [, program = ''] = /^git clone \S+ (\S+)$/m.exec(install) ?? [];
  const [, data = ''] = /^install -d .* (\S+)$/m.exec(install) ?? [];
  expect([user, program, data].includes('')).toBe(false);
  expect(install).toContain(`sudo -u ${user} NIANBAO_DATA=${data} `);
  expect(cronTable).toContain(`NIANBAO_DATA=${data}`);
  for (const line of cronLines) expect(line.split(/\s+/).slice(5, 8)).toEqual([user, 'cd', program]);
  for (const [name, text] of units) {
    if (!name.endsWith('.service')) continue;
    for (const line of [`User=${user}`, `WorkingDirectory=${program}`, `Environment=NIANBAO_DATA=${data}`])
      expect(text.split('\n')).toContain(line);
  }
});

it('units, cron, the image, the installation and docs/scale.md call commands with options that there are', async () => {
  const scale = readFileSync(join(root, 'docs/scale.md'), 'utf8');
  const shared = [...scale.matchAll(/^npx nianbao ([^#\n]*)/gm)].map(([, words = '']) => words.trim().split(/\s+/));
  expect(shared.length).toBeGreaterThan(6);
  const lines = [
    ...called([...units.values(), ...cronLines, ...blocks('sh')].join('\n')),
    ['status', '--check'],
    ...shared,
  ];
  expect(lines.length).toBeGreaterThan(3);
  for (const [name = '', ...words] of lines) {
    expect(Object.keys(COMMANDS)).toContain(name);
    const { out } = await nianbao(name, '--help');
    for (const word of words.filter((one) => one.startsWith('--'))) expect(out).toContain(`${word}`);
  }
});

const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

it('the Dockerfile is one, and copies only what is there and passes .dockerignore', () => {
  expect(validate(dockerfile)).toEqual([]);
  const ignore = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  for (const [, words = ''] of dockerfile.matchAll(/^COPY (?!--from)(.*)$/gm))
    for (const source of words.split(' ').slice(0, -1)) {
      expect(existsSync(join(root, source)), source).toBe(true);
      expect(ignore).toContain(`!${source}`);
    }
});

it('the image runs unprivileged, looks after its health, and holds browser, recognition and fonts', () => {
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(last).toMatch(/^USER nianbao$/m);
  expect(last.indexOf('USER nianbao')).toBeLessThan(last.indexOf('ENTRYPOINT'));
  expect(last).toMatch(/^HEALTHCHECK .* CMD \["node", "bin\/nianbao\.js", "status", "--check"\]$/m);
  for (const name of ['chromium', 'tesseract-ocr-chi-sim', 'fonts-noto-cjk']) expect(last).toContain(` ${name} `);
  const [, major = ''] = /^FROM node:(\d+)-/m.exec(dockerfile) ?? [];
  expect(Number(major)).toBeGreaterThanOrEqual(20);
});
