import type { BookType, WorkSheet } from '@e965/xlsx';
import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { generateReport, reportTables } from '../../../generator/index.ts';
import { mutated } from '../../../generator/mutate.ts';
import { zipOf } from '../../../generator/office-zip.ts';
import { sheetOf } from '../../../generator/sheet.ts';
import { workbookOf } from '../../../generator/xlsx.ts';
import { refuseEndless } from '../../../src/extract/formats/spreadsheet/ranges.ts';
import { ShownLines } from '../../../src/extract/formats/spreadsheet/shown-lines.ts';
import { parseWorkbook } from '../../../src/extract/formats/spreadsheet/workbook.ts';
import { outline, readOffice } from '../../support/office.ts';

function book(sheets: Readonly<Record<string, WorkSheet>>, type: BookType = 'xlsx', hidden: readonly number[] = []) {
  const made = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(made, sheet, name);
  made.Workbook = { Sheets: made.SheetNames.map((name, index) => ({ name, Hidden: hidden.includes(index) ? 1 : 0 })) };
  const bytes: unknown = write(made, { type: 'buffer', bookType: type });
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(String(bytes));
}

const merged = (rows: (string | number)[][], ...merges: string[]): WorkSheet => ({
  ...utils.aoa_to_sheet(rows),
  '!merges': merges.map((range) => utils.decode_range(range)),
});

