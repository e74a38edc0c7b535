import { afterEach, beforeEach, expect, it } from 'vitest';
import { organsCalled, relativesOf } from '../../src/query/organs.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

let store: Store;
beforeEach(() => {
  store = openStore(dataFolder());
});
afterEach(() => store.close());

const filed = (organ: string, portalId: string) =>
  file(store, { 'applications/new_received/total': 1 }, { organ, portalId });
function relatives(name: string) {
  const [organ] = organsCalled(store, name);
  if (organ === undefined) throw new Error(name);
  const { parent, neighbours } = relativesOf(store, organ, 10);
  return [parent?.full_name ?? null, neighbours.map(({ full_name }) => full_name)];
}

it('the government above and those beside come from the table of divisions', () => {
  for (const organ of [
    '北京市大兴区人民政府',
    '北京市人民政府',
    '北京市通州区人民政府',
    '北京市大兴区财政局',
    '北京市大兴区黄村镇人民政府',
  ])
    filed(organ, 'p');
  expect(relatives('北京市大兴区人民政府')).toEqual(['北京市人民政府', ['北京市通州区人民政府']]);
  expect(relatives('北京市大兴区财政局')).toEqual(['北京市大兴区人民政府', ['北京市大兴区黄村镇人民政府']]);
});

it('a place that no list has is the same to the letter and on one portal; one of which there may be two is none', () => {
  for (const organ of ['清溪县人民政府', '清溪县民政局', '清溪县青石镇人民政府', '朝阳区人民政府', '朝阳区财政局'])
    filed(organ, 'p');
  filed('清溪县财政局', 'q');
  expect(relatives('清溪县民政局')).toEqual(['清溪县人民政府', ['清溪县青石镇人民政府']]);
  expect(relatives('清溪县财政局')).toEqual([null, []]);
  expect(relatives('朝阳区财政局')).toEqual([null, []]);
});
