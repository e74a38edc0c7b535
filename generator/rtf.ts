import iconv from 'iconv-lite';
import type { SampleTable } from '../src/sample/grid.ts';
import type { SampleReport } from '../src/sample/model.ts';
import { type Random, randomFrom } from '../src/sample/random.ts';
import { drawnRows, type OfficeCell } from './office-rows.ts';
import { type Look, withMarks } from './variations/looks.ts';

/** Word writes Chinese as GBK bytes, LibreOffice as Unicode numbers with a question mark for old programs. */
export const RTF_MANNERS = ['word', 'word-unicode', 'libreoffice', 'nested'] as const;
export type RtfManner = (typeof RTF_MANNERS)[number];

/** What Word writes for characters of a look; the second colour is white. */
const LOOKS: Readonly<Record<Look, readonly string[]>> = {
  unseen: ['\\v', '\\cf2', '\\fs2'],
  struck: ['\\strike', '\\striked1'],
  raised: ['\\super', '\\up8\\fs12'],
  deleted: ['\\deleted'],
};

/** A report as an RTF file; its marked characters are of the look. */
export function rtfOf(report: SampleReport, manner: RtfManner, look: Look = 'unseen'): Buffer {
  const random = randomFrom(report.seed * 23 + 1);
  const writer = new RtfWriter(manner, look, random);
  return Buffer.from(`{${HEADERS[manner]}\r\n${writer.body(report)}}`, 'latin1');
}

const WORD_HEADER =
  "\\rtf1\\ansi\\ansicpg936\\uc2\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f13\\fnil\\fcharset134{\\*\\falt SimSun}\\'cb\\'ce\\'cc\\'e5;}}{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;}{\\stylesheet{\\s0 Normal;}}{\\info{\\title x}}{\\header\\pard\\f13\\'d2\\'b3\\'c3\\'bc\\par}";
const HEADERS: Readonly<Record<RtfManner, string>> = {
  word: WORD_HEADER,
  'word-unicode': WORD_HEADER,
  nested: WORD_HEADER,
  libreoffice:
    '\\rtf1\\ansi\\deff4\\adeflang1025{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f13\\fnil\\fcharset128 Noto Sans CJK SC;}}{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;}{\\*\\generator LibreOffice/7.4}',
};

class RtfWriter {
  readonly #manner: RtfManner;
  readonly #look: Look;
  readonly #random: Random;

  constructor(manner: RtfManner, look: Look, random: Random) {
    this.#manner = manner;
    this.#look = look;
    this.#random = random;
  }

  body(report: SampleReport): string {
    return report.blocks
      .map((block) => {
        if (block.kind === 'table') return this.#table(block.table);
        const lines = 'lines' in block ? block.lines : [block.text];
        return lines.map((line) => `\\pard\\plain ${this.#text(line)}\\par\r\n`).join('');
      })
      .join('');
  }

  #table(table: SampleTable): string {
    const rows = drawnRows(table, this.#random, 30);
    const text = rows.map((cells) => (this.#manner === 'nested' ? this.#nestedRow(cells) : this.#row(cells))).join('');
    if (this.#manner !== 'nested') return `${text}\\pard\\par\r\n`;
    return `${text}\\pard\\intbl\\itap1\\cell\\trowd\\trleft-200\\cellx9400\\row\\pard\\par\r\n`;
  }

  #row(cells: readonly OfficeCell[]): string {
    const contents = cells.map((cell) => `\\pard\\intbl ${this.#cellText(cell)}\\cell `).join('');
    return `${rowDefinition(cells)}${contents}${this.#manner === 'libreoffice' ? '' : rowDefinition(cells)}\\row\r\n`;
  }

  #nestedRow(cells: readonly OfficeCell[]): string {
    const contents = cells
      .map((cell) => `\\pard\\intbl\\itap2 ${this.#cellText(cell)}\\nestcell{\\nonesttables\\par}`)
      .join('');
    return `${contents}{\\*\\nesttableprops${rowDefinition(cells)}\\nestrow}{\\nonesttables\\par}\r\n`;
  }

  #cellText(cell: OfficeCell): string {
    return cell.text
      .split('\n')
      .map((line) => this.#text(line))
      .join('\\par ');
  }

  #text(text: string): string {
    return withMarks(
      text,
      (stretch) => `{${this.#random.pick(LOOKS[this.#look])} ${this.#characters(stretch)}}`,
      (rest) => this.#characters(rest),
    );
  }

  #characters(text: string): string {
    return [...text].map((character) => this.#character(character)).join('');
  }

  #character(character: string): string {
    if ('\\{}'.includes(character)) return `\\${character}`;
    if (character === '\t') return '\\tab ';
    const code = character.charCodeAt(0);
    if (code < 0x80) return character;
    const bytes = [...iconv.encode(character, 'gbk')];
    const hex = bytes.map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
    const signed = code > 0x7fff ? code - 0x10000 : code;
    if (this.#manner === 'libreoffice') return `\\u${signed}\\'3f`;
    if (this.#manner === 'word-unicode' || bytes.length < 2 || bytes[0] === 0x3f)
      return `{\\uc${bytes.length}\\u${signed}${hex}}`;
    // The second byte of many characters is an ordinary letter, which Word may write as such.
    const second = bytes[1] ?? 0;
    const tail =
      second < 0x80 && /[A-Za-z]/.test(String.fromCharCode(second)) ? String.fromCharCode(second) : hex.slice(4);
    return `{\\f13 ${hex.slice(0, 4)}${tail}}`;
  }
}

function rowDefinition(cells: readonly OfficeCell[]): string {
  const shapes = cells.map((cell) => {
    const merge = cell.merge === null ? '' : cell.merge === 'start' ? '\\clvmgf' : '\\clvmrg';
    return `${merge}\\clbrdrt\\brdrs\\cellx${cell.right}`;
  });
  return `\\trowd\\trgaph108\\trleft0${shapes.join('')}`;
}
