import { expect, it } from 'vitest';
import { FORMS, INDICATORS, indicatorKeys } from '../../src/codebook/index.ts';

const keysOf = (...labels: string[]) => indicatorKeys(labels.map((indicator) => ({ indicator })));

it('finds every line of every list under its key', () => {
  for (const { lines } of FORMS.forms.flatMap(({ lists }) => lists))
    expect(indicatorKeys(lines.map(({ label }) => ({ indicator: label })))).toEqual(lines.map(({ key }) => key));
});

it('tells lines that are printed alike by what went before', () => {
  const rows = ['四、行政复议数量', '（二）被依法纠错数', '五、行政诉讼数量', '（一）被依法纠错数'];
  expect(keysOf(...rows)).toEqual(['recon', 'recon_corrected', 'litigation', 'litigation_corrected']);
});

it('takes other numbers, notes, misplaced lines and words around the number, and leaves what no list has', () => {
  expect(
    keysOf('1、收到申请总数（件）', '　其中： 网络申请数', '⑵涉及个人隐私', '二、回应解读情况', '本省自定指标'),
  ).toEqual(['received', 'received_online', 'denied_privacy', null, null]);
});

it('gives each number once, also where one province mixes two lists', () => {
  const keys = keysOf('收到申请数', '电子邮件申请数', '同意公开答复数', '属于已主动公开范围数', '收到申请数');
  expect(keys).toEqual(['received', 'received_email', 'granted', 'already_public', null]);
});

it('has export names that fit', () => {
  for (const { exportName } of INDICATORS) expect(exportName).toMatch(/^[a-z][a-z0-9_]{1,31}$/);
});
