import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/extract/charset.ts';

const SENTENCES = [
  '政府信息公开工作年度报告',
  '本报告根据《中华人民共和国政府信息公开条例》的规定编制。',
  '一、总体情况 2023年，我镇主动公开政府信息1,024条。',
  '三、收到和处理政府信息公开申请情况：收到申请５件，办结5件。',
  '濮阳县、盱眙县、亳州市、渑池县、涪陵区、儋州市、睢宁县、郏县、蚌埠市、衢州市',
  '规章 0 0 0 行政规范性文件 12 3 88',
];
const page = (text: string, meta?: string): string =>
  `<html><head>${meta === undefined ? '' : `<meta http-equiv="Content-Type" content="text/html; charset=${meta}">`}<title>年报</title></head><body><p>${text}</p></body></html>`;

const WAYS = [
  ['utf-8', 'utf8', false],
  ['utf-8', 'utf8', true],
  ['gb18030', 'gbk', false],
  ['gb18030', 'gb18030', false],
  ['utf-16le', 'utf16le', true],
  ['utf-16le', 'utf16le', false],
  ['utf-16be', 'utf16be', true],
  ['utf-16be', 'utf16be', false],
] as const;
const LABELS = [undefined, 'utf-8', 'gb2312', 'GBK', 'iso-8859-1', 'big5', 'x-nonsense'];

describe.each(WAYS)('%s bytes written as %s, byte order mark %s', (charset, encoding, addBOM) => {
  it.each(LABELS)('are read whole whatever the page (%s) and the header say', (meta) => {
    for (const header of LABELS)
      for (const sentence of SENTENCES) {
        const text = page(sentence, meta);
        const bytes = iconv.encode(text, encoding, { addBOM });
        const decoded = decode(bytes, header === undefined ? {} : { header: `text/html; charset=${header}` });
        expect(decoded.text).toBe(text);
        expect(decoded.charset).toBe(charset);
      }
  });

  it('are told from a few characters', () => {
    for (const sentence of SENTENCES) {
      const bytes = iconv.encode(sentence, encoding, { addBOM });
      expect(decode(bytes).text).toBe(sentence);
    }
  });
});

describe('labels', () => {
  const gbk = iconv.encode(page('一、总体情况', 'utf-8'), 'gbk');

  it('that are wrong are reported, and named in the evidence', () => {
    const { charset, warnings, evidence } = decode(gbk, { header: 'text/html;charset=ISO-8859-1' });
    expect(charset).toBe('gb18030');
    expect(warnings.map(({ code }) => code)).toEqual(['charset_label_wrong', 'charset_label_wrong']);
    expect(evidence).toMatch(/not UTF-8.*header says ISO-8859-1, meta says utf-8/);
  });

  it('gb2312 and GBK are no wrong labels of gb18030', () => {
    expect(decode(iconv.encode(page('镕喆', 'gb2312'), 'gbk')).warnings).toEqual([]);
  });

  it('decide where the bytes do not: one rare character', () => {
    const bytes = iconv.encode('<meta charset="big5">鱻', 'big5');
    expect(decode(bytes)).toMatchObject({ charset: 'big5', text: '<meta charset="big5">鱻' });
    expect(decode(bytes).warnings.map(({ code }) => code)).toEqual(['charset_unsure']);
  });

  it('are found in an XML declaration and in meta charset', () => {
    expect(decode(Buffer.from('<?xml version="1.0" encoding="GBK"?><a>年报</a>')).evidence).toContain('xml says GBK');
    expect(decode(Buffer.from("<META CHARSET='Gb2312'>年报")).evidence).toContain('meta says Gb2312');
  });
});

