import type { CellObject, Range, WorkSheet } from '@e965/xlsx';
import { UnreadableError } from '../../document.ts';
import { isHiddenText, SHAPE, SKIPPED } from '../odt/elements.ts';
import { ODF_NAMESPACES } from '../odt/namespaces.ts';
import { TextStyles } from '../odt/text-styles.ts';
import { MarkedText } from '../office/marked-text.ts';
import type { Package } from '../office/package.ts';
import { isStruck, mergedStyle, seenAs, struckWarnings, type TextStyle, unseenWarnings } from '../office/text-style.ts';
import { type Attributes, decodeXml, readXml, type XmlHandler } from '../office/xml.ts';
import type { ParsedWorkbook } from './model.ts';
import { numberIn, shownCell, textCell } from './open-document-cell.ts';

/** Repeated more often than this, a row or a cell is formatting beside the table, not content. */
const MAX_COPIES = 200;
/** Columns that a sheet may have. */
const MAX_COLUMNS = 1024;

/** An OpenDocument spreadsheet packed as a ZIP file (.ods). Throws `UnreadableError` 'damaged'. */
export async function readOpenPackage(parts: Package): Promise<ParsedWorkbook> {
  const content = await parts.part('content.xml');
  if (!content) throw new UnreadableError('damaged', 'The ODS file has no content part. Download the file again.');
  const settings = await parts.part('settings.xml');
  return readOpenDocument(content, await parts.part('styles.xml'), settings ? decodeXml(settings) : '');
}

/**
 * An OpenDocument spreadsheet, each cell with the text that is shown in it: the library that reads workbooks knows nothing of what is struck
 * out, raised or not seen there. `styles` is its styles.xml, `settings` its settings.xml; one file (.fods) holds all.
 */
export function readOpenDocument(
  content: Uint8Array | string,
  styles: Uint8Array | null,
  settings = typeof content === 'string' ? content : '',
): ParsedWorkbook {
  const handler = new SheetHandler(/config:name="ShowZeroValues"[^<>]*>\s*false/.test(settings));
  if (styles) readXml(styles, ODF_NAMESPACES, handler);
  readXml(content, ODF_NAMESPACES, handler);
  return {
    workbook: {
      SheetNames: handler.sheets.map(({ name }) => name),
      Sheets: Object.fromEntries(handler.sheets.map(({ name, sheet }) => [name, sheet])),
      Workbook: { Sheets: handler.sheets.map(({ name, isHidden }) => ({ name, Hidden: isHidden ? 1 : 0 })) },
    },
    format: (_, value) => String(value),
    formulas: 'as saved',
    looks: new Map(),
    warnings: [...struckWarnings(handler.struck), ...unseenWarnings(handler.unseen)],
  };
}

interface Line {
  readonly hidden: boolean;
  readonly style: string | undefined;
}

interface OpenCell {
  readonly attributes: Attributes;
  readonly style: TextStyle;
  readonly lines: MarkedText[];
  /** True where something in it was left out: then its value is not what is shown. */
  isPartial: boolean;
}

class SheetHandler implements XmlHandler {
  readonly sheets: { readonly name: string; readonly sheet: WorkSheet; readonly isHidden: boolean }[] = [];
  struck = 0;
  readonly unseen: string[] = [];
  readonly #styles = new TextStyles();
  readonly #hidesZeros: boolean;
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  #inBody = false;
  #skipped = 0;
  #data: CellObject[][] = [];
  #merges: Range[] = [];
  #columns: Line[] = [];
  #rows: { readonly hidden: boolean }[] = [];
  #row: { readonly line: Line; readonly copies: number; readonly cells: CellObject[] } | null = null;
  #column = 0;
  #cell: OpenCell | null = null;
  readonly #spans: TextStyle[] = [];