const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** A workbook of one sheet, the XML of which is given, and of its shared strings. */
const rawBook = (sheet: string, strings: readonly string[] = [], more = '', styles: string | null = null) =>
  zipOf([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${SHEET_TYPE}.sharedStrings+xml"/></Types>`,
    },
    ...(styles === null ? [] : [{ name: 'xl/styles.xml', content: styles }]),
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${SHEETS}" xmlns:r="${RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>${more}</workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst xmlns="${SHEETS}">${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
  ]);

const STYLES = `<styleSheet xmlns="${SHEETS}"><fonts><font/><font><color rgb="FFFFFFFF"/></font><font><strike/></font></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF003366"/></patternFill></fill></fills><cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/><xf fontId="2" fillId="0"/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>`;

it('a cell that is struck out or white as a whole is not there; white on a ground of its own is', async () => {
  const text = (name: string, value: string): string => `<c r="${name}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const cells = `${text('A1', '规章')}<c r="B1" s="1"><v>9</v></c><c r="C1" s="2"><v>8</v></c><c r="D1" s="3"><v>7</v></c><c r="E1"><v>6</v></c>`;
  const sheet = `<worksheet xmlns="${SHEETS}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
  const document = await readOffice(await rawBook(sheet, [], '', STYLES));
  expect(outline(document.blocks)).toEqual([['0/0 规章', '0/1', '0/2', '0/3 7', '0/4 6']]);
  expect(document.warnings.map(({ code }) => code)).toEqual(['struck_text', 'unseen_text']);
});

const HEAD = ['信息内容', '本年制发件数', '本年废止件数'];

describe.each(['xlsx', 'biff8', 'xlml'] as const)('a workbook as %s', (type) => {
  it.each([31, 32, 33, 34])('gives back the cells of report %i', async (seed) => {
    const report = generateReport(seed, { form: seed % 2 ? '2021' : '2019' });
    const { blocks } = await readOffice(await workbookOf(report, 'sheet-a-table', type));
    const texts = blocks.map((block) => (block.kind === 'table' ? block.cells.map((cell) => cell.text) : block.text));
    for (const table of reportTables(report)) {
      const printed = table.cells.map((cell) => cell.text.trim()).filter(Boolean);
      expect(texts.flat().filter(Boolean)).toEqual(expect.arrayContaining(printed));
    }
    const largest = blocks
      .flatMap((block) => (block.kind === 'table' ? [block] : []))
      .sort((a, b) => b.rows - a.rows)[0];
    const source = reportTables(report).sort((a, b) => b.rows - a.rows)[0];
    expect(largest?.rows).toBe(source?.rows);
    expect(largest?.cells.map(({ row, column, text }) => `${row}/${column} ${text}`)).toEqual(
      source?.cells.map(({ row, column, text }) => `${row}/${column} ${text.trim()}`),
    );
  });
});

describe('a sheet', () => {
  it('is parted into paragraphs and tables by what stands alone over its width', async () => {
    const sheet = merged(
      [
        ['某局2023年年报'],
        ['一、总体情况'],
        ['本年度……'],
        HEAD,
        ['规章', 1, 2],
        [],
        ['二、其他'],
        ['甲', '乙', '丙'],
        ['注：无'],
      ],
      'A1:C1',
    );
    const { blocks } = await readOffice(book({ a: sheet }));
    expect(outline(blocks)).toEqual([
      '某局2023年年报',
      '一、总体情况',
      '本年度……',
      ['0/0 信息内容', '0/1 本年制发件数', '0/2 本年废止件数', '1/0 规章', '1/1 1', '1/2 2'],
      '二、其他',
      ['0/0 甲', '0/1 乙', '0/2 丙'],
      '注：无',
    ]);
  });

  it('keeps a row of blanks inside a merged cell, and blank cells between others', async () => {
    const sheet = merged(
      [
        ['a', 'b', 'c'],
        ['', '', ''],
        ['', 'd', ''],
      ],
      'A1:A3',
    );
    const { blocks } = await readOffice(book({ a: sheet }));
    expect(outline(blocks)).toEqual([['0/0 3x1 a', '0/1 b', '0/2 c', '1/1', '1/2', '2/1 d', '2/2']]);
  });

  it('takes a number that stands alone in the last row for a value, not for a line of text', async () => {
    const { blocks } = await readOffice(book({ a: utils.aoa_to_sheet([HEAD, ['规章', '', 1], [3]]) }));
    expect(outline(blocks)).toEqual([
      [...HEAD.map((text, at) => `0/${at} ${text}`), '1/0 规章', '1/1', '1/2 1', '2/0 3', '2/1', '2/2'],
    ]);
  });

  it('prints numbers as shown, those without a format in full', async () => {
    const sheet = utils.aoa_to_sheet([['a', 24252.311082, 0.1 + 0.2, 1234.5, 0.5, 45000]]);
    const format = (cell: string, z: string) => {
      Object.assign(sheet[cell], { z });
      delete sheet[cell].w;
    };
    format('D1', '#,##0.00');
    format('E1', '0%');
    format('F1', 'yyyy"年"m"月"d"日"');
    const { blocks } = await readOffice(book({ a: sheet }));
    expect(outline(blocks)).toEqual([
      ['0/0 a', '0/1 24252.311082', '0/2 0.3', '0/3 1,234.50', '0/4 50%', '0/5 2023年3月15日'],
    ]);
  });

  it.each([
    ['[DBNum1][$-804]General', 136, '136'],
    ['[DBNum2]0', 16, '16'],
    ['[DBNum3][$-804]#,##0', 1234, '1,234'],
    ['000', 7, '7'],
    ['0000.00', 7, '7.00'],
    ['[$-804]General', 3, '3'],
  ])('prints numbers of the format %s in plain digits', async (format, value, expected) => {
    const sheet = utils.aoa_to_sheet([['规章', value]]);
    sheet.B1.z = format;
    delete sheet.B1.w;
    expect(outline((await readOffice(book({ a: sheet }))).blocks)).toEqual([['0/0 规章', `0/1 ${expected}`]]);
  });

  it.each([
    ['SUM(B1:C1)', '8'],
    ['B1+C1', '8'],
    ['SUM($B$1,C1)-1', '7'],
    ['SUM(A1:C1)', '8'],
    ['A1+B1', ''],
    ['D1+1', ''],
    ['B1*2', ''],
    ['IF(B1>0,1,2)', ''],
  ])('computes the sum %s that was saved without a value', async (formula, expected) => {
    const sheet = utils.aoa_to_sheet([['规章', 3, 5, 0, 1]]);
    sheet.D1 = { t: 'z', f: formula };
    const { blocks } = await readOffice(book({ a: sheet }));
    expect(outline(blocks)).toEqual([['0/0 规章', '0/1 3', '0/2 5', `0/3 ${expected}`.trimEnd(), '0/4 1']]);
  });

  it('trusts no value of a formula where the workbook asks to be computed anew', async () => {
    const sheet = `<worksheet xmlns="${SHEETS}"><sheetData><row r="1"><c r="A1" t="str"><v>规章</v></c><c r="B1"><v>3</v></c><c r="C1"><f>B1+1</f><v>99</v></c><c r="D1"><f>B1*2</f><v>98</v></c></row></sheetData></worksheet>`;
    const { blocks, warnings } = await readOffice(await rawBook(sheet, [], '<calcPr fullCalcOnLoad="1"/>'));
    expect(outline(blocks)).toEqual([['0/0 规章', '0/1 3', '0/2 4']]);
    expect(warnings).toMatchObject([{ code: 'formula_without_value' }]);
  });

  it('leaves hidden rows out, and moves those behind them up', async () => {
    const sheet = merged([HEAD, ['甲', 1, 2], ['', 3, 4], ['', 5, 6]], 'A2:A4');
    sheet['!rows'] = [{}, {}, { hidden: true }];
    const { blocks, warnings } = await readOffice(book({ a: sheet }));
    expect(outline(blocks)).toEqual([
      [...HEAD.map((text, at) => `0/${at} ${text}`), '1/0 2x1 甲', '1/1 1', '1/2 2', '2/1 5', '2/2 6'],
    ]);
    expect(warnings).toMatchObject([{ code: 'hidden_rows', where: 'a' }]);
    // Drawn so low or so narrow that nothing is seen; libraries say of columns without a width that they have none.
    const lines = [{}, { hpt: 0 }, { width: 0 }, { width: 0, customwidth: '1' }, {}];
    expect(new ShownLines(lines, lines.length).before(5)).toBe(3);
  });

  it('warns of hidden sheets, hidden rows and formulas without a value', async () => {
    const rows = [HEAD, ['规章', 1, 2], ['其他', 3, 4]];
    const sheet = utils.aoa_to_sheet(rows);
    sheet['!rows'] = [{}, { hidden: true }];
    sheet.C3 = { t: 'n', f: 'A1+1' };
    const { blocks, warnings } = await readOffice(
      book({ 甲: sheet, 旧: utils.aoa_to_sheet([['旧', '9']]) }, 'xlsx', [1]),
    );
    expect(warnings.map(({ code, where }) => [code, where])).toEqual([
      ['hidden_sheet', '旧'],
      ['hidden_rows', '甲'],
      ['formula_without_value', '甲'],
    ]);
    expect(JSON.stringify(blocks)).not.toContain('旧');
  });

  it.each(['xlsx', 'biff8', 'xlml'] as const)(
    'leaves hidden columns out and moves those behind them up (%s)',
    async (type) => {
      const sheet = merged([HEAD.toSpliced(1, 0, '去年'), ['规章', 7, 1, 2], ['注：无', '', '', '']], 'A3:D3');
      sheet['!cols'] = [{}, { hidden: true }];
      const { blocks, warnings } = await readOffice(book({ a: sheet }, type));
      expect(outline(blocks)).toEqual([
        [...HEAD.map((text, at) => `0/${at} ${text}`), '1/0 规章', '1/1 1', '1/2 2'],
        '注：无',
      ]);
      expect(warnings).toMatchObject([{ code: 'hidden_columns', where: 'a' }]);
    },
  );

  it('is read however large it says it is', async () => {
    const cells =
      '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2" t="str"><v>c</v></c><c r="B2"><v>1</v></c></row>';
    const sheet = `<worksheet xmlns="${SHEETS}"><dimension ref="A1:XFD1048576"/><sheetData>${cells}</sheetData><mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="B2:B1048576"/></mergeCells></worksheet>`;
    const { blocks } = await readOffice(await rawBook(sheet));
    expect(outline(blocks)).toEqual(['a', ['0/0 c', '0/1 1']]);
  });
});

it('keeps note marks in a cell apart from its number, and leaves struck-out digits out', async () => {
  const run = (text: string, properties = '') =>
    `<r>${properties ? `<rPr>${properties}</rPr>` : ''}<t xml:space="preserve">${text}</t></r>`;
  const strings = [
    `${run('5')}${run('1', '<vertAlign val="superscript"/>')}`,
    `${run('9', '<strike/>')}${run('2')}`,
    `${run('m')}${run('2', '<vertAlign val="superscript"/>')}`,
    `${run('规')}${run('章', '<b/>')}`,
  ];
  const cells = strings.map((_, at) => `<c r="${'ABCD'[at]}1" t="s"><v>${at}</v></c>`).join('');
  const { blocks, warnings } = await readOffice(
    await rawBook(`<worksheet xmlns="${SHEETS}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`, strings),
  );
  expect(outline(blocks)).toEqual([['0/0 5[1]', '0/1 2', '0/2 m2', '0/3 规章']]);
  expect(warnings).toMatchObject([{ code: 'struck_text' }]);
});

describe('workbooks that cannot be read', () => {
  it('tells encrypted OpenDocument and XML cut short from damaged', async () => {
    const ods = await zipOf([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'content.xml', content: 'x' },
      { name: 'META-INF/manifest.xml', content: '<m:manifest><m:encryption-data/></m:manifest>' },
    ]);
    await expect(readOffice(ods)).rejects.toMatchObject({ code: 'encrypted' });
    const xml = book({ a: utils.aoa_to_sheet([['a', 1]]) }, 'xlml');
    await expect(readOffice(xml.subarray(0, xml.length - 40))).rejects.toMatchObject({ code: 'damaged' });
  });

  it('says so for blank ones, damaged ones and bombs', async () => {
    await expect(readOffice(book({ a: utils.aoa_to_sheet([['']]) }))).rejects.toMatchObject({ code: 'no_text' });
    const bytes = book({ a: utils.aoa_to_sheet([['a']]) }, 'biff8');
    await expect(readOffice(bytes.subarray(0, 900))).rejects.toMatchObject({ code: 'damaged' });
    const bomb = await zipOf([
      { name: '[Content_Types].xml', content: 'x' },
      { name: 'xl/workbook.xml', content: 'x' },
      { name: 'xl/media/a', content: Buffer.alloc(110 * 1024 * 1024) },
    ]);
    await expect(readOffice(bomb)).rejects.toMatchObject({ code: 'too_large' });
  });
});

