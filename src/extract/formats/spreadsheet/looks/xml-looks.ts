import type { CellObject, Range, WorkBook, WorkSheet } from '@e965/xlsx';
import { attributeColour } from '../../appearance/colours.ts';
import { type Ground, mergedStyle, type TextStyle, UNKNOWN_GROUND } from '../../office/text-style.ts';
import { type Attributes, readXml, type XmlHandler } from '../../office/xml.ts';
import { cellName } from '../names.ts';
import { type RichTextRun, shownRuns } from '../rich-text.ts';
import { comparison, expression } from './conditions.ts';
import { type CellFormat, PLAIN_FORMAT, SheetLooks } from './sheet-looks.ts';

/* SpreadsheetML of Excel 2003: one XML file, which systems write as a template with numbers put in, and call .xls. */

const SHEET = 'urn:schemas-microsoft-com:office:spreadsheet';
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  [SHEET, 'ss'],
  ['urn:schemas-microsoft-com:office:excel', 'x'],
  ['http://www.w3.org/TR/REC-html40', 'html'],
]);

/** What of the cells is seen, by sheet; numbers that are not there lose the 0 that the library gives them. */
export function sheetXmlLooks(xml: string, workbook: WorkBook): ReadonlyMap<string, SheetLooks> {
  const handler = new SheetXmlHandler(workbook);
  readXml(xml, NAMESPACES, handler);
  return handler.sheets;
}

interface OpenCondition {
  readonly ranges: readonly Range[];
  qualifier: string;
  readonly values: string[];
  style: TextStyle;
  ground: Ground | undefined;
}

/** Elements of formatted text by what they do to it. */
const RUNS: Readonly<Record<string, TextStyle>> = {
  s: { struck: true },
  del: { struck: true },
  sup: { raised: true },
  sub: { raised: true },
};

class SheetXmlHandler implements XmlHandler {
  readonly sheets = new Map<string, SheetLooks>();
  readonly #workbook: WorkBook;
  readonly #formats = new Map<string, CellFormat>();
  #style = '';
  #looks = new SheetLooks();
  #data: NonNullable<WorkSheet['!data']> = [];
  readonly #columns = new Map<number, string>();
  #rowStyle: string | undefined;
  #row = -1;
  #column = -1;
  #next = 0;
  #format: CellFormat = PLAIN_FORMAT;
  #inComment = false;
  #runs: RichTextRun[] | null = null;
  readonly #spans: TextStyle[] = [];
  #isRich = false;
  #condition: OpenCondition | null = null;
  #ranges: readonly Range[] = [];
  #inside = '';

  constructor(workbook: WorkBook) {
    this.#workbook = workbook;
  }

