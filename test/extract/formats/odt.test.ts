import { describe, expect, it } from 'vitest';
import { zipOf } from '../../../generator/office-zip.ts';
import { outline, readOffice } from '../../support/office.ts';

const NAMES = ['office', 'text', 'table', 'draw', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
  .join(' ');
const TYPE = 'application/vnd.oasis.opendocument.text';

const odt = (body: string, styles = '', manifest = '<manifest/>') =>
  zipOf([
    { name: 'mimetype', content: TYPE, stored: true },
    {
      name: 'content.xml',
      content: `<office:document-content ${NAMES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    },
    { name: 'META-INF/manifest.xml', content: manifest },
  ]);

async function outlineOf(body: string, styles?: string) {
  return outline((await readOffice(await odt(body, styles))).blocks);
}

const p = (text: string) => `<text:p>${text}</text:p>`;
const cell = (text: string, attributes = '') => `<table:table-cell ${attributes}>${p(text)}</table:table-cell>`;
const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
const table = (columns: number, ...rows: string[]) =>
  `<table:table><table:table-column table:number-columns-repeated="${columns}"/>${rows.join('')}</table:table>`;

describe('text of an ODT file', () => {
  it('collapses white space and prints spaces, tabs and breaks written as elements', async () => {
    const body = p('\n  a <text:span> b</text:span><text:s text:c="3"/>c<text:tab/>d<text:line-break/>e');
    expect(await outlineOf(body)).toEqual(['a b   c\td\ne']);
  });

  it('leaves out what nobody sees: white on white, two points, the colour of its cell', async () => {
    const style = (name: string, family: string, properties: string) =>
      `<style:style style:name="${name}" style:family="${family}">${properties}</style:style>`;
    const styles = [
      style('W', 'text', '<style:text-properties fo:color="#ffffff"/>'),
      style('D', 'text', '<style:text-properties fo:color="#003366"/>'),
      style('S', 'text', '<style:text-properties fo:font-size="1pt"/>'),
      style('Dark', 'table-cell', '<style:table-cell-properties fo:background-color="#003366"/>'),
    ].join('');
    const span = (name: string, text: string) => `<text:span text:style-name="${name}">${text}</text:span>`;
    const dark = 'table:style-name="Dark"';
    const rows = [
      row(cell(`${span('W', '9')}1`), cell(`${span('S', '8')}2`)),
      row(cell(span('W', '3'), dark), cell(`${span('D', '9')}${span('W', '4')}`, dark)),
    ];
    const { blocks, warnings } = await readOffice(await odt(table(2, ...rows), styles));
    expect(outline(blocks)).toEqual([['0/0 1', '0/1 2', '1/0 3', '1/1 4']]);
    expect(warnings).toMatchObject([{ code: 'unseen_text', message: expect.stringContaining('3 texts') }]);
  });

  it('shows the choice of a drop-down list, which need not be written out', async () => {
    const param = (name: string, value: string) => `<field:param field:name="${name}" field:value="${value}"/>`;
    const params = `${param('Dropdown_ListEntry', '0')}${param('Dropdown_ListEntry', '136')}${param('Dropdown_Selected', '1')}`;
    const type = 'field:type="vnd.oasis.opendocument.field.FORMDROPDOWN"';
    const body = [
      p(`<field:fieldmark ${type}>${params}</field:fieldmark>`),
      p(`<field:fieldmark-start ${type}>${params}</field:fieldmark-start>136<field:fieldmark-end/>`),
      p('<text:drop-down><text:label text:value="136" text:current-selected="true"/>136</text:drop-down>'),
    ].join('');
    expect(await outlineOf(body)).toEqual(['136', '136', '136']);
  });

  it('drops deleted text, notes, comments and contents, keeps text boxes', async () => {
    const body = [
      `<text:tracked-changes><text:changed-region><text:deletion>${p('gone')}</text:deletion></text:changed-region></text:tracked-changes>`,
      `<text:table-of-content><text:index-body>${p('one 1')}</text:index-body></text:table-of-content>`,
      p(
        `a<text:note><text:note-body>${p('note')}</text:note-body></text:note><office:annotation>${p('x')}</office:annotation>b`,
      ),
      p(`<draw:frame><draw:text-box>${p('title')}</draw:text-box></draw:frame>c`),
    ].join('');
    expect(await outlineOf(body)).toEqual(['ab', 'c', 'title']);
  });

  it('keeps note marks apart from numbers, and leaves struck-out and hidden text out, styles followed', async () => {
    const style = (name: string, properties: string, family = 'text', more = '') =>
      `<style:style style:name="${name}" style:family="${family}" ${more}><style:text-properties ${properties}/></style:style>`;
    const styles = [
      style('raised', 'style:text-position="super 58%"'),
      style('plain', 'style:text-position="0% 100%"', 'text', 'style:parent-style-name="raised"'),
      style('struck', 'style:text-line-through-style="solid"'),
      style('gone', 'text:display="none"', 'paragraph'),
    ].join('');
    const span = (name: string, text: string) => `<text:span text:style-name="${name}">${text}</text:span>`;
    const body = [
      p(`5${span('raised', '1')}`),
      p(`5${span('raised', span('plain', '1'))}`),
      p(`${span('struck', '9')}2`),
      '<text:p text:style-name="gone">7</text:p>',
    ].join('');
    const { blocks, warnings } = await readOffice(await odt(body, styles));
    expect(outline(blocks)).toEqual(['5[1]', '51', '2']);
    expect(warnings).toMatchObject([{ code: 'struck_text' }]);
  });

  it('drops deleted text that still stands between marks in the body, ends of paragraphs too', async () => {
    const changes = `<text:tracked-changes>${['deletion', 'insertion']
      .map((kind) => `<text:changed-region text:id="${kind}"><text:${kind}/></text:changed-region>`)
      .join('')}</text:tracked-changes>`;
    const mark = (side: string, kind: string) => `<text:change-${side} text:change-id="${kind}"/>`;
    const gone = `${mark('start', 'deletion')}9</text:p><text:p>8${mark('end', 'deletion')}`;
    const body = `${changes}${p(`1${gone}2`)}${p(`3${mark('start', 'insertion')}4${mark('end', 'insertion')}`)}`;
    expect(await outlineOf(body)).toEqual(['12', '34']);
  });

  it('counts list numbers, going on where a list says so', async () => {
    const styles =
      '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="1"/></text:list-style>';
    const list = (content: string, more = '') => `<text:list text:style-name="L" ${more}>${content}</text:list>`;
    const item = (...content: string[]) => `<text:list-item>${content.join('')}</text:list-item>`;
    const inner = `<text:list>${item(p('x'))}${item(p('y'))}</text:list>`;
    const body = `${list(item(p('a'), p('same item'), inner))}${p('between')}${list(item(p('b')), 'text:continue-numbering="true"')}${list(item(p('c')))}`;
    expect(await outlineOf(body, styles)).toEqual(['一、a', 'same item', '1.x', '2.y', 'between', '二、b', '一、c']);
  });
});

describe('tables of an ODT file', () => {
  it('reads spans, covered cells and repetitions', async () => {
    const covered = (count: number) => `<table:covered-table-cell table:number-columns-repeated="${count}"/>`;
    const body = table(
      4,
      row(cell('a', 'table:number-columns-spanned="3" table:number-rows-spanned="2"'), covered(2), cell('b')),
      row(covered(3), cell('c')),
      row(cell('', 'table:number-columns-repeated="3"'), cell('d')),
    );
    expect(await outlineOf(body)).toEqual([['0/0 2x3 a', '0/3 b', '1/3 c', '2/0', '2/1', '2/2', '2/3 d']]);
  });

  it('moves cells to the right as in HTML where the file names no covered cells', async () => {
    const body = table(
      3,
      row(cell('a', 'table:number-rows-spanned="2"'), cell('b', 'table:number-columns-spanned="2"')),
      row(cell('1'), cell('2')),
      row(cell('c'), cell('3'), cell('4')),
    );
    expect(await outlineOf(body)).toEqual([['0/0 2x1 a', '0/1 1x2 b', '1/1 1', '1/2 2', '2/0 c', '2/1 3', '2/2 4']]);
  });

  it('ends a span where a cell of its own stands in a lower row', async () => {
    const covered = '<table:covered-table-cell/>';
    const body = table(
      2,
      row(cell('a', 'table:number-columns-spanned="2"'), covered),
      row(cell('b', 'table:number-rows-spanned="3"'), cell('1')),
      row(covered, cell('2')),
      row(cell('c'), cell('3')),
    );
    expect(await outlineOf(body)).toEqual([['0/0 1x2 a', '1/0 2x1 b', '1/1 1', '2/1 2', '3/0 c', '3/1 3']]);
  });

  it('reads a table inside a shape, which LibreOffice names by a namespace of its own', async () => {
    const inner = table(1, row(cell('a')), row(cell('1'))).replaceAll(/(<\/?)table:(?=table)/g, '$1loext:');
    const shape = `<draw:custom-shape xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">${inner}</draw:custom-shape>`;
    expect(await outlineOf(p(shape))).toEqual([['0/0 a', '1/0 1']]);
  });

  it('does not repeat blank rows to the end of the world', async () => {
    const blank = `<table:table-row table:number-rows-repeated="1048576">${cell('')}</table:table-row>`;
    expect(await outlineOf(table(1, row(cell('a')), blank))).toEqual([['0/0 a', '1/0']]);
  });
});

it('refuses an encrypted package, and one without content', async () => {
  const manifest = '<manifest:manifest><manifest:encryption-data/></manifest:manifest>';
  await expect(odt(p('a'), '', manifest).then((bytes) => readOffice(bytes))).rejects.toMatchObject({
    code: 'encrypted',
  });
  await expect(odt('').then((bytes) => readOffice(bytes))).rejects.toMatchObject({ code: 'no_text' });
});