  constructor(hidesZeros: boolean) {
    this.#hidesZeros = hidesZeros;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipped > 0 || SKIPPED.has(name) || SHAPE.test(name) || isHiddenText(name, attributes)) this.#skipped++;
    else if (name === 'office:body') this.#inBody = true;
    else if (!this.#inBody) this.#readStyle(name, attributes);
    else if (this.#cell) this.#openInCell(this.#cell, name, attributes);
    else this.#openInSheet(name, attributes);
  }

  close(name: string): void {
    if (this.#skipped > 0) this.#skipped--;
    else if (name === 'table:table-cell') this.#endCell();
    else if (name === 'table:table-row') this.#endRow();
    else if (name === 'table:table') this.#endSheet();
    else if (name === 'text:p' || name === 'text:span') this.#spans.pop();
  }

  text(text: string): void {
    if (this.#skipped > 0 || !this.#cell) return;
    const style = this.#spans.at(-1) ?? this.#cell.style;
    const seen = seenAs(style, this.#cell.style.ground ?? null);
    if (text.trim() !== '' && (seen === 'unseen' || isStruck(style))) this.#cell.isPartial = true;
    if (seen === 'unseen') {
      if (/\d/.test(text)) this.unseen.push(text);
    } else if (!isStruck(style)) this.#cell.lines.at(-1)?.add(text, { isRaised: style.raised === true });
    else if (text.trim() !== '') this.struck++;
  }

  #readStyle(name: string, attributes: Attributes): void {
    this.#styles.readStyle(name, attributes);
    if (name === 'style:style') this.#style = `${attributes['style:family']}/${attributes['style:name']}`;
    else if (name === 'style:table-properties' && attributes['table:display'] === 'false')
      this.#hiddenStyles.add(this.#style);
  }

  #openInSheet(name: string, attributes: Attributes): void {
    if (name === 'table:table') {
      const isHidden = this.#hiddenStyles.has(`table/${attributes['table:style-name']}`);
      const number = this.sheets.length + 1;
      this.sheets.push({ name: attributes['table:name'] ?? `Sheet${number}`, sheet: {}, isHidden });
      this.#data = [];
      this.#merges = [];
      this.#columns = [];
      this.#rows = [];
    } else if (name === 'table:table-column') {
      const left = MAX_COLUMNS - this.#columns.length;
      const copies = Math.min(countOf(attributes, 'table:number-columns-repeated'), left);
      for (let copy = 0; copy < copies; copy++) this.#columns.push(lineOf(attributes));
    } else if (name === 'table:table-row') {
      const copies = countOf(attributes, 'table:number-rows-repeated');
      this.#row = { line: lineOf(attributes), copies, cells: [] };
      this.#column = 0;
    } else if (name === 'table:covered-table-cell')
      this.#column += countOf(attributes, 'table:number-columns-repeated');
    else if (name === 'table:table-cell') {
      const style =
        attributes['table:style-name'] ?? this.#row?.line.style ?? this.#columns[this.#column]?.style ?? 'Default';
      this.#cell = { attributes, style: this.#lookOf(style, attributes), lines: [], isPartial: false };
    }
  }

  #lookOf(style: string, attributes: Attributes): TextStyle {
    const value = numberIn(attributes);
    if (value === 0 && this.#hidesZeros) return { ...this.#styles.of('table-cell', style), hidden: true };
    return this.#styles.ofCell(style, value);
  }

  #openInCell(cell: OpenCell, name: string, attributes: Attributes): void {
    if (name === 'text:p' || name === 'text:span') {
      if (name === 'text:p') cell.lines.push(new MarkedText());
      const own = attributes['text:style-name'];
      const around = this.#spans.at(-1) ?? cell.style;
      const family = name === 'text:p' ? 'paragraph' : 'text';
      this.#spans.push(own === undefined ? around : mergedStyle([this.#styles.of(family, own), around]));
    } else if (name === 'text:s') this.text(' '.repeat(Math.min(100, countOf(attributes, 'text:c'))));
    else if (name === 'text:tab') this.text('\t');
    else if (name === 'text:line-break') this.text('\n');
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (!cell) return;
    const { attributes, lines, isPartial } = cell;
    const copies = countOf(attributes, 'table:number-columns-repeated');
    const row = this.#row;
    const text = lines
      .map((line) => line.value)
      .join('\n')
      .trim();
    const number = numberIn(attributes);
    // A line of no text is what a format prints that hides the number; without any line the number is all that the file tells.
    const isHidden = text === '' && number !== undefined && (lines.length > 0 || cell.style.hidden === true);
    if (isHidden && !isPartial) this.unseen.push(String(number));
    const value = isPartial || isHidden ? textCell(text) : shownCell(attributes, text);
    const columnSpan = countOf(attributes, 'table:number-columns-spanned');
    const rowSpan = countOf(attributes, 'table:number-rows-spanned');
    if (row && value && copies <= MAX_COPIES)
      for (let copy = 0; copy < copies; copy++) row.cells[this.#column + copy] = { ...value };
    if (row && columnSpan * rowSpan > 1) {
      const [r, c] = [this.#rows.length, this.#column];
      this.#merges.push({ s: { r, c }, e: { r: r + rowSpan - 1, c: c + columnSpan - 1 } });
      row.cells[c] ??= { t: 's', v: '' };
    }
    // Covered cells follow one by one, so that a spanning cell moves on by one column only.
    this.#column += copies;
  }

  #endRow(): void {
    const row = this.#row;
    this.#row = null;
    if (!row) return;
    const isBlank = row.cells.length === 0;
    // What is repeated to the sheet's end is its blank rest.
    const copies = row.copies > MAX_COPIES && !isBlank ? 1 : Math.min(row.copies, 20_000);
    for (let copy = 0; copy < copies; copy++) {
      if (!isBlank) this.#data[this.#rows.length] = row.cells;
      this.#rows.push(row.line);
    }
  }

  #endSheet(): void {
    const sheet = this.sheets.at(-1)?.sheet;
    const lines = (all: readonly { readonly hidden: boolean }[]) => all.map(({ hidden }) => ({ hidden }));
    if (sheet)
      Object.assign(sheet, {
        '!data': this.#data,
        '!merges': this.#merges,
        '!cols': lines(this.#columns),
        '!rows': lines(this.#rows),
      });
  }
}

const countOf = (attributes: Attributes, name: string): number =>
  Math.max(1, Math.trunc(Number(attributes[name] ?? 1)) || 1);

const lineOf = (attributes: Attributes): Line => ({
  hidden: /^(?:collapse|filter)$/.test(attributes['table:visibility'] ?? ''),
  style: attributes['table:default-cell-style-name'],
});
