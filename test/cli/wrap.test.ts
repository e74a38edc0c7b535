import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { drawColumns } from '../../src/cli/print/columns.ts';
import { cut, wrapWords } from '../../src/cli/wrap.ts';

it('breaks between words and between Chinese characters, and keeps the indentation', () => {
  expect(wrapWords('  two words here', 11)).toBe('  two words\n  here');
  expect(wrapWords('数据目录：数据库与存档', 10)).toBe('数据目录：\n数据库与存\n档');
  expect(wrapWords('http://a.gov.cn/very/long', 10)).toBe('http://a.g\nov.cn/very\n/long');
});

it('cuts to a width and shows that it did', () => {
  expect(cut('清溪县人民政府', 9)).toBe('清溪县人…');
  expect(cut('short', 9)).toBe('short');
});

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '县', '年', '，', '-', '/'), maxLength: 60 });

it('loses no character and passes no width, whatever the text', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 6, max: 40 }), (words, width) => {
      const wrapped = wrapWords(words, width);
      expect(wrapped.replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
      // A sign that ends a clause may stand over the end of a line.
      for (const line of wrapped.split('\n'))
        if (!/[，]$/.test(line)) expect(stringWidth(line)).toBeLessThanOrEqual(width + 1);
    }),
  );
});

it('a table fits the screen by breaking the columns that may be broken', () => {
  const columns = [{ title: 'organ', shrinks: true }, { title: 'year' }, { title: 'portal', shrinks: true }];
  const rows = [
    [
      '广东省佛山市顺德区大良街道办事处综合行政执法办公室',
      '2023',
      'guangdong-foshan-shunde-daliang-office-of-enforcement',
    ],
  ];
  const lines = drawColumns(columns, rows, 60).split('\n');
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(60);
  expect(lines.join('').replace(/\s/g, '')).toContain('综合');
});
