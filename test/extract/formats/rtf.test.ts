import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { outline, readOffice } from '../../support/office.ts';

const HEAD =
  "\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times;}{\\f1\\fnil\\fcharset134{\\*\\falt Sim}\\'cb\\'ce;}{\\f2\\fcharset136 Ming;}{\\f3\\ftech\\fcharset2 Wingdings;}}";

const hex = (text: string, charset = 'gbk') =>
  [...iconv.encode(text, charset)].map((byte) => `\\'${byte.toString(16)}`).join('');

async function outlineOf(body: string, head = HEAD) {
  return outline((await readOffice(Buffer.from(`{${head}${body}}`, 'latin1'))).blocks);
}

describe('characters of an RTF file', () => {
  it.each([
    ['bytes of the code page', `\\f1 ${hex('总体情况')}`],
    ['bytes in a Latin font of a Chinese document', `\\f0 ${hex('总体情况')}`],
    ['a Latin font with a Chinese one for the same run', `\\loch\\af0\\hich\\af0\\dbch\\af1\\f0 ${hex('总体情况')}`],
    ['a character cut by a group', `{\\f1 \\'d7}{\\f1 \\'dc}${hex('体情况')}`],
    ['a character cut by a line end', `\\f1 \\'d7\r\n\\'dc${hex('体情况')}`],
    ['raw bytes', iconv.encode('总体情况', 'gbk').toString('latin1')],
    ['Unicode with one byte for old programs', '\\uc1\\u24635?\\u20307?\\u24773?\\u20917?'],
    ['Unicode with two bytes for old programs', `\\uc2\\u24635${hex('总')}\\u20307${hex('体')}\\u24773 ab\\u20917 cd`],
    ['negative Unicode', `\\uc0\\u24635 \\u20307 \\u24773 \\u20917 `],
    ['another font’s code page', `{\\f2 ${hex('總體', 'big5')}}`, '總體'],
    ['a second byte that is a letter', `\\f1 \\'81A`, iconv.decode(Buffer.from([0x81, 0x41]), 'gbk')],
    ['a second byte that is a brace', `\\f1 \\'81\\{`, iconv.decode(Buffer.from([0x81, 0x7b]), 'gbk')],
    ['signs of a symbol font', "{\\f3 \\'fe}1", '☑1'],
    ['words for signs', '\\ldblquote 1\\emdash 2\\rdblquote\\~3\\_4', '“1—2”\u00a03-4'],
  ])('reads %s', async (_, body, text = '总体情况') => {
    expect(await outlineOf(`\\pard ${body}\\par`)).toEqual([text]);
  });

  it('takes the code page for Latin text where a document is Western', async () => {
    expect(await outlineOf("\\pard caf\\'e9\\par", '\\rtf1\\ansi\\ansicpg1252')).toEqual(['café']);
  });
});

