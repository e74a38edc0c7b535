import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answer, QUESTIONS } from '../../scripts/questions-docs.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';

it('docs/questions.md: every question is answered as it says (else: npx tsx scripts/questions-docs.ts, see there)', async () => {
  const [data, out] = [dataFolder(), join(dataFolder(), 'export')];
  expect((await nianbao('demo', '--data', data, '--port', '0')).code).toBe(0);
  const document = readFileSync(new URL('../../docs/questions.md', import.meta.url), 'utf8');
  expect(document.match(/^## /gm)).toHaveLength(13);
  for (const question of QUESTIONS) {
    const text = await answer(question, data, out);
    const asked = 'sql' in question.ask ? question.ask.sql : question.ask.command.slice(0, 2).join(' ');
    expect(document).toContain(asked);
    expect(text.split('\n').length, question.title).toBeGreaterThan(1);
    if (question.ofTheMoment !== true) expect(document, question.title).toContain(text);
  }
  expect(existsSync(join(out, 'nianbao-wide.dta'))).toBe(true);
});
