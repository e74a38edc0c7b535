import { expect, it } from 'vitest';
import { LAYOUTS, type Random, randomFrom, sampleFile } from '../../../../generator/index.ts';
import { type Block, UnreadableError } from '../../../../src/extract/document.ts';
import { htmlReader } from '../../../../src/extract/formats/html.ts';
import { textReader } from '../../../../src/extract/formats/text.ts';

/** `NIANBAO_FUZZ=5000` for a long look. */
const COUNT = Number(process.env.NIANBAO_FUZZ ?? 80);
const SCRAPS = [
  '<table>',
  '</td>',
  '<td rowspan=0 colspan=9999>',
  '<!--',
  '-->',
  '<script>',
  '<a href=x>',
  '</div></div>',
  '<p>',
  '\t',
  '\n\n',
  '|',
  '\0',
  '<template>',
  '<svg><td>',
  '&#x0;',
  '<xmp>',
  '"',
];

/** Cuts, doubles and overwrites stretches of a file, and throws scraps of markup in. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let file = Buffer.from(bytes);
  for (let times = random.int(1, 6); times > 0; times--) {
    const from = random.int(0, file.length - 1);
    const to = Math.min(file.length, from + random.int(1, 400));
    const change = random.pick([
      () => Buffer.alloc(0),
      () => Buffer.concat([file.subarray(from, to), file.subarray(from, to)]),
      () => Buffer.from(Array.from({ length: to - from }, () => random.int(0, 255))),
      () => Buffer.from(random.pick(SCRAPS)),
    ]);
    file = Buffer.concat([file.subarray(0, from), change(), file.subarray(to)]);
  }
  return file;
}

function expectSound(block: Block): void {
  if (block.kind === 'paragraph') {
    expect(block.text).not.toBe('');
    return;
  }
  const taken = new Set<number>();
  for (const { row, column, rowSpan, colSpan } of block.cells) {
    expect(row + rowSpan).toBeLessThanOrEqual(block.rows);
    expect(column + colSpan).toBeLessThanOrEqual(block.columns);
    for (let at = row; at < row + rowSpan; at++)
      for (let to = column; to < column + colSpan; to++) taken.add(at * block.columns + to);
  }
  expect(taken.size).toBe(block.cells.reduce((sum, { rowSpan, colSpan }) => sum + rowSpan * colSpan, 0));
}

it(`${COUNT} spoiled pages and texts are read into sound tables or refused with a reason`, async () => {
  for (let seed = 1; seed <= COUNT; seed++) {
    const random = randomFrom(seed);
    const layout = random.pick(LAYOUTS);
    const file = mutate(sampleFile(seed, layout).bytes, random);
    for (const [reader, format] of [
      [htmlReader, 'html'],
      [textReader, 'text'],
    ] as const) {
      try {
        for (const block of (await reader.read(file, format, {})).blocks) expectSound(block);
      } catch (error) {
        expect(error, `seed ${seed}, ${layout.name}`).toBeInstanceOf(UnreadableError);
      }
    }
  }
});
