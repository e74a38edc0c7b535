import { pathToFileURL } from 'node:url';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { nameHint } from '../../src/ingest/file-name.ts';

const file = (name: string) => pathToFileURL(`/年报/${name}`).href;

describe('nameHint', () => {
  it.each([
    ['清河区财政局2020年政府信息公开工作年度报告.doc', '清河区财政局', 2020],
    ['03 清河区财政局2020年政府信息公开工作年度报告.pdf', '清河区财政局', 2020],
    ['3.清河区财政局2020年政府信息公开年报(1).docx', '清河区财政局', 2020],
    ['附件1：清河区财政局2020年政府信息公开工作年度报告.wps', '清河区财政局', 2020],
    ['清河区财政局_2020年_政府信息公开年报 - 副本.doc', '清河区财政局', 2020],
    ['2020年度清河区人民政府办公室政府信息公开工作年度报告.pdf', '清河区人民政府办公室', 2020],
    ['二〇一九年清河镇政府信息公开年度报告.htm', '清河镇', 2019],
    ['政府信息公开年报2021.pdf', null, 2021],
    ['扫描件2020年政府信息公开年报.pdf', null, 2020],
    ['清河区财政局政府信息公开年度报告.pdf', '清河区财政局', null],
    ['清河区财政局2020年年报.pdf', '清河区财政局', 2020],
  ])('%s', (name, organ, year) => {
    expect(nameHint(file(name))).toMatchObject({ organ, year });
  });

  it.each(['1.doc', '附件.pdf', '2020.doc', 'IMG_2034.jpg', 't20240101_1234.html', '清河区财政局.doc', '年度总结.doc'])(
    'says nothing for %s',
    (name) => {
      expect(nameHint(file(name))).toBeNull();
    },
  );

  it('reads names in GBK bytes, and names inside archives', () => {
    const gbk = [...iconv.encode('清河区财政局2020年政府信息公开年报.doc', 'gbk')];
    const url = `file:///a/${gbk.map((byte) => `%${byte.toString(16)}`).join('')}`;
    expect(nameHint(url)?.organ).toBe('清河区财政局');
    const inside = `${file('各部门2020年政府信息公开年报.zip')}!/街道/新华街道办事处2020年政府信息公开年报.doc`;
    expect(nameHint(inside)?.organ).toBe('新华街道办事处');
    expect(nameHint(`${file('各部门2020年政府信息公开年报.zip')}!/1.doc`)).toBeNull();
  });
});
