import type { SampleCell } from '../src/sample/grid.ts';
import type { SampleReport } from '../src/sample/model.ts';
import { type Random, randomFrom } from '../src/sample/random.ts';
import { xmlText, zipOf } from './office-zip.ts';
import { HIDDEN_ROW, isMarked, type Look, withMarks } from './variations/looks.ts';

/* XLSX written by hand: what libraries do not write, as runs that look differently, formats of numbers, formulas and hidden rows. */

/** Formats that print a whole number as it is, beside the general one. */
const FORMATS = [
  'General',
  '0',
  '#,##0',
  '[DBNum1]0',
  '[DBNum2][$-804]General',
  '[DBNum3]0',
  '000',
  '0"件"',
  '#,##0_ ',
  '@',
  '0_);[Red]\\(0\\)',
] as const;
const PLAIN_STYLE = 0;

/** Formats in which a number is not seen: of nothing, of white digits, in a white font; the last is struck out. */
const HIDING_FORMATS = [';;;', '[White]0', '[Color 2]#,##0'] as const;
const HIDING_FONTS = ['<font><color rgb="FFFFFFFF"/></font>', '<font><strike/></font>'] as const;
const FIRST_HIDING = FORMATS.length;
const STRUCK_STYLE = FIRST_HIDING + HIDING_FORMATS.length + 1;
/** In place of a style: a condition makes the cell white. */
const CONDITION = -1;

const RUN_LOOKS: Readonly<Record<Look, readonly string[]>> = {
  unseen: ['<color rgb="FFFFFFFF"/>', '<sz val="1"/>', '<color theme="0"/>'],
  struck: ['<strike/>'],
  deleted: ['<strike/>'],
  raised: ['<vertAlign val="superscript"/>'],
};

export interface SheetManner {
  /** Numbers are printed by formats of their own. */
  readonly formats?: true;
  /** Sums are formulas: with the number that was stored, or without one. */
  readonly formulas?: 'stored' | 'without value';
}

/** A report as a workbook of one sheet; its marked characters are of the look. */
export async function sheetXmlOf(report: SampleReport, look: Look, manner: SheetManner = {}): Promise<Buffer> {
  const sheet = new SheetXml(look, manner, randomFrom(report.seed * 29 + 5));
  for (const block of report.blocks) {
    if (block.kind === 'table') sheet.table(block.table.cells, block.table.rows);
    else for (const line of 'lines' in block ? block.lines : [block.text]) sheet.line(line);
  }
  const { content, strings } = sheet.finish();
  return zipOf([
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    { name: '_rels/.rels', content: relations('officeDocument', 'xl/workbook.xml') },
    { name: 'xl/workbook.xml', content: WORKBOOK },
    { name: 'xl/_rels/workbook.xml.rels', content: WORKBOOK_RELATIONS },
    { name: 'xl/worksheets/sheet1.xml', content },
    { name: 'xl/sharedStrings.xml', content: strings },
    { name: 'xl/styles.xml', content: STYLES },
  ]);
}

class SheetXml {
  readonly #look: Look;
  readonly #manner: SheetManner;
  readonly #random: Random;
  readonly #rows: string[] = [];
  readonly #merges: string[] = [];
  readonly #strings: string[] = [];
  /** Cells that a condition makes white. */
  readonly #white: string[] = [];
  #row = 0;

  constructor(look: Look, manner: SheetManner, random: Random) {
    this.#look = look;
    this.#manner = manner;
    this.#random = random;
  }

  line(text: string): void {
    this.#row++;
    this.#rows.push(`<row r="${this.#row}">${this.#text(text, `A${this.#row}`)}</row>`);
  }

