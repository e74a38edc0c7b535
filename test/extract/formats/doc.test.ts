import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  compound,
  type DocOptions,
  type DocParagraph,
  docOf,
  property,
  rowDefinition,
} from '../../support/doc.ts';
import { outline, readOffice } from '../../support/office.ts';

const IN_TABLE = property(0x2416, 1);
const ROW_END = Buffer.concat([IN_TABLE, property(0x2417, 1)]);
const depth = (level: number) => property(0x6649, ...bytesOf(level, 4));

const cell = (text: string): DocParagraph => ({ text: `${text}\x07`, format: IN_TABLE });
const rowEnd = (...lists: Buffer[]): DocParagraph => ({ text: '\x07', format: Buffer.concat([ROW_END, ...lists]) });
const paragraph = (text: string): DocParagraph => ({ text: `${text}\r` });

async function outlineOf(paragraphs: readonly DocParagraph[], options?: DocOptions) {
  return outline((await readOffice(docOf(paragraphs, options))).blocks);
}

describe('characters of a DOC', () => {
  it('leaves out white characters among others and those of a point; a cell that is white as a whole is on a dark ground', async () => {
    const styled = (text: string, list: Buffer, to = 1): DocParagraph => ({
      text: `${text}\x07`,
      format: IN_TABLE,
      runs: [{ from: 0, to, list }],
    });
    const file = [
      styled('91', property(0x6870, 0xff, 0xff, 0xff, 0)),
      styled('82', property(0x2a42, 8)),
      styled('73', property(0x4a43, 2, 0)),
      rowEnd(rowDefinition([0, 1000, 2000, 3000])),
      styled('94', property(0x6870, 0xff, 0xff, 0xff, 0), 2),
      styled('95', property(0x6870, 0xff, 0xff, 0xff, 0xff)),
      styled('96', property(0x2a42, 16)),
      rowEnd(rowDefinition([0, 1000, 2000, 3000])),
    ];
    const { blocks, warnings } = await readOffice(docOf(file));
    expect(outline(blocks)).toEqual([['0/0 1', '0/1 2', '0/2 3', '1/0 94', '1/1 95', '1/2 96']]);
    expect(warnings).toMatchObject([{ code: 'unseen_text', message: expect.stringContaining('3 texts') }]);
  });

  it('shows the choice of a drop-down list, unless it is printed', async () => {
    const text = (written: string) => [...bytesOf(written.length, 2), ...Buffer.from(written, 'utf16le')];
    const named = (written: string) => [...text(written), 0, 0];
    const list = (result: number) => [
      ...[0xff, 0xff, 0xff, 0xff, 2 | (result << 2), 0, 0, 0, 0, 0],
      ...[...named('D'), ...bytesOf(0, 2), ...Array.from({ length: 5 }, () => named('')).flat()],
      ...[0xff, 0xff, ...bytesOf(2, 2), 0, 0, ...text('0'), ...text('136')],
    ];
    const field = (result: number): Buffer => Buffer.from([...bytesOf(0, 4), 6, 0, ...list(result)]);
    const data = Buffer.concat([field(1), field(25)]);
    const paragraphWith = (printed: string, at: number): DocParagraph => {
      const before = '\x13 FORMDROPDOWN \x01';
      const place = before.length - 1;
      return {
        text: `${before}${printed}\x15\r`,
        runs: [{ from: place, to: place + 1, list: property(0x6a03, ...bytesOf(at, 4)) }],
      };
    };
    const file = [paragraphWith('', 0), paragraphWith('', field(1).length), paragraphWith('\x14136', 0)];
    expect(await outlineOf(file, { data })).toEqual(['136', '0', '136']);
  });

  it('keeps note marks apart from numbers, and leaves struck-out and hidden text out', async () => {
    const looks = (text: string, ...lists: readonly [number, Buffer][]): DocParagraph => ({
      text: `${text}\r`,
      runs: lists.map(([from, list]) => ({ from, to: from + 1, list })),
    });
    const raised = property(0x2a48, 1);
    const file = [
      looks('51', [1, raised]),
      looks('9287', [0, property(0x0837, 1)], [2, property(0x2a53, 0x81)], [3, property(0x083c, 1)]),
      looks('m2', [1, raised]),
    ];
    const { blocks, warnings } = await readOffice(docOf(file));
    expect(outline(blocks)).toEqual(['5[1]', '2', 'm2']);
    expect(warnings).toMatchObject([{ code: 'struck_text', message: '2 pieces of struck-out text were left out.' }]);
  });
});

