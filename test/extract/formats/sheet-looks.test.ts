import { expect, it } from 'vitest';
import { zipOf } from '../../../generator/office-zip.ts';
import { outline, readOffice } from '../../support/office.ts';

/* What a sheet shows of its numbers: each file has a label, a number that is not seen, and 7. */

const SHOWN = [['0/0 规章', '0/1 7']];

const sheetXml = (styles: string, cell: string, behind = ''): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40"><Styles><Style ss:ID="Default"/>${styles}</Styles><Worksheet ss:Name="a"><Table><Row><Cell><Data ss:Type="String">规章</Data></Cell>${cell}</Row></Table>${behind}</Worksheet></Workbook>`,
  );
const number = (text: string, style = '', more = ''): string =>
  `<Cell${style === '' ? '' : ` ss:StyleID="${style}"`}${more}><Data ss:Type="Number">${text}</Data></Cell>`;
const style = (content: string): string => `<Style ss:ID="k">${content}</Style>`;

it.each([
  ['struck out', style('<Font ss:StrikeThrough="1"/>')],
  ['white', style('<Font ss:Color="#FFFFFF"/>')],
  ['of its ground', style('<Font ss:Color="#FF0000"/><Interior ss:Color="#FF0000" ss:Pattern="Solid"/>')],
  ['by the style around it', `<Style ss:ID="p"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="k" ss:Parent="p"/>`],
  ['of a format of nothing', style('<NumberFormat ss:Format=";;;"/>')],
])('the XML of Excel 2003: a number that is %s is not seen', async (_, styles) => {
  const { blocks } = await readOffice(sheetXml(styles, number('9', 'k') + number('7')));
  expect(outline(blocks)).toEqual([['0/0 规章', '0/1', '0/2 7']]);
});

it('the XML of Excel 2003: white on blue is seen, and of formatted text what is seen', async () => {
  const blue = style('<Font ss:Color="#FFFFFF"/><Interior ss:Color="#0000FF" ss:Pattern="Solid"/>');
  expect(outline((await readOffice(sheetXml(blue, number('7', 'k')))).blocks)).toEqual(SHOWN);
  for (const run of ['<S>9</S>7', '<Font html:Color="#FFFFFF">9</Font>7']) {
    const cell = `<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">${run}</ss:Data></Cell>`;
    expect(outline((await readOffice(sheetXml('', cell))).blocks)).toEqual(SHOWN);
  }
});

it('the XML of Excel 2003: conditions and hidden zeros', async () => {
  const condition = (qualifier: string): string =>
    `<ConditionalFormatting xmlns="urn:schemas-microsoft-com:office:excel"><Range>R1C2</Range><Condition><Qualifier>${qualifier}</Qualifier><Value1>5</Value1><Format Style='color:white'/></Condition></ConditionalFormatting>`;
  const seen = async (text: string, behind: string) =>
    outline((await readOffice(sheetXml('', number(text) + number('7'), behind))).blocks);
  expect(await seen('9', condition('Greater'))).toEqual([['0/0 规章', '0/1', '0/2 7']]);
  expect(await seen('9', condition('Less'))).toEqual([['0/0 规章', '0/1 9', '0/2 7']]);
  const zeros =
    '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><DoNotDisplayZeros/></WorksheetOptions>';
  expect(await seen('0', zeros)).toEqual([['0/0 规章', '0/1', '0/2 7']]);
});

const SPACES = ['office', 'text', 'table', 'style', 'config']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
  .concat('xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"')
  .join(' ');
const value = (text: string, printed: string, name = 'k'): string =>
  `<table:table-cell table:style-name="${name}" office:value-type="float" office:value="${text}">${printed}</table:table-cell>`;
const ods = (styles: string, cell: string, settings = ''): Promise<Buffer> =>
  zipOf([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    {
      name: 'content.xml',
      content: `<office:document-content ${SPACES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>规章</text:p></table:table-cell>${cell}${value('7', '<text:p>7</text:p>', 'Default')}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`,
    },
    ...(settings === ''
      ? []
      : [
          {
            name: 'settings.xml',
            content: `<office:document-settings ${SPACES}>${settings}</office:document-settings>`,
          },
        ]),
  ]);
const WHITE =
  '<style:style style:name="w" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>';
const mapped = (condition: string): string =>
  `${WHITE}<style:style style:name="k" style:family="table-cell"><style:map style:condition="${condition}" style:apply-style-name="w"/></style:style>`;

it.each([
  ['its format prints nothing', '', '<text:p/>', ''],
  ['a condition makes it white', mapped('cell-content()&gt;0'), '<text:p>9</text:p>', ''],
  [
    'its format is white',
    '<number:number-style style:name="N1"><style:text-properties fo:color="#ffffff"/></number:number-style><style:style style:name="k" style:family="table-cell" style:data-style-name="N1"/>',
    '<text:p>9</text:p>',
    '',
  ],
])('an OpenDocument sheet: %s', async (_, styles, printed, settings) => {
  const { blocks, warnings } = await readOffice(await ods(styles, value('9', printed), settings));
  expect(outline(blocks)).toEqual([['0/0 规章', '0/1', '0/2 7']]);
  expect(warnings.map(({ code }) => code)).toEqual(['unseen_text']);
});

it('an OpenDocument sheet that shows no zeros, and one whose condition does not hold', async () => {
  const settings = '<config:config-item config:name="ShowZeroValues" config:type="boolean">false</config:config-item>';
  const zeros = await readOffice(await ods('', value('0', '<text:p>0</text:p>'), settings));
  expect(outline(zeros.blocks)).toEqual([['0/0 规章', '0/1', '0/2 7']]);
  const shown = await readOffice(await ods(mapped('cell-content()=0'), value('9', '<text:p>9</text:p>')));
  expect(outline(shown.blocks)).toEqual([['0/0 规章', '0/1 9', '0/2 7']]);
});
