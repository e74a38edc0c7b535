import { expect, it } from 'vitest';
import { biffOf } from '../../../generator/biff.ts';
import { generateReport } from '../../../generator/index.ts';
import { zipOf } from '../../../generator/office-zip.ts';
import { marked } from '../../../generator/variations/looks.ts';
import type { SampleBlock } from '../../../src/sample/model.ts';
import { outline, readOffice } from '../../support/office.ts';

const cell = (content: string, attributes = ''): string =>
  `<table:table-cell ${attributes}>${content}</table:table-cell>`;
const number = (value: number, shown: string, more = ''): string =>
  cell(`<text:p>${shown}</text:p>`, `office:value-type="float" office:value="${value}" ${more}`);
const style = (family: string, name: string, properties: string): string =>
  `<style:style style:family="${family}" style:name="${name}">${properties}</style:style>`;
const text = (properties: string): string => `<style:text-properties ${properties}/>`;

/** An OpenDocument spreadsheet in one XML file. */
const flat = (sheets: string, styles = ''): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?><office:document ${['office', 'text', 'table', 'style'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ')} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${sheets}</office:spreadsheet></office:body></office:document>`,
  );

it('an OpenDocument sheet gives what its cells show', async () => {
  const styles = [
    style('text', 'S', text('style:text-line-through-type="single"')),
    style('text', 'R', text('style:text-position="super 58%"')),
    style('table-cell', 'White', text('fo:color="#ffffff"')),
    style(
      'table-cell',
      'Heading',
      `<style:table-cell-properties fo:background-color="#003366"/>${text('fo:color="#ffffff"')}`,
    ),
    style('table', 'Hidden', '<style:table-properties table:display="false"/>'),
  ].join('');
  const rows = [
    [
      cell('<text:p>规<text:span>章</text:span></text:p>'),
      number(136, '壹佰叁拾陆'),
      number(7, '007'),
      number(3, '3', 'table:number-columns-repeated="2"'),
    ],
    [
      cell('<text:p><text:span text:style-name="S">9</text:span>136</text:p>'),
      cell('<text:p>5<text:span text:style-name="R">1</text:span></text:p>'),
      number(8, '8', 'table:style-name="White"'),
      number(2023, '2023', 'table:style-name="Heading"'),
      cell('', 'table:formula="of:=SUM([.B1:.C1])"'),
    ],
  ];
  const first = rows.map((cells) => `<table:table-row>${cells.join('')}</table:table-row>`).join('');
  const hidden = `<table:table-row table:visibility="collapse">${number(1, '1')}</table:table-row>`;
  const sheets = `<table:table table:name="a"><table:table-column/>${first}${hidden}</table:table><table:table table:name="b" table:style-name="Hidden"><table:table-row>${number(5, '5')}</table:table-row></table:table>`;
  const { blocks, warnings } = await readOffice(flat(sheets, styles));
  expect(outline(blocks)).toEqual([
    ['0/0 规章', '0/1 136', '0/2 7', '0/3 3', '0/4 3', '1/0 136', '1/1 5[1]', '1/2', '1/3 2023', '1/4 143'],
  ]);
  expect(warnings.map(({ code }) => code).sort()).toEqual([
    'hidden_rows',
    'hidden_sheet',
    'struck_text',
    'unseen_text',
  ]);
});

it('says so of an OpenDocument package without content', async () => {
  const empty = await zipOf([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    { name: 'META-INF/manifest.xml', content: '<m:manifest/>' },
    { name: 'content.xml', content: '<office:document-content/>' },
  ]);
  await expect(readOffice(empty)).rejects.toMatchObject({ code: 'no_text' });
});

it('an old Excel file of strings over many records leaves out what is struck or white, wherever a record ends', async () => {
  const report = generateReport(3, { form: '2021' });
  const long = Array.from({ length: 5000 }, (_, at) => String.fromCharCode(0x4e00 + at)).join('');
  const lines = [long, `1${marked('9')}2`, long, marked('77'), `${long}${long}`, '规章'];
  const blocks = lines.map((line): SampleBlock => ({ kind: 'paragraph', text: line }));
  for (const look of ['struck', 'unseen'] as const) {
    const document = await readOffice(biffOf({ ...report, blocks }, look));
    const read = JSON.stringify(outline(document.blocks)).replaceAll(long, 'LONG');
    expect(read).toBe('["LONG",["0/0 12"],"LONG","LONGLONG",["0/0 规章"]]');
    expect(document.warnings.map(({ code }) => code)).toEqual([look === 'struck' ? 'struck_text' : 'unseen_text']);
  }
});
