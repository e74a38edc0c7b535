import { expect, it } from 'vitest';
import { openCorpus } from '../../src/index.ts';
import { htmlOf, importPaths, put, sample } from '../import/brought.ts';
import { dataFolder } from '../support/data-folder.ts';

it('openCorpus gives reports, figures, sections, proofs and SQL', async () => {
  const data = dataFolder();
  const report = sample(1, { organ: '江苏省淮安市洪泽区财政局' });
  await importPaths(data, put(dataFolder(), { '1.html': htmlOf(report), '2.html': htmlOf(sample(2)) }));
  const corpus = await openCorpus(data);
  expect([...corpus.reports({ province: '江苏' })]).toMatchObject([
    { organ: '江苏省淮安市洪泽区财政局', code: '320813', level: 'county', kind: 'department', year: 2023 },
  ]);
  const total = report.truth.applications?.new_received?.total;
  const figures = [...corpus.figures({ organ: '洪泽区财政局', where: 'year = 2023' })];
  expect(figures.find(({ variable }) => variable === 'app_new_received_total')).toMatchObject({
    value: total,
    unit: '件',
  });
  const word = [...(report.truth.sections[0]?.text ?? '')]
    .filter((sign) => /\p{Script=Han}/u.test(sign))
    .slice(0, 1)
    .join('');
  expect(corpus.search({ words: word, province: '江苏' }).length).toBeGreaterThan(0);
  const proof = await corpus.why({ organ: '洪泽区财政局', year: 2023, cell: 'app_new_received_total' });
  expect(proof).toMatchObject({ cell: { value: total }, reread: { differences: [] } });
  expect(corpus.query('SELECT count(*) AS n FROM current_report')).toEqual([{ n: 2 }]);
  expect([...corpus.rows('series')].length).toBeGreaterThan(5);
  await expect(corpus.why({ organ: '财政局', year: 1999, cell: 'x' })).rejects.toThrow('fits no report');
  corpus.close();
  await expect(openCorpus(dataFolder())).rejects.toThrow(/no database/);
});