describe('tables of a DOC', () => {
  it('takes edges and merges from the row definition, blank cells too', async () => {
    const edges = [-108, 1000, 2000, 3000];
    const start = 0x60;
    const goesOn = 0x20;
    const file = [
      paragraph('前'),
      ...[cell('a'), cell('b'), cell(''), rowEnd(rowDefinition(edges, [start, 1, 2]))],
      ...[cell(''), cell('1'), cell('2'), rowEnd(rowDefinition([-100, 1010, 1990, 3005], [goesOn]))],
      paragraph('后'),
    ];
    expect(await outlineOf(file)).toEqual(['前', ['0/0 2x1 a', '0/1 1x2 b', '1/1 1', '1/2 2'], '后']);
  });

  it.each([
    ['long lists', 0x6646],
    ['long lists of Word 97', 0x6645],
    ['the properties of big tables', 0x646b],
  ])('finds %s in the data stream', async (_, code) => {
    const list = Buffer.concat([ROW_END, rowDefinition([0, 1000, 2000])]);
    const data = Buffer.concat([Buffer.alloc(64), Buffer.from(bytesOf(list.length, 2)), list]);
    const end = { text: '\x07', format: Buffer.concat([ROW_END, property(code, ...bytesOf(64, 4))]) };
    const wide = [cell('a'), cell('b'), rowEnd(rowDefinition([0, 1000, 2000])), cell('c'), cell('d'), end];
    expect(await outlineOf([...wide, paragraph('')], { data })).toEqual([['0/0 a', '0/1 b', '1/0 c', '1/1 d']]);
  });

  it('applies what later properties do to the definition', async () => {
    const define = rowDefinition([0, 1000, 2000]);
    const rows = [
      ...[cell('a'), cell('b'), cell('c'), rowEnd(define, property(0x7621, 1, 1, ...bytesOf(1000, 2)))],
      ...[
        cell('d'),
        cell('e'),
        rowEnd(
          rowDefinition([0, 1000, 2000, 3000]),
          property(0x5622, 0, 1),
          property(0x7623, 0, 1, ...bytesOf(2000, 2)),
        ),
      ],
      ...[cell('f'), cell(''), cell('g'), rowEnd(rowDefinition([0, 1000, 2000, 3000]), property(0x5624, 0, 2))],
      ...[cell('h'), cell('i'), cell('j'), rowEnd(rowDefinition([0, 1000, 2000, 3000]), property(0xd62b, 2, 2, 3))],
    ];
    expect(await outlineOf(rows)).toEqual([
      ['0/0 a', '0/1 b', '0/2 c', '1/0 1x2 d', '1/2 e', '2/0 1x2 f', '2/2 g', '3/0 h', '3/1 i', '3/2 j'],
    ]);
  });

  it('reads nested tables, whose marks are ends of paragraphs', async () => {
    const inner = (text: string): DocParagraph => ({
      text: `${text}\r`,
      format: Buffer.concat([IN_TABLE, depth(2), property(0x244b, 1)]),
    });
    const innerEnd: DocParagraph = {
      text: '\r',
      format: Buffer.concat([
        IN_TABLE,
        depth(2),
        property(0x244b, 1),
        property(0x244c, 1),
        rowDefinition([0, 400, 800]),
      ]),
    };
    const file = [cell('左'), inner('1'), inner('2'), innerEnd, cell('右'), rowEnd(rowDefinition([0, 1000, 2000]))];
    expect(await outlineOf(file)).toEqual([
      ['0/0 左', '0/1 1\t2\n右'],
      ['0/0 1', '0/1 2'],
    ]);
  });

  it('keeps cells that no definition describes', async () => {
    expect(await outlineOf([cell('a'), cell('b'), rowEnd()])).toEqual([['0/0 a', '0/1 b']]);
  });
});

describe('text of a DOC', () => {
  it('puts the pieces of a fast save into their order, with what it laid over them', async () => {
    const file = [paragraph('一'), cell('二'), rowEnd(rowDefinition([0, 1000])), paragraph('三')];
    expect(await outlineOf(file, { pieces: {} })).toEqual(['一', ['0/0 二'], '三']);
    const deleted = property(0x0800, 1);
    const gone: DocParagraph = { text: '四\r', runs: [{ from: 0, to: 2, list: property(0x0800, 0) }] };
    await expect(outlineOf([gone], { pieces: { overlay: deleted } })).rejects.toMatchObject({ code: 'no_text' });
  });

  it('drops deleted and hidden characters, prints signs, and joins paragraphs whose end was taken out', async () => {
    const symbol = property(0x6a09, ...bytesOf(0, 2), ...bytesOf(0xf0fe, 2));
    const file: DocParagraph[] = [
      {
        text: '1(2345\r',
        runs: [
          { from: 1, to: 2, list: symbol },
          { from: 3, to: 4, list: property(0x0800, 1) },
          { from: 4, to: 5, list: property(0x083c, 1) },
          { from: 6, to: 7, list: property(0x0800, 1) },
        ],
      },
      paragraph('6'),
    ];
    expect(await outlineOf(file)).toEqual(['1☑256']);
  });

  it('drops rows whose end was taken out', async () => {
    const end = rowEnd(rowDefinition([0, 1000]));
    const gone = { ...end, runs: [{ from: 0, to: 1, list: property(0x0800, 1) }] };
    expect(await outlineOf([cell('a'), gone, cell('b'), end])).toEqual([['0/0 b']]);
  });

  it('prints results of fields, breaks and hyphens, not pictures and notes', async () => {
    const file = [paragraph('\x13 TOC \x14一\t1\x15'), paragraph('共\x13= 1+2\x143\x15件\x0b\x01\x02\x1e二\x1f三\x08')];
    expect(await outlineOf(file)).toEqual(['共3件\n-二三']);
  });
});

describe('a DOC that cannot be read', () => {
  it('says why', async () => {
    await expect(outlineOf([paragraph('x')], { flags: 0x100 })).rejects.toMatchObject({ code: 'encrypted' });
    await expect(outlineOf([paragraph('')])).rejects.toMatchObject({ code: 'no_text' });
    const old = Buffer.alloc(1000);
    old.writeUInt16LE(0xa5dc, 0);
    await expect(readOffice(compound({ WordDocument: old }))).rejects.toMatchObject({ code: 'unsupported' });
    const headless = docOf([paragraph('x')]).subarray(0, 2000);
    await expect(readOffice(headless)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('is told apart from WPS by its name only', async () => {
    const bytes = readFileSync(join(import.meta.dirname, '../../fixtures/office/plain-2021.wps'));
    expect((await readOffice(bytes, 'a.wps')).format).toBe('wps');
    expect((await readOffice(bytes, 'a.doc')).format).toBe('doc');
  });
});