describe('text of an RTF file', () => {
  it('leaves out headers, notes, hidden and deleted text, binary data and unknown groups', async () => {
    const body = `{\\header \\pard page\\par}{\\*\\unknown x}\\pard a{\\v hidden}{\\deleted gone}{\\pict\\wmetafile8 ffee}{\\footnote note}{\\bin5 {{{{{}b\\par`;
    expect(await outlineOf(body)).toEqual(['ab']);
  });

  it('keeps note marks apart from numbers and leaves struck-out text out', async () => {
    const body =
      '\\pard 5{\\super 1}{\\super 2}\\par 7\\super 1\\nosupersub 8\\par{\\strike 9}{\\striked1 8}\\strike 6\\strike0 2\\par';
    const { blocks, warnings } = await readOffice(Buffer.from(`{${HEAD}${body}}`, 'latin1'));
    expect(outline(blocks)).toEqual(['5[12]', '7[1]8', '2']);
    expect(warnings).toMatchObject([{ code: 'struck_text' }]);
  });

  it('leaves out what nobody sees: white on white, two points, the colour of its cell', async () => {
    const colours = '{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue99;}';
    const rows = [
      '\\trowd\\cellx900\\cellx1800\\pard\\intbl {\\cf1 9}1\\cell {\\fs2 8}2\\cell\\row',
      '\\trowd\\clcbpat2\\cellx900\\clcbpat2\\cellx1800\\pard\\intbl {\\cf1 3}\\cell {\\cf2 9}{\\cf1 4}\\cell\\row',
      '\\trowd\\cellx900\\cellx1800\\pard\\intbl {\\cf1\\chcbpat2 5}\\cell {\\cf0 6}\\cell\\row',
    ].join(' ');
    const { blocks, warnings } = await readOffice(Buffer.from(`{${HEAD}${colours}${rows}}`, 'latin1'));
    expect(outline(blocks)).toEqual([['0/0 1', '0/1 2', '1/0 3', '1/1 4', '2/0 5', '2/1 6']]);
    expect(warnings).toMatchObject([{ code: 'unseen_text', message: expect.stringContaining('3 texts') }]);
  });

  it('shows the choice of a drop-down list, which need not be written out', async () => {
    const list = (result: string, printed = '') =>
      `{\\field{\\*\\fldinst {FORMDROPDOWN {\\*\\formfield{\\fftype2\\ffhaslistbox1${result}{\\*\\ffl 0}{\\*\\ffl 136}}}}}{\\fldrslt {${printed}}}}\\par `;
    const body = `${list('\\ffres1')}${list('\\ffdefres1\\ffres25')}${list('')}${list('\\ffres1', '136')}`;
    expect(await outlineOf(body)).toEqual(['136', '136', '0', '136']);
  });

  it('drops the row in which a file cut short ends, and says so; a missing last brace is none', async () => {
    const rows = '\\trowd\\cellx900\\cellx1800\\intbl a\\cell 1\\cell\\row \\intbl b\\cell {\\f1 2';
    const cut = await readOffice(Buffer.from(`{${HEAD}${rows}`, 'latin1'));
    expect(outline(cut.blocks)).toEqual([['0/0 a', '0/1 1']]);
    expect(cut.warnings).toMatchObject([{ code: 'cut_short' }]);
    const whole = await readOffice(Buffer.from(`{${HEAD}${rows}}3\\cell\\row\\pard c`, 'latin1'));
    expect(outline(whole.blocks)).toEqual([['0/0 a', '0/1 1', '1/0 b', '1/1 23'], 'c']);
    expect(whole.warnings).toEqual([]);
  });

  it('prints results of fields and skips the table of contents', async () => {
    const field = (code: string, result: string) => `{\\field{\\*\\fldinst{ ${code} }}{\\fldrslt{${result}}}}`;
    const body = `\\pard ${field('TOC \\\\o', 'one\\tab 1\\par two\\tab 2\\par ')}\\pard n=${field('= 1+2', '3')}\\par`;
    expect(await outlineOf(body)).toEqual(['n=3']);
  });

  it('keeps the list numbers that the program wrote out, not the bullets', async () => {
    const body = `{\\listtext\\pard\\plain ${hex('一、')}\\tab}\\pard ${hex('总体')}\\par{\\listtext\\f3\\'b7\\tab}\\pard b\\par`;
    expect(await outlineOf(body)).toEqual(['一、总体', 'b']);
  });

  it('reads text boxes once', async () => {
    const box =
      '{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn x}{\\sv y}}{\\shptxt \\pard title\\par}}{\\shprslt\\pard title\\par}}';
    expect(await outlineOf(`\\pard before${box}\\par\\pard after\\par`)).toEqual(['before', 'title', 'after']);
  });
});

describe('tables of an RTF file', () => {
  const cell = (text: string) => `\\pard\\intbl ${text}\\cell`;

  it('merges down and sideways, edges within a hair being one', async () => {
    const body = [
      `\\trowd\\trleft0\\clvmgf\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000${cell('a')}${cell('b')}${cell('')}\\row`,
      `\\trowd\\trleft-8\\clvmrg\\cellx1010\\cellx1990\\cellx3004${cell('')}${cell('c')}${cell('d\\par e')}\\row\\pard\\par`,
    ].join('');
    expect(await outlineOf(body)).toEqual([['0/0 2x1 a', '0/1 1x2 b', '1/1 c', '1/2 d\ne']]);
  });

  it('reuses the last row definition, and takes one that stands after the cells', async () => {
    const body = `${cell('a')}${cell('b')}\\trowd\\cellx1000\\cellx2000\\row${cell('c')}${cell('d')}\\row\\pard\\par`;
    expect(await outlineOf(body)).toEqual([['0/0 a', '0/1 b', '1/0 c', '1/1 d']]);
  });

  it('puts nested tables after the table that holds them', async () => {
    const inner =
      '\\pard\\intbl\\itap2 1\\nestcell{\\nonesttables\\par}2\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par}';
    const body = `\\trowd\\cellx1000\\cellx3000${cell('left')}${inner}\\pard\\intbl\\itap1 right\\cell\\row\\pard\\par`;
    expect(await outlineOf(body)).toEqual([
      ['0/0 left', '0/1 1\t2\nright'],
      ['0/0 1', '0/1 2'],
    ]);
  });

  it('keeps the text of a file that ends inside a row', async () => {
    expect(await outlineOf(`\\pard x\\par\\trowd\\cellx1000\\cellx2000${cell('a')}\\pard\\intbl b`)).toEqual([
      'x',
      'a',
      'b',
    ]);
  });
});

it('refuses endless groups and says when there is no text', async () => {
  await expect(outlineOf('{'.repeat(20_000))).rejects.toMatchObject({ code: 'too_deep' });
  await expect(outlineOf('\\pard\\par')).rejects.toMatchObject({ code: 'no_text' });
});
