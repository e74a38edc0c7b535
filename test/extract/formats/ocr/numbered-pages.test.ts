import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { numberedPages } from '../../../../src/extract/formats/numbered-pages.ts';

const picture = new Uint8Array(
  await sharp({ create: { width: 20, height: 20, channels: 3, background: 'white' } })
    .jpeg()
    .toBuffer(),
);
const named = (...names: string[]) => names.map((name) => ({ name, bytes: picture }));
const namesOf = (members: readonly { name: string }[] | null) => members?.map(({ name }) => name) ?? null;

describe('pictures in an archive', () => {
  test.each([
    [
      ['page10.jpg', 'page9.jpg', 'page1.jpg'],
      ['page1.jpg', 'page9.jpg', 'page10.jpg'],
    ],
    [
      ['2023年报/扫描0002.JPG', '2023年报/扫描0001.jpg'],
      ['2023年报/扫描0001.jpg', '2023年报/扫描0002.JPG'],
    ],
    [
      ['1.jpg', '2.jpg'],
      ['1.jpg', '2.jpg'],
    ],
  ])('%j are the pages of one document, in order', (names, order) => {
    expect(namesOf(numberedPages(named(...names)))).toEqual(order);
  });

  test.each([
    [['财政局.jpg', '教育局.jpg']],
    [['财政局1.jpg', '教育局1.jpg', '教育局2.jpg']],
    [['page1.jpg', 'page01.jpg']],
    [['page1.jpg']],
  ])('%j are not', (names) => {
    expect(numberedPages(named(...names))).toBeNull();
  });

  test('nor are pictures beside a text', () => {
    const text = { name: '3.txt', bytes: new TextEncoder().encode('2023年政府信息公开工作年度报告') };
    expect(numberedPages([...named('1.jpg', '2.jpg'), text])).toBeNull();
    expect(numberedPages([...named('1.txt'), { ...text, name: '2.txt' }])).toBeNull();
  });
});
