import { expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

it('finds, limits, prints JSON or SQL, and says what it does not understand', async () => {
  const data = dataFolder();
  const store = openStore(data);
  file(store, { 'applications/new_received/total': 12 }, { year: 2022 }, '政府网站建设平稳。');
  file(store, { 'applications/new_received/total': 3 }, { year: 2023 }, '网站改版。');
  store.close();
  const ask = (...more: string[]) => nianbao('search', '网站', ...more, '--data', data);
  expect(await ask('--years', '-2022')).toMatchObject({
    code: 0,
    out: expect.stringContaining('政府【网站】建设平稳'),
  });
  const { out, err } = await ask('--json', '--limit', '1', '--order', 'app_new_received_total');
  expect(JSON.parse(out)).toMatchObject({ organ: '清河区人民政府', year: 2022, heading: '一、总体情况' });
  expect(err).toContain('--offset');
  expect((await ask('--sql')).out).toMatch(/MATCH '"网站"'[\s\S]*LIMIT 20 OFFSET 0\)[\s\S]*;\n$/u);
  expect(await ask('--where', 'ind_recieved > 3')).toMatchObject({
    code: 2,
    err: expect.stringContaining('is ind_received meant?'),
  });
  expect(await ask('--years', 'all')).toMatchObject({ code: 2 });
  expect(await nianbao('search', '没有的词', '--data', data)).toMatchObject({ code: 0, out: 'nothing found\n' });
});
