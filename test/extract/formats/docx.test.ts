import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { docxOf } from '../../../generator/docx.ts';
import { generateReport } from '../../../generator/index.ts';
import { zipOf } from '../../../generator/office-zip.ts';
import { cellLines, docxWith, outline, readOffice } from '../../support/office.ts';
import { realReports } from '../../support/reports.ts';

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (text: string, properties = '') =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${run(text)}</w:p>`;
const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;

async function outlineOf(body: string, parts?: Readonly<Record<string, string>>) {
  return outline((await readOffice(await docxWith(body, parts))).blocks);
}

describe('text of a DOCX', () => {
  it('keeps insertions and drops deletions, moves and hidden text', async () => {
    const body = `<w:p><w:ins>${run('1')}</w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:moveFrom>${run('8')}</w:moveFrom><w:moveTo>${run('2')}</w:moveTo><w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>3</w:t></w:r></w:p>`;
    expect(await outlineOf(body)).toEqual(['123']);
  });

  it('takes marks that are moved up for those of notes, whole numbers that are for numbers, and the paper of a theme for white', async () => {
    const looks = (text: string, properties: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
    const up = '<w:position w:val="8"/>';
    const paper = looks('9', '<w:color w:val="auto" w:themeColor="background1"/>');
    const lines = [`${run('5')}${looks('1', up)}${looks('2', up)}`, looks('5', up) + looks('6', up), paper + run('7')];
    expect(await outlineOf(lines.map((line) => `<w:p>${line}</w:p>`).join(''))).toEqual(['5[12]', '56', '7']);
  });

  it('leaves out letters that are filled with nothing or narrow to nothing; outlines and shadows of nothing hide none', async () => {
    const w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';
    const looks = (properties: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t>9</w:t></w:r>`;
    const fill = (inner: string) => `<w14:textFill ${w14}>${inner}</w14:textFill>`;
    const gone = [fill('<w14:noFill/>'), fill('<w14:alpha w14:val="100000"/>'), '<w:w w:val="1"/>'];
    const seen = [
      `<w14:textOutline ${w14}><w14:noFill/></w14:textOutline>`,
      `<w14:shadow ${w14}><w14:alpha w14:val="100000"/></w14:shadow>`,
      fill('<w14:alpha w14:val="20000"/>'),
      '<w:w w:val="80"/>',
    ];
    for (const one of gone) expect(await outlineOf(`<w:p>${looks(one)}${run('7')}</w:p>`)).toEqual(['7']);
    for (const one of seen) expect(await outlineOf(`<w:p>${looks(one)}${run('7')}</w:p>`)).toEqual(['97']);
  });

  it('leaves out hidden rows, and numbers through which a line goes from corner to corner', async () => {
    const hidden = `<w:tr><w:trPr><w:hidden/></w:trPr>${cell('规章')}${cell('9')}</w:tr>`;
    const crossed = cell('8', '<w:tcBorders><w:tl2br w:val="single"/></w:tcBorders>');
    const corner = cell('项目', '<w:tcBorders><w:tl2br w:val="single"/></w:tcBorders>');
    expect(await outlineOf(table(row(corner, cell('数')), hidden, row(cell('规章'), crossed)))).toEqual([
      ['0/0 项目', '0/1 数', '1/0 规章', '1/1'],
    ]);
  });

  it('keeps note marks apart from numbers, and leaves struck-out and hidden text out, styles followed', async () => {
    const looks = (text: string, properties: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
    const raised = looks('1', '<w:vertAlign w:val="superscript"/>');
    const body = [
      `<w:p>${run('5')}${raised}</w:p><w:p>${run('５ ')}${raised}</w:p><w:p>${run('m')}${raised}</w:p>`,
      `<w:p>${looks('9', '<w:strike/><w:dstrike w:val="0"/>')}${looks('8', '<w:dstrike/>')}${run('2')}${looks('7', '<w:rStyle w:val="Gone"/>')}</w:p>`,
      `<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr>${run('6')}${looks('3', '<w:vanish w:val="0"/>')}</w:p>`,
    ].join('');
    const parts = {
      'word/styles.xml':
        '<w:styles><w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Gone"/></w:style></w:styles>',
    };
    const { blocks, warnings } = await readOffice(await docxWith(body, parts));
    expect(outline(blocks)).toEqual(['5[1]', '５ [1]', 'm1', '2', '3']);
    expect(warnings).toMatchObject([{ code: 'struck_text', message: '2 pieces of struck-out text were left out.' }]);
  });

  it('leaves out what nobody sees: white on white, two points, the colour of its cell', async () => {
    const styled = (text: string, properties: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
    const white = styled('9', '<w:color w:val="FFFFFF"/>');
    const cellOf = (content: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr><w:p>${content}</w:p></w:tc>`;
    const dark = '<w:shd w:val="clear" w:fill="003366"/>';
    const rows = [
      row(cellOf(`${white}${run('1')}`), cellOf(`${styled('8', '<w:sz w:val="2"/>')}${run('2')}`)),
      row(cellOf(`${white}${run('3')}`, dark), cellOf(`${styled('9', '<w:color w:val="003366"/>')}${run('4')}`, dark)),
      row(cellOf(styled('5', `<w:color w:val="FFFFFF"/>${dark}`)), cellOf(styled('6', '<w:color w:val="auto"/>'))),
      row(cellOf(styled('7', '<w:color w:val="CCCCCC"/>')), cellOf(styled('8', '<w:highlight w:val="black"/>'))),
    ];
    const { blocks, warnings } = await readOffice(await docxWith(table(...rows)));
    expect(outline(blocks)).toEqual([['0/0 1', '0/1 2', '1/0 93', '1/1 4', '2/0 5', '2/1 6', '3/0 7', '3/1 8']]);
    expect(warnings).toMatchObject([{ code: 'unseen_text', message: expect.stringContaining('3 texts') }]);
  });

  it('where a table style shades, keeps cells that are white as a whole and drops white among black', async () => {
    const white = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>9</w:t></w:r>';
    const body = `<w:tbl><w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr>${row(`<w:tc><w:p>${white}</w:p></w:tc>`, `<w:tc><w:p>${white}${run('1')}</w:p></w:tc>`)}</w:tbl>`;
    const parts = {
      'word/styles.xml':
        '<w:styles><w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr></w:tblStylePr></w:style></w:styles>',
    };
    expect(await outlineOf(body, parts)).toEqual([['0/0 9', '0/1 1']]);
  });

  it('shows the choice of a drop-down list, which need not be written out', async () => {
    const list = (result: string, printed: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>${result}<w:listEntry w:val="0"/><w:listEntry w:val="136"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>${printed}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>';
    const body = [
      list('<w:result w:val="1"/>', ''),
      list('<w:default w:val="1"/>', ''),
      list('', ''),
      list('<w:result w:val="1"/>', `${separate}${run('136')}`),
    ];
    expect(await outlineOf(body.map((field) => `<w:p>${field}</w:p>`).join(''))).toEqual(['136', '136', '0', '136']);
  });

  it('joins a paragraph whose end a tracked change takes out to the next', async () => {
    const body = `${paragraph('一、总体', '<w:rPr><w:del w:id="1"/></w:rPr>')}${paragraph('情况')}`;
    expect(await outlineOf(body)).toEqual(['一、总体情况']);
  });

  it('prints results of fields, not their codes, and no table of contents', async () => {
    const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const code = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
    const body = [
      `<w:p>${mark('begin')}${code(' TOC \\o "1-3" ')}${mark('separate')}${run('一、总体情况\t1')}</w:p>`,
      `<w:p>${run('二、主动公开\t2')}${mark('end')}</w:p>`,
      `<w:p>${run('共')}${mark('begin')}${code('= 1 + 2')}${mark('separate')}${run('3')}${mark('end')}${run('件')}</w:p>`,
    ].join('');
    expect(await outlineOf(body)).toEqual(['共3件']);
  });

  it('is not silenced by a field that never ends', async () => {
    const body = `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>${paragraph('一、总体情况')}`;
    expect(await outlineOf(body)).toEqual(['一、总体情况']);
  });

  it('reads text boxes once, after the paragraph that they are anchored in', async () => {
    const box = `<w:txbxContent>${paragraph('标题')}</w:txbxContent>`;
    const both = `<mc:AlternateContent><mc:Choice Requires="wps">${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent>`;
    expect(await outlineOf(`<w:p>${run('前')}<w:r>${both}</w:r></w:p>${paragraph('后')}`)).toEqual([
      '前',
      '标题',
      '后',
    ]);
  });

  it('reads signs, tabs, breaks, content controls and formulas', async () => {
    const body = `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:br/></w:r><w:sdt><w:sdtContent>${run('三')}</w:sdtContent></w:sdt><m:oMath><m:r><m:t>4</m:t></m:r></m:oMath><w:smartTag>${run('五')}</w:smartTag></w:p>`;
    expect(await outlineOf(body)).toEqual(['☑\t1-2\n三4五']);
  });

  it('leaves the prompt of an unfilled content control out', async () => {
    const control = `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${cell('单击此处输入文字')}</w:sdtContent></w:sdt>`;
    expect(await outlineOf(table(row(cell('规章'), control, cell('3'))))).toEqual([['0/0 规章', '0/1', '0/2 3']]);
  });
});

it('refuses Word 2003 XML that is cut short', async () => {
  const xml = `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${paragraph('一、总体情况')}</w:body></w:wordDocument>`;
  expect(outline((await readOffice(Buffer.from(xml))).blocks)).toEqual(['一、总体情况']);
  await expect(readOffice(Buffer.from(xml.slice(0, -30)))).rejects.toMatchObject({ code: 'damaged' });
});

describe('list numbers of a DOCX', () => {
  const level = (format: string, text: string, start = 1) =>
    `<w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>`;
  const numbering = (levels: string[], uses = '<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num>') =>
    `<w:numbering><w:abstractNum w:abstractNumId="2">${levels
      .map((content, index) => `<w:lvl w:ilvl="${index}">${content}</w:lvl>`)
      .join('')}</w:abstractNum>${uses}</w:numbering>`;
  const item = (text: string, list = 5, at = 0) =>
    paragraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);

  it('counts headings that Word numbers: 一、（一）1. and anew below each', async () => {
    const parts = {
      'word/numbering.xml': numbering([
        level('chineseCounting', '%1、'),
        level('japaneseCounting', '（%2）'),
        level('decimal', '%3.'),
      ]),
    };
    const body = [item('甲'), item('子', 5, 1), item('丑', 5, 1), item('寅', 5, 2), item('乙'), item('卯', 5, 1)].join(
      '',
    );
    expect(await outlineOf(body, parts)).toEqual(['一、甲', '（一）子', '（二）丑', '1.寅', '二、乙', '（一）卯']);
  });

  it('lets a list start at another number, and numbers nothing for list 0', async () => {
    const uses =
      '<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>';
    const parts = { 'word/numbering.xml': numbering([level('chineseCountingThousand', '%1、', 10)], uses) };
    const body = [item('甲'), item('乙'), item('丙', 6), item('丁', 0)].join('');
    expect(await outlineOf(body, parts)).toEqual(['十、甲', '十一、乙', '七、丙', '丁']);
  });

  it('never lets a list number become part of a number', async () => {
    const parts = { 'word/numbering.xml': numbering([level('decimal', '%1.'), level('decimal', '%1.%2')]) };
    const body = [item('5'), item('5件'), item('5', 5, 1), item('年', 5, 1)].join('');
    expect(await outlineOf(body, parts)).toEqual(['[1.] 5', '[2.] 5件', '[2.1] 5', '2.2 年']);
  });

  it('takes lists and heading levels from styles', async () => {
    const parts = {
      'word/numbering.xml': numbering([`${level('chineseCounting', '%1、')}<w:pStyle w:val="Own"/>`]),
      'word/styles.xml':
        '<w:styles><w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:styleId="Own"><w:name w:val="own"/><w:basedOn w:val="1"/></w:style></w:styles>',
    };
    const { blocks } = await readOffice(await docxWith(paragraph('总体情况', '<w:pStyle w:val="Own"/>'), parts));
    expect(blocks).toEqual([{ kind: 'paragraph', text: '一、总体情况', level: 1 }]);
  });

  it('follows a definition to the style that has it', async () => {
    const uses =
      '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Lists"/></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="4"/></w:num>';
    const parts = {
      'word/numbering.xml': numbering([level('chineseCounting', '%1、')], uses),
      'word/styles.xml':
        '<w:styles><w:style w:type="numbering" w:styleId="Lists"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style></w:styles>',
    };
    expect(await outlineOf(item('甲', 8) + item('乙', 8), parts)).toEqual(['一、甲', '二、乙']);
  });

  it('adds no number to a blank cell', async () => {
    const parts = { 'word/numbering.xml': numbering([level('decimal', '%1')]) };
    const body = table(row(`<w:tc>${item('')}</w:tc>`, `<w:tc>${item('甲')}</w:tc>`));
    expect(await outlineOf(body, parts)).toEqual([['0/0', '0/1 2 甲']]);
  });
});

describe('tables of a DOCX', () => {
  it('leaves out what gridBefore leaves out', async () => {
    const shifted = `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell('c')}</w:tr>`;
    expect(await outlineOf(table(row(cell('a'), cell('b')), shifted))).toEqual([['0/0 a', '0/1 b', '1/1 c']]);
  });

  it('takes widths for spans that a producer left out', async () => {
    const wide = (text: string, width: number) => cell(text, `<w:tcW w:w="${width}" w:type="dxa"/>`);
    const grid = `<w:tblGrid>${'<w:gridCol w:w="1500"/>'.repeat(4)}</w:tblGrid>`;
    const body = `<w:tbl>${grid}${row(wide('申请人', 1510), wide('情况', 4490))}${row(...['a', 'b', 'c', 'd'].map((text) => wide(text, 1500)))}</w:tbl>`;
    expect(await outlineOf(body)).toEqual([['0/0 申请人', '0/1 1x3 情况', '1/0 a', '1/1 b', '1/2 c', '1/3 d']]);
  });

  it('merges down only under the same left edge, and tells of hidden text', async () => {
    const down = (value: string) => `<w:vMerge${value}/>`;
    const start = down(' w:val="restart"');
    const body = table(
      row(cell('a', start), cell('b', start), cell('c')),
      row(cell('藏', down('')), cell('', `<w:gridSpan w:val="2"/>${down('')}`)),
      row(cell('', `<w:gridSpan w:val="2"/>${down('')}`), cell('d')),
    );
    const document = await readOffice(await docxWith(body));
    expect(outline(document.blocks)).toEqual([['0/0 3x1 a', '0/1 2x1 b', '0/2 c', '2/2 d']]);
    expect(document.warnings).toMatchObject([{ code: 'hidden_cell_text', where: 'row 2, column 1' }]);
  });

  it('takes out rows and cells that tracked changes take out', async () => {
    const gone = `<w:tr><w:trPr><w:del w:id="1"/></w:trPr>${cell('9')}${cell('9')}</w:tr>`;
    const body = table(row(cell('a'), cell('x', '<w:cellDel/>'), cell('b')), gone, row(cell('c'), cell('d')));
    expect(await outlineOf(body)).toEqual([['0/0 a', '0/1 b', '1/0 c', '1/1 d']]);
  });

  it('gives a nested table as a table of its own and in its cell', async () => {
    const inner = table(row(cell('1'), cell('2')));
    const body = table(row(cell('左'), `<w:tc>${paragraph('右')}${inner}<w:p/></w:tc>`));
    expect(await outlineOf(body)).toEqual([
      ['0/0 左', '0/1 右\n1\t2'],
      ['0/0 1', '0/1 2'],
    ]);
  });

  it('dissolves a table that only frames the page', async () => {
    const inner = table(row(cell('规章'), cell('2')));
    const body = table(row(`<w:tc>${paragraph('标题')}${inner}${paragraph('尾')}</w:tc>`), row(cell('页'), cell('脚')));
    expect(await outlineOf(body)).toEqual(['标题', ['0/0 规章', '0/1 2'], '尾', ['0/0 页', '0/1 脚']]);
  });

  it('keeps two tables apart that stand without a paragraph between them', async () => {
    expect(await outlineOf(table(row(cell('a'))) + table(row(cell('b'), cell('c'))))).toEqual([
      ['0/0 a'],
      ['0/0 b', '0/1 c'],
    ]);
  });
});

describe('kinds of Word XML', () => {
  const wordMl = (body: string) =>
    `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"><w:lists/><w:body><wx:sect>${body}<w:sectPr><w:hdr>${paragraph('页眉')}</w:hdr></w:sectPr></wx:sect></w:body></w:wordDocument>`;

  it('reads Word 2003 XML with its own list numbers, merges and changes', async () => {
    const listed = `<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><wx:t wx:val="一、"/></w:listPr></w:pPr>${run('总体情况')}<aml:annotation w:type="Word.Deletion"><aml:content>${run('旧')}</aml:content></aml:annotation></w:p>`;
    const merged = table(
      row(cell('a', '<w:vmerge w:val="restart"/>'), cell('b')),
      row(cell('', '<w:vmerge/>'), cell('c')),
    );
    const { blocks } = await readOffice(Buffer.from(wordMl(listed + merged)));
    expect(outline(blocks)).toEqual(['一、总体情况', ['0/0 2x1 a', '0/1 b', '1/1 c']]);
  });

  it('reads a package written as one XML file', async () => {
    const part = (name: string, content: string) =>
      `<pkg:part pkg:name="${name}"><pkg:xmlData>${content}</pkg:xmlData></pkg:part>`;
    const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const flat = `<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${part('/word/document.xml', `<w:document ${word}><w:body>${paragraph('年报')}</w:body></w:document>`)}</pkg:package>`;
    expect(outline((await readOffice(Buffer.from(flat))).blocks)).toEqual(['年报']);
  });
});

describe('hostile DOCX', () => {
  it('does not expand entities', async () => {
    const lol = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
      '',
    );
    const xml = `<!DOCTYPE x [<!ENTITY l0 "ha">${lol}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph('&l9;年报')}</w:body></w:document>`;
    const { blocks } = await readOffice(await zipOf([{ name: 'word/document.xml', content: xml }]));
    expect(outline(blocks)).toEqual(['&l9;年报']);
  });

  it('refuses endless nesting instead of running out of stack', async () => {
    const depth = 3000;
    const body = `${'<w:tbl><w:tr><w:tc>'.repeat(depth)}${paragraph('x')}${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`;
    await expect(docxWith(body).then((bytes) => readOffice(bytes))).rejects.toMatchObject({ code: 'too_deep' });
  });

  it('refuses a part that unpacks to more than memory should hold', async () => {
    const bytes = await docxWith(`<!--${' '.repeat(70 * 1024 * 1024)}-->`);
    expect(bytes.length).toBeLessThan(200_000);
    await expect(readOffice(bytes)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('says what is wrong with a file cut short, and with one without text', async () => {
    const bytes = await docxWith(paragraph('年报'));
    await expect(readOffice(bytes.subarray(0, bytes.length - 60))).rejects.toMatchObject({ code: 'damaged' });
    await expect(docxWith('<w:p/>').then((blank) => readOffice(blank))).rejects.toMatchObject({ code: 'no_text' });
  });
});

describe('beside mammoth', () => {
  /** Cells of an HTML table as mammoth writes it, with their spans. */
  function htmlCells(html: string): string[][] {
    return [...html.matchAll(/<table>([\s\S]*?)<\/table>/g)].map(([, content]) =>
      [...(content ?? '').matchAll(/<t[dh]([^>]*)>([\s\S]*?)<\/t[dh]>/g)].map(([, attributes = '', inner = '']) => {
        const span = (name: string) => new RegExp(`${name}="(\\d+)"`).exec(attributes)?.[1] ?? '1';
        const text = inner.replace(/<\/p><p>|<br \/>/g, '\n').replace(/<[^>]+>/g, '');
        return `${span('rowspan')}x${span('colspan')} ${text.replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>').trim()}`;
      }),
    );
  }

  async function compare(bytes: Buffer) {
    const { value } = await mammoth.convertToHtml({ buffer: bytes });
    const { blocks } = await readOffice(bytes);
    const own = blocks.flatMap((block) =>
      block.kind === 'table' ? [block.cells.map((entry) => `${entry.rowSpan}x${entry.colSpan} ${entry.text}`)] : [],
    );
    expect(own).toEqual(htmlCells(value));
    expect(own.length).toBeGreaterThan(0);
  }

  it.each([21, 22, 23])('reads the same cells and spans (report %i)', async (seed) => {
    await compare(await docxOf(generateReport(seed, { form: '2021' }), { name: 'plain' }));
  });

  it.skipIf(realReports === null)('reads the same cells of the blank form', async () => {
    await compare(readFileSync(join(realReports ?? '', '008_blank_template.docx')));
  });
});

it.skipIf(realReports === null)('reads the blank form with all its labels', async () => {
  const { blocks } = await readOffice(readFileSync(join(realReports ?? '', '008_blank_template.docx')));
  const tables = blocks.filter((block) => block.kind === 'table');
  expect(tables.map(({ rows, columns }) => [rows, columns])).toEqual([
    [14, 4],
    [28, 10],
    [4, 15],
  ]);
  expect(tables[1] && cellLines(tables[1])).toContain('5/0 22x1 三、本年度办理结果');
});
