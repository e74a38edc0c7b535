import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { explain, explanationText } from '../../../src/extract/explain/index.ts';
import { ENCODINGS } from '../../../src/sample/encode.ts';
import { layoutNamed, renderReport } from '../../../src/sample/render.ts';
import { generateReport } from '../../../src/sample/report.ts';
import { dataFolder } from '../../support/data-folder.ts';

const sample = generateReport(3, { form: '2021', variety: 'plain', instead: [], missing: [], title: 'usual' });
const utf8 = ENCODINGS.find(({ name }) => name === 'utf8');
const html = renderReport(sample, layoutNamed('html-clean'), utf8 ? { encoding: utf8 } : {});
const page = Buffer.from(html.bytes).toString('utf8');
const told = async (changed: string) => {
  const explanation = await explain(Buffer.from(changed), { charset: 'utf-8' });
  if (!explanation) throw new Error('an archive');
  return { explanation, text: explanationText('page.html', explanation) };
};

describe('explain', () => {
  it('tells what each row was taken for, with its numbers', async () => {
    const { explanation, text } = await told(page);
    expect(explanation.tables.map(({ parts }) => parts)).toEqual([
      ['disclosure'],
      ['applications'],
      ['review_litigation'],
    ]);
    expect(text).toMatch(/header of disclosure: issued, repealed, in_force/);
    const { new_received: row } = sample.truth.applications ?? {};
    expect(text).toContain(`applications/new_received: natural_person=${row?.natural_person} `);
    expect(text).not.toContain('!');
  });

  it('says why a number is null', async () => {
    const cell = /(<td>行政处罚<\/td><td colspan="3">)[^<]*/u;
    expect(page).toMatch(cell);
    const { text } = await told(page.replace(cell, '$1约25'));
    expect(text).toMatch(
      /disclosure\/penalty: decisions=null \("约25"\)\n +! unreadable_value: cannot read "约25" as a number/,
    );
  });

  it('shows a row that nobody knows, with its cells and the warning', async () => {
    const { text } = await told(page.replace('4.保护第三方合法权益', '4.'));
    expect(text).toMatch(/NOT RECOGNISED\n +.*4\. \| /);
    expect(text).toMatch(/! unread_row/);
  });

  it('names tables that are none of the form, and lets pictures of pages join', async () => {
    const { text } = await told('<p>x</p><table><tr><td>机构</td><td>12</td></tr></table>');
    expect(text).toContain('Table 0 (1 rows, 2 columns): no table of a known form');
    expect(text).toContain('! no_table');
    const drawn = await explain(Buffer.from(page), {}, { pages: async () => [{ page: 1, svg: '<svg/>' }] });
    expect(drawn?.pages).toEqual([{ page: 1, svg: '<svg/>' }]);
  });

  it('is printed as text and as JSON by the command', async () => {
    const file = join(dataFolder(), 'report.html');
    writeFileSync(file, page);
    const run = async (...options: string[]) => {
      let out = '';
      const io = {
        out: (text: string) => {
          out += text;
        },
        err: () => {},
        terminal: false,
        columns: 90,
        signal: new AbortController().signal,
      };
      expect(await main(['extract', file, ...options], io)).toBe(0);
      return out;
    };
    expect(await run('--explain')).toContain('applications/granted: natural_person=');
    expect(JSON.parse(await run('--explain', '--json'))).toMatchObject({ file, template: '2021', pages: [] });
  });
});
