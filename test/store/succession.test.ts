import { expect, it, onTestFinished } from 'vitest';
import { ORGAN_RENAMINGS, resolveOrgan } from '../../src/organs/index.ts';
import { openStore } from '../../src/store/index.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

/** Links between organs of which reports of these years are stored. */
function links(organs: Readonly<Record<string, readonly number[]>>): object[] {
  const store = openStore(dataFolder());
  onTestFinished(() => store.close());
  for (const [organ, years] of Object.entries(organs)) {
    const resolved = resolveOrgan(organ);
    if (resolved === null) throw new Error(organ);
    for (const year of years) file(store, {}, { organ, year, resolved }, `${organ} ${year}`);
  }
  return store.all(
    `SELECT former.name AS former, later.name AS later, relation, organ_succession.evidence FROM organ_succession
     JOIN organ AS former ON former.id = organ_id JOIN organ AS later ON later.id = later_organ_id ORDER BY former.name, later.name`,
  );
}

it('links an organ with what a reform has made of it, and says by which act and which reports', () => {
  const found = links({
    江苏省淮安市洪泽区农业局: [2016, 2017],
    江苏省淮安市洪泽区农业农村局: [2019, 2020],
    江苏省淮安市洪泽区国土资源局: [2018],
    江苏省淮安市洪泽区自然资源和规划局: [2019],
    江苏省淮安市洪泽区规划局: [2017],
    环境保护部: [2016],
    生态环境部: [2018],
  });
  expect(found).toMatchObject([
    { former: '江苏省淮安市洪泽区农业局', later: '江苏省淮安市洪泽区农业农村局', relation: 'renamed' },
    { former: '江苏省淮安市洪泽区国土资源局', later: '江苏省淮安市洪泽区自然资源和规划局', relation: 'merged' },
    { former: '江苏省淮安市洪泽区规划局', later: '江苏省淮安市洪泽区自然资源和规划局', relation: 'merged' },
    { former: '环境保护部', later: '生态环境部', relation: 'renamed' },
  ]);
  expect(found[0]).toMatchObject({
    evidence: expect.stringMatching(
      /国务院机构改革方案.*农业局→农业农村局; reports of the former to 2017, of the later from 2019/,
    ),
  });
});

it('links an organ whose division was renamed, by the table of divisions', () => {
  expect(links({ 洪泽县财政局: [2015], 洪泽区财政局: [2018] })).toEqual([
    {
      former: '洪泽县财政局',
      later: '洪泽区财政局',
      relation: 'place',
      evidence: expect.stringContaining('洪泽县 is 洪泽区 (320813) since'),
    },
  ]);
});

it('links nothing that is only alike: another place or level, names that no act has, years side by side or far from the reform', () => {
  expect(
    links({
      江苏省淮安市洪泽区农业局: [2017, 2019],
      江苏省淮安市洪泽区农业农村局: [2019],
      江苏省淮安市农业局: [2018],
      江苏省淮安市淮阴区农业农村局: [2019],
      江苏省淮安市洪泽区环境保护局: [2012],
      江苏省淮安市洪泽区生态环境局: [2020],
      江苏省淮安市洪泽区交通局: [2017],
      江苏省淮安市洪泽区交通运输局: [2019],
      江苏省淮安市洪泽区规划建设局: [2018],
      江苏省淮安市洪泽区自然资源局: [2019],
    }),
  ).toEqual([]);
});

it('knows no name that became itself, and each pair of a year once', () => {
  const pairs = ORGAN_RENAMINGS.map(({ former, later, year }) => `${former} ${later} ${year}`);
  expect(new Set(pairs).size).toBe(pairs.length);
  expect(ORGAN_RENAMINGS.filter(({ former, later }) => former === later)).toEqual([]);
});