  table(cells: readonly SampleCell[], rows: number): void {
    this.#row++;
    for (let row = 0; row < rows; row++) {
      const own = cells.filter((cell) => cell.row === row);
      const at = this.#row + row + 1;
      const isHidden = own.some(({ text }) => text.includes(HIDDEN_ROW));
      const isPlainRow = own.every(({ figure, text }) => figure === null || /^\d+$/.test(text));
      const written = own.map((cell) => this.#cell(cell, at, isPlainRow));
      this.#rows.push(`<row r="${at}"${isHidden ? ' hidden="1"' : ''}>${written.join('')}</row>`);
    }
    this.#row += rows + 1;
  }

  finish(): { content: string; strings: string } {
    const merges = this.#merges.length === 0 ? '' : `<mergeCells>${this.#merges.join('')}</mergeCells>`;
    const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
    return {
      content: `${head}<worksheet xmlns="${MAIN}"><sheetData>${this.#rows.join('')}</sheetData>${merges}${this.#conditions()}</worksheet>`,
      strings: `${head}<sst xmlns="${MAIN}">${this.#strings.join('')}</sst>`,
    };
  }

  #conditions(): string {
    if (this.#white.length === 0) return '';
    const rule =
      '<cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThanOrEqual"><formula>0</formula></cfRule>';
    return `<conditionalFormatting sqref="${this.#white.join(' ')}">${rule}</conditionalFormatting>`;
  }

  #cell(cell: SampleCell, row: number, isPlainRow: boolean): string {
    const at = `${columnName(cell.column)}${row}`;
    if (cell.rowSpan * cell.colSpan > 1)
      this.#merges.push(
        `<mergeCell ref="${at}:${columnName(cell.column + cell.colSpan - 1)}${row + cell.rowSpan - 1}"/>`,
      );
    const text = cell.text.replaceAll(HIDDEN_ROW, '');
    const whole = isMarked(text) ? withMarks(text, (stretch) => stretch) : '';
    if (cell.figure && /^\d{1,9}$/.test(whole) && withMarks(text, () => '') === '') return this.#hidden(whole, at);
    if (cell.figure && /^(?:0|[1-9]\d{0,9})$/.test(text)) return this.#number(text, cell, at, row, isPlainRow);
    return text === '' ? '' : this.#text(text, at);
  }

  /** A number that a reader of the sheet does not see. */
  #hidden(text: string, at: string): string {
    const ways = [...HIDING_FORMATS.keys(), HIDING_FORMATS.length].map((way) => FIRST_HIDING + way);
    const style = this.#look === 'struck' ? STRUCK_STYLE : this.#random.pick([...ways, CONDITION]);
    if (style !== CONDITION) return `<c r="${at}" s="${style}"><v>${text}</v></c>`;
    this.#white.push(at);
    return `<c r="${at}"><v>${text}</v></c>`;
  }

  #number(text: string, cell: SampleCell, at: string, row: number, isPlainRow: boolean): string {
    const style = this.#manner.formats ? this.#random.int(0, FORMATS.length - 1) : PLAIN_STYLE;
    const { formulas } = this.#manner;
    // What a sum adds up must be numbers, and not texts with marks in them.
    const isSum =
      formulas !== undefined && isPlainRow && cell.figure?.column === 'total' && cell.figure.table === 'applications';
    if (!isSum) return `<c r="${at}" s="${style}"><v>${text}</v></c>`;
    const range = `${columnName(cell.column - 6)}${row}:${columnName(cell.column - 1)}${row}`;
    return `<c r="${at}" s="${style}"><f>SUM(${range})</f>${formulas === 'stored' ? `<v>${text}</v>` : ''}</c>`;
  }

  #text(text: string, at: string): string {
    const runs = withMarks(
      text,
      (stretch) => `<r><rPr>${this.#random.pick(RUN_LOOKS[this.#look])}</rPr>${textXml(stretch)}</r>`,
      (rest) => (rest === '' ? '' : `<r>${textXml(rest)}</r>`),
    );
    this.#strings.push(`<si>${isMarked(text) ? runs : textXml(text)}</si>`);
    return `<c r="${at}" t="s"><v>${this.#strings.length - 1}</v></c>`;
  }
}

const textXml = (text: string): string => `<t xml:space="preserve">${xmlText(text)}</t>`;

const columnName = (index: number): string =>
  (index > 25 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relations = (type: string, target: string): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', type, target)}</Relationships>`;
const override = (part: string, type: string): string =>
  `<Override PartName="/xl/${part}" ContentType="${SHEET_TYPE}.${type}+xml"/>`;
const CONTENT_TYPES = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', 'sheet.main')}${override('worksheets/sheet1.xml', 'worksheet')}${override('sharedStrings.xml', 'sharedStrings')}${override('styles.xml', 'styles')}</Types>`;
const WORKBOOK = `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="年报" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const WORKBOOK_RELATIONS = `<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}${relation('rId3', 'styles', 'styles.xml')}</Relationships>`;
const format = (code: string, at: number): string => `<numFmt numFmtId="${170 + at}" formatCode="${xmlText(code)}"/>`;
const cellFormat = (number: number, font = 0): string =>
  `<xf numFmtId="${number}" fontId="${font}" applyNumberFormat="1"/>`;
const NUMBER_FORMATS = [...FORMATS, ...HIDING_FORMATS].map(format).join('');
const CELL_FORMATS = [
  ...[...FORMATS, ...HIDING_FORMATS].map((_, at) => cellFormat(at === PLAIN_STYLE ? 0 : 170 + at)),
  ...HIDING_FONTS.map((_, at) => cellFormat(0, at + 1)),
].join('');
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts>${NUMBER_FORMATS}</numFmts><fonts><font/>${HIDING_FONTS.join('')}</fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>${CELL_FORMATS}</cellXfs><dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs></styleSheet>`;
