import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { expanded } from '../../src/config/expand.ts';
import { loadGlobalSettings } from '../../src/config/index.ts';

afterEach(() => {
  delete process.env.NIANBAO_TEST_CONTACT;
});

const variable = (name: string): string => `\${${name}}`;
const CONTACT = variable('NIANBAO_TEST_CONTACT');

function settingsFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-expand-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'nianbao.yaml');
  writeFileSync(file, text);
  return file;
}

it('takes a variable from the environment, in texts at any depth', () => {
  const value = {
    hook: { url: `https://x.example/${variable('A')}?t=${variable('B')}` },
    list: [variable('A'), 3],
    plain: `$A {A} ${variable('a')}`,
  };
  expect(expanded(value, { A: 'one', B: 'two' })).toEqual({
    value: { hook: { url: 'https://x.example/one?t=two' }, list: ['one', 3], plain: `$A {A} ${variable('a')}` },
    unset: [],
  });
});

it('a variable that is not set, or empty, is an error with its line', () => {
  const file = settingsFile(`delay: 1500\ncontact: ${CONTACT}\n`);
  expect(() => loadGlobalSettings(file)).toThrow(/nianbao\.yaml:2: contact: \$\{NIANBAO_TEST_CONTACT\} is not set/);
  process.env.NIANBAO_TEST_CONTACT = 'archive@example.org';
  expect(loadGlobalSettings(file)).toEqual({ delay: 1500, contact: 'archive@example.org' });
});

it('a wrong value from the environment is not told', () => {
  process.env.NIANBAO_TEST_CONTACT = 'secret-token';
  const file = settingsFile(`contact: ${CONTACT}\n`);
  expect(() => loadGlobalSettings(file)).toThrow(/found "\$\{NIANBAO_TEST_CONTACT\}"; allowed: a mail address/);
});