describe('rare and broken bytes', () => {
  it('four-byte characters of GB18030', () => {
    const text = page('㐂𠮷䶮区人民政府信息公开', 'gb2312');
    expect(decode(iconv.encode(text, 'gb18030'))).toMatchObject({ text, charset: 'gb18030' });
  });

  it('Big5, and traditional characters in GBK', () => {
    const text = '政府資訊公開年度報告，臺北市政府依據政府資訊公開法第十條規定辦理';
    expect(decode(iconv.encode(text, 'big5'))).toMatchObject({ text, charset: 'big5' });
    expect(decode(iconv.encode(text, 'gbk'))).toMatchObject({ text, charset: 'gb18030' });
  });

  it('a few bad bytes do not change the charset, and are counted', () => {
    for (const encoding of ['utf8', 'gbk']) {
      const good = iconv.encode(SENTENCES.join('\n'), encoding);
      const { text, warnings } = decode(Buffer.concat([good, Buffer.from([0x0a, 0xff, 0x41])]));
      expect(text).toBe(`${SENTENCES.join('\n')}\n\ufffdA`);
      expect(warnings).toMatchObject([{ code: 'charset_bad_bytes' }]);
    }
  });

  it('text cut inside its last character', () => {
    for (const cut of [1, 2]) {
      const bytes = Buffer.from('政府信息公开年报').subarray(0, -cut);
      expect(decode(bytes)).toMatchObject({ text: '政府信息公开年', charset: 'utf-8', warnings: [] });
    }
    expect(decode(iconv.encode('政府信息公开年报', 'gbk').subarray(0, -1)).text).toMatch(/^政府信息公开年/);
  });

  it('a UTF-8 page with a GBK footer, a GBK page with a UTF-8 menu', () => {
    const utf8 = Buffer.concat([
      Buffer.from(page(SENTENCES[1] ?? '')),
      iconv.encode('<p>版权所有：某县人民政府</p>', 'gbk'),
    ]);
    expect(decode(utf8).text).toContain('<p>版权所有：某县人民政府</p>');
    expect(decode(utf8)).toMatchObject({ charset: 'utf-8', warnings: [{ code: 'charset_mixed' }] });
    const gbk = Buffer.concat([Buffer.from('<li>政务公开</li>'), iconv.encode(page(SENTENCES.join('')), 'gbk')]);
    expect(decode(gbk).text).toBe(`<li>政务公开</li>${page(SENTENCES.join(''))}`);
    expect(decode(gbk)).toMatchObject({ charset: 'gb18030', warnings: [{ code: 'charset_mixed' }] });
  });

  it('a UTF-8 byte order mark before GBK text', () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), iconv.encode(page('政府信息公开'), 'gbk')]);
    expect(decode(bytes)).toMatchObject({ text: page('政府信息公开'), charset: 'gb18030' });
  });

  it('ASCII, Latin letters and nothing at all', () => {
    expect(decode(Buffer.from('1 2 3'))).toMatchObject({ text: '1 2 3', charset: 'utf-8', warnings: [] });
    expect(decode(new Uint8Array())).toMatchObject({ text: '', charset: 'utf-8', warnings: [] });
    const french = 'Le préfet a délégué ses pouvoirs à une société privée de la région';
    expect(decode(iconv.encode(french, 'win1252'))).toMatchObject({ text: french, charset: 'windows-1252' });
  });

  it('a view of a larger buffer', () => {
    const whole = Buffer.concat([Buffer.from('xx'), iconv.encode('政府信息公开', 'gbk'), Buffer.from('yy')]);
    expect(decode(new Uint8Array(whole.buffer, whole.byteOffset + 2, whole.length - 4)).text).toBe('政府信息公开');
  });
});

describe('text decoded wrongly and encoded again', () => {
  const text = '<p>政府信息公开工作年度报告</p>\n<td>行政规范性文件</td><td>12</td>';
  const spoiled: [string, string][] = [
    ['UTF-8 read as Windows-1252', new TextDecoder('windows-1252').decode(Buffer.from(text))],
    ['UTF-8 read as Latin-1', Buffer.from(text).toString('latin1')],
    ['GBK read as Windows-1252', new TextDecoder('windows-1252').decode(iconv.encode(text, 'gbk'))],
  ];

  it.each(spoiled)('%s is undone, with a warning', (_kind, wrong) => {
    for (const encoding of ['utf8', 'utf16le']) {
      const decoded = decode(iconv.encode(wrong, encoding, { addBOM: true }));
      expect(decoded.text).toBe(text);
      expect(decoded.warnings.map(({ code }) => code)).toContain('mojibake_undone');
    }
  });

  it('UTF-8 read as GBK is undone where no byte was lost', () => {
    const even = '<p>一是政府信息公开工作</p>';
    const wrong = iconv.decode(Buffer.from(even), 'gb18030');
    expect(wrong).not.toContain('\ufffd');
    expect(decode(Buffer.from(wrong)).text).toBe(even);
  });

  it('is left alone where the result is not Chinese', () => {
    for (const good of ['价格±5% × 3，温度20℃', 'Münster, Åland, São Paulo – «été»', '中华人民共和国·第20条']) {
      expect(decode(Buffer.from(good))).toMatchObject({ text: good, warnings: [] });
    }
  });
});

it('10 MB are decoded in proportion to their length, of which the time limit is the guard', () => {
  const piece = iconv.encode(page(SENTENCES.join('')), 'gbk');
  const bytes = Buffer.concat(Array.from({ length: Math.ceil(10_000_000 / piece.length) }, () => piece));
  const oneLine = iconv.encode('政府信息公开'.repeat(800_000), 'gbk');
  expect(decode(bytes).charset).toBe('gb18030');
  expect(decode(oneLine).charset).toBe('gb18030');
});
