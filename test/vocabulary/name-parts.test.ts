import { expect, it } from 'vitest';
import { holdsPart } from '../../src/vocabulary/name-parts.ts';

it.each([
  ['清溪县人民政府', '民政', false],
  ['清溪县民政局', '民政', true],
  ['南京市民政局', '民政', true],
  ['清溪县人民政府民政办公室', '民政', true],
  ['清溪县人民政府', '政府', true],
  ['清溪县人民政府', '人民政府', true],
  ['清溪县人民政府', '溪县', true],
  ['北京市大兴区西红门镇人民政府', '西红门', true],
  ['市场监督管理局', '督管', false],
  ['清溪县财政局', '民政', false],
])('%s holds %s: %s', (name, part, holds) => {
  expect(holdsPart(name, part)).toBe(holds);
});