describe('a damaged workbook', () => {
  const column = (last: number): Buffer => {
    const record = Buffer.alloc(20);
    record.set([0x3c, 18]);
    record.writeUInt32LE(last, 6);
    return record;
  };
  const link = (bottom: number, right: number): Buffer => {
    const record = Buffer.alloc(24);
    record.set([0xee, 0x03, 20]);
    record.writeUInt32LE(bottom, 7);
    record.writeUInt32LE(right, 15);
    return record;
  };
  it.each([
    ['xl/worksheets/sheet1.xml', Buffer.from('<cols><col min="1" max="4294967295" width="9"/></cols>'), true],
    ['xl/worksheets/sheet1.xml', Buffer.from('<cols><col min="1" max="16384" width="9"/></cols>'), false],
    ['xl/worksheets/sheet1.xml', Buffer.from('<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'), true],
    ['xl/worksheets/sheet1.xml', Buffer.from('<hyperlinks><hyperlink ref="A1:D4"/></hyperlinks>'), false],
    ['xl/worksheets/sheet2.bin', Buffer.concat([column(3), column(0x7fffffff)]), true],
    ['xl/worksheets/sheet2.bin', Buffer.concat([column(16_383), link(3, 3)]), false],
    ['xl/worksheets/sheet2.bin', Buffer.concat([column(3), link(1_048_575, 16_383)]), true],
    // No records of a sheet.
    ['xl/printersettings/printersettings1.bin', column(0x7fffffff), false],
  ])('of columns or links without end is refused before they are made (%s)', (name, part, isEndless) => {
    const refused = expect(() => refuseEndless(name, part));
    if (isEndless) refused.toThrow(/damaged .*columns or linked cells/);
    else refused.not.toThrow();
  });

  it('refused so by its reader', async () => {
    const sheet = utils.aoa_to_sheet([['年报']]);
    sheet['!cols'] = [{ wch: 9 }];
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '年报');
    // Stored, not packed: the part can be written over in place, and the reader does not ask for the sum.
    const bytes: Buffer = write(book, { type: 'buffer', bookType: 'xlsb', compression: false });
    const at = bytes.indexOf(Buffer.from([0x3c, 18, 0, 0, 0, 0, 0, 0, 0, 0]));
    expect(at).toBeGreaterThan(0);
    bytes.writeUInt32LE(0x7fffffff, at + 6);
    await expect(readOffice(bytes)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('whose list of sheets has no end is refused as damaged', async () => {
    const bytes = await mutated(sheetOf('xlsb'), 73 * 1013 + 4);
    await expect(readOffice(bytes)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/list of sheets tells of \d{6,}/),
    });
  });

  it('that the library would follow without end is given up after its time of the processor, and the next is read', async () => {
    const bytes = await mutated(sheetOf('biff8'), 206 * 1013 + 5);
    await expect(parseWorkbook(bytes, 200)).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(/not read after 0.2 seconds/),
    });
    expect((await parseWorkbook(sheetOf('biff8'))).workbook.SheetNames.length).toBeGreaterThan(0);
  });

  it('with a format that is none prints the number in full', async () => {
    const sheet = utils.aoa_to_sheet([['新收', { t: 'n', v: 12.5, z: '#,##0.00' }]]);
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '年报');
    const xml = String(write(book, { type: 'buffer', bookType: 'xlml' }));
    expect(xml).toContain('#,##0.00');
    const { blocks } = await readOffice(Buffer.from(xml.replaceAll('#,##0.00', '\u0001eneral')));
    expect(JSON.stringify(blocks)).toContain('12.5');
  });

  it('of rows and columns without end does not take for ever', () => {
    const lines = Object.assign([{}, { hidden: true }], { length: 4_294_967_295 });
    expect(new ShownLines(lines, 16_384).before(5)).toBe(4);
  });
});