  open(written: string, attributes: Attributes): void {
    const name = localName(written);
    this.#inside = name;
    if (this.#inComment) return;
    if (this.#runs) this.#openRun(name, attributes);
    else if (name === 'Comment') this.#inComment = true;
    else if (this.#condition || name === 'ConditionalFormatting' || name === 'Condition')
      this.#openCondition(name, attributes);
    else if (/^(?:Style|Font|Interior)$/.test(name)) this.#openStyle(name, attributes);
    else if (name === 'DoNotDisplayZeros') this.#looks.hidesZeros = true;
    else this.#openCell(name, attributes);
  }

  close(written: string): void {
    const name = localName(written);
    this.#inside = '';
    if (name === 'Comment') this.#inComment = false;
    else if (this.#inComment) return;
    else if (name === 'Data') this.#endData();
    else if (this.#runs) this.#spans.pop();
    else if (name === 'Condition') this.#endCondition();
  }

  text(text: string): void {
    if (this.#inComment) return;
    if (this.#runs) this.#runs.push({ text, style: mergedStyle([...this.#spans.toReversed(), this.#format.style]) });
    else if (this.#inside === 'Range') this.#ranges = rangesOf(text);
    else if (this.#condition && this.#inside === 'Qualifier') this.#condition.qualifier = text.trim();
    else if (this.#condition && /^Value\d$/.test(this.#inside)) this.#condition.values.push(text.trim());
  }

  #openStyle(name: string, attributes: Attributes): void {
    if (name === 'Style') {
      this.#style = attributes['ss:ID'] ?? '';
      this.#formats.set(this.#style, this.#formats.get(attributes['ss:Parent'] ?? '') ?? PLAIN_FORMAT);
      return;
    }
    const { style, ground } = this.#formats.get(this.#style) ?? PLAIN_FORMAT;
    const changed =
      name === 'Font'
        ? { style: { ...style, ...fontOf(attributes) }, ground }
        : { style, ground: groundOf(attributes) ?? ground };
    this.#formats.set(this.#style, changed);
  }

  #openCell(name: string, attributes: Attributes): void {
    if (name === 'Worksheet') this.#openSheet(attributes['ss:Name'] ?? '');
    else if (name === 'Column') {
      const first = indexOf(attributes) ?? this.#next;
      const last = first + Number(attributes['ss:Span'] ?? 0);
      for (let at = first; at <= last && at < MOST_COLUMNS; at++) this.#columns.set(at, attributes['ss:StyleID'] ?? '');
      this.#next = last + 1;
    } else if (name === 'Row') {
      this.#row = indexOf(attributes) ?? this.#row + 1;
      this.#rowStyle = attributes['ss:StyleID'];
      this.#next = 0;
    } else if (name === 'Cell') {
      this.#column = indexOf(attributes) ?? this.#next;
      this.#next = this.#column + 1 + Number(attributes['ss:MergeAcross'] ?? 0);
      const style = attributes['ss:StyleID'] ?? this.#rowStyle ?? this.#columns.get(this.#column) ?? '';
      this.#format = this.#formats.get(style) ?? this.#formats.get('Default') ?? PLAIN_FORMAT;
      if (this.#format !== PLAIN_FORMAT) this.#looks.formats.set(cellName(this.#row, this.#column), this.#format);
    } else if (name === 'Data') {
      this.#runs = [];
      this.#isRich = false;
    }
  }

  #openSheet(name: string): void {
    this.#looks = new SheetLooks();
    this.sheets.set(name, this.#looks);
    this.#data = this.#workbook.Sheets[name]?.['!data'] ?? [];
    this.#columns.clear();
    this.#row = -1;
    this.#next = 0;
  }

  #openRun(name: string, attributes: Attributes): void {
    this.#isRich = true;
    this.#spans.push(RUNS[name.toLowerCase()] ?? (name === 'Font' ? runFont(attributes) : {}));
  }

  #endData(): void {
    const runs = this.#runs ?? [];
    this.#runs = null;
    this.#spans.length = 0;
    if (this.#isRich) this.#looks.texts.set(cellName(this.#row, this.#column), shownRuns(runs));
    const cell: CellObject | undefined = this.#data[this.#row]?.[this.#column];
    if (cell?.t === 'n' && runs.every(({ text }) => text.trim() === '')) delete cell.v;
  }

  #openCondition(name: string, attributes: Attributes): void {
    if (name === 'Condition')
      this.#condition = { ranges: this.#ranges, qualifier: '', values: [], style: {}, ground: undefined };
    else if (name === 'Format' && this.#condition) {
      const css = attributes['ss:Style'] ?? attributes.Style ?? attributes['x:Style'] ?? '';
      const colour = /(?:^|;)\s*color\s*:\s*([^;]+)/i.exec(css)?.[1];
      const ground = /(?:^|;)\s*background(?:-color)?\s*:\s*([^;]+)/i.exec(css)?.[1];
      const struck = /text-line-through\s*:\s*(?:single|double)|line-through/i.test(css);
      this.#condition.style = { ...(colour ? { colour: colourWord(colour) } : {}), ...(struck ? { struck } : {}) };
      if (ground) this.#condition.ground = colourWord(ground) ?? UNKNOWN_GROUND;
    }
  }

  #endCondition(): void {
    const open = this.#condition;
    this.#condition = null;
    if (!open) return;
    const { ranges, qualifier, values, style, ground } = open;
    // A formula of its own (no qualifier) is in the R1C1 way of writing: `RC=0` asks for the cell itself.
    const condition =
      qualifier === '' ? expression((values[0] ?? '').replace(/^=?RC\b/, 'A1'), 'A1') : comparison(qualifier, values);
    this.#looks.conditional.push({ ranges: ranges.length > 0 ? ranges : this.#ranges, condition, style, ground });
  }
}

const MOST_COLUMNS = 256;
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function indexOf(attributes: Attributes): number | null {
  const index = Number(attributes['ss:Index']);
  return Number.isInteger(index) && index > 0 ? index - 1 : null;
}

function fontOf(attributes: Attributes): TextStyle {
  const colour = attributes['ss:Color'];
  const size = Number(attributes['ss:Size']);
  return {
    ...(attributes['ss:StrikeThrough'] === '1' ? { struck: true } : {}),
    ...(/^(?:Superscript|Subscript)$/.test(attributes['ss:VerticalAlign'] ?? '') ? { raised: true } : {}),
    ...(colour === undefined ? {} : { colour: colourWord(colour) }),
    ...(size > 0 ? { size } : {}),
  };
}

function runFont(attributes: Attributes): TextStyle {
  const colour = attributes['html:Color'];
  const size = Number(attributes['html:Size']);
  return { ...(colour === undefined ? {} : { colour: colourWord(colour) }), ...(size > 0 ? { size } : {}) };
}

function groundOf(attributes: Attributes): Ground | null {
  const pattern = attributes['ss:Pattern'] ?? 'None';
  if (pattern === 'None') return null;
  return pattern === 'Solid' ? (colourWord(attributes['ss:Color'] ?? '') ?? UNKNOWN_GROUND) : UNKNOWN_GROUND;
}

/** `R2C4:R9C4,R12C4`. */
const rangesOf = (written: string): Range[] =>
  [...written.matchAll(/R(\d+)C(\d+)(?::R(\d+)C(\d+))?/g)].map(
    ([, top = '', left = '', bottom = top, right = left]) => ({
      s: { r: Number(top) - 1, c: Number(left) - 1 },
      e: { r: Number(bottom) - 1, c: Number(right) - 1 },
    }),
  );

/** Six digits of a colour as it is written (`#FF0000`, `white`); null for the program's own, and for what is none. */
const colourWord = (written: string): string | null => attributeColour(written)?.hex().slice(1).toLowerCase() ?? null;
