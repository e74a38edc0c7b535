import type { SampleTable } from '../src/sample/grid.ts';
import type { SampleReport } from '../src/sample/model.ts';
import { type Random, randomFrom } from '../src/sample/random.ts';
import { drawnRows } from './office-rows.ts';
import { xmlText, zipOf } from './office-zip.ts';
import { HIDDEN_ROW, type Look, withMarks } from './variations/looks.ts';

/** How a Word file of a report is written; all of them look the same on paper. */
export interface DocxManner {
  readonly name: string;
  /** Cells merged sideways as `w:hMerge` cells instead of a `w:gridSpan`. */
  readonly oldMerges?: true;
  /** Twips by which lines were dragged by hand. */
  readonly drag?: number;
  /** A sliver of a grid column at the left that only some rows use (`w:gridBefore`). */
  readonly sliver?: true;
  /** Numbers corrected with tracked changes, a row and a paragraph taken out. */
  readonly tracked?: true;
  readonly titleInTextBox?: true;
  /** 一、 to 九、 counted by Word instead of typed. */
  readonly autoNumbers?: true;
  /** Everything inside one big table, as pasted from a web page. */
  readonly framed?: true;
  /** Other namespace (strict OOXML) and prefix. */
  readonly strict?: true;
  /** Words and numbers cut into runs, as spelling marks do. */
  readonly splitRuns?: true;
}

export const DOCX_MANNERS: readonly DocxManner[] = [
  { name: 'plain' },
  { name: 'old-merges', oldMerges: true },
  { name: 'dragged', drag: 40 },
  { name: 'sliver', sliver: true },
  { name: 'tracked', tracked: true },
  { name: 'text-box', titleInTextBox: true },
  { name: 'auto-numbers', autoNumbers: true },
  { name: 'framed', framed: true },
  { name: 'strict', strict: true },
  { name: 'split-runs', splitRuns: true },
];

/** What Word writes for characters of a look: properties of their run. */
const LOOKS: Readonly<Record<Exclude<Look, 'deleted'>, readonly string[]>> = {
  unseen: ['<w:vanish/>', '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/><w:szCs w:val="2"/>'],
  struck: ['<w:strike/>', '<w:dstrike/>', '<w:strike w:val="1"/>'],
  raised: ['<w:vertAlign w:val="superscript"/>'],
};

/** A report as a DOCX file; its marked characters are of the look. */
export async function docxOf(report: SampleReport, manner: DocxManner, look: Look = 'unseen'): Promise<Buffer> {
  return zipOf([
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    { name: '_rels/.rels', content: RELATIONS },
    { name: 'word/document.xml', content: documentXml(report, manner, look) },
    ...(manner.autoNumbers
      ? [
          { name: 'word/_rels/document.xml.rels', content: DOCUMENT_RELATIONS },
          { name: 'word/numbering.xml', content: numberingXml(report) },
        ]
      : []),
  ]);
}

const TRANSITIONAL = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const STRICT = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
const SHAPE = 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape';
const NAMESPACES = [
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  `xmlns:wps="${SHAPE}"`,
].join(' ');

function documentXml(report: SampleReport, manner: DocxManner, look: Look): string {
  const writer = new BodyWriter(manner, look, randomFrom(report.seed * 17 + 3));
  const body = writer.body(report);
  const framed = manner.framed
    ? `<w:tbl><w:tblGrid><w:gridCol w:w="9300"/></w:tblGrid><w:tr><w:tc>${body}<w:p/></w:tc></w:tr></w:tbl><w:p/>`
    : body;
  const xml = `<w:document xmlns:w="${manner.strict ? STRICT : TRANSITIONAL}" ${NAMESPACES}><w:body>${framed}<w:sectPr/></w:body></w:document>`;
  const named = manner.strict ? xml.replace(/(<\/?|\s|xmlns:)w:/g, '$1ns0:').replace('xmlns:w=', 'xmlns:ns0=') : xml;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${named}`;
}

/** A heading's number as Word could count it. */
const TYPED_NUMBER = /^[一二三四五六七八九][、．]/;

class BodyWriter {
  readonly #manner: DocxManner;
  readonly #look: Look;
  readonly #random: Random;

  constructor(manner: DocxManner, look: Look, random: Random) {
    this.#manner = manner;
    this.#look = look;
    this.#random = random;
  }

  body(report: SampleReport): string {
    return report.blocks
      .map((block) => {
        if (block.kind === 'table') return `${this.#table(block.table)}<w:p/>`;
        if (block.kind === 'heading') return this.#heading(block.text);
        if (block.kind === 'title' && this.#manner.titleInTextBox) return this.#textBox(block.lines);
        const lines = 'lines' in block ? block.lines : [block.text];
        return lines.map((line) => this.#paragraph(line)).join('');
      })
      .join('');
  }

  #heading(text: string): string {
    const typed = TYPED_NUMBER.test(text);
    if (!this.#manner.autoNumbers || !typed) return this.#paragraph(text);
    const numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>';
    return `<w:p>${numbered}${this.#runs(text.slice(2))}</w:p>`;
  }

  #paragraph(text: string): string {
    const gone =
      '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr><w:del w:id="2" w:author="a"><w:r><w:delText>旧稿</w:delText></w:r></w:del></w:p>';
    return `${this.#manner.tracked && this.#random.chance(0.3) ? gone : ''}<w:p>${this.#runs(text)}</w:p>`;
  }

  #textBox(lines: readonly string[]): string {
    const content = `<w:txbxContent>${lines.map((line) => `<w:p>${this.#runs(line)}</w:p>`).join('')}</w:txbxContent>`;
    const shape = `<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>${content}</wps:txbx><wps:bodyPr/></wps:wsp>`;
    const drawing = `<w:drawing><wp:inline><wp:extent cx="5400000" cy="900000"/><wp:docPr id="7" name="1"/><a:graphic><a:graphicData uri="${SHAPE}">${shape}</a:graphicData></a:graphic></wp:inline></w:drawing>`;
    const picture = `<w:pict><v:shape style="width:400pt;height:60pt"><v:textbox>${content}</v:textbox></v:shape></w:pict>`;
    const both = `<mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice><mc:Fallback>${picture}</mc:Fallback></mc:AlternateContent>`;
    return `<w:p><w:r>${both}</w:r></w:p>`;
  }

  #runs(text: string): string {
    const pieces = this.#manner.splitRuns ? (text.match(/[\s\S]{1,3}/gu) ?? []) : [text];
    const runs = pieces.map((piece) =>
      withMarks(
        piece,
        (stretch) => this.#marked(stretch),
        (rest) => (rest === '' && piece !== '' ? '' : `<w:r><w:rPr><w:b/></w:rPr>${runText(rest)}</w:r>`),
      ),
    );
    const joined = runs.join('<w:proofErr w:type="spellStart"/>');
    if (!this.#manner.tracked || !/^\d+$/.test(text)) return joined;
    const before = `<w:del w:id="4" w:author="a"><w:r><w:delText>${this.#random.int(10, 99)}</w:delText></w:r></w:del>`;
    return `${before}<w:ins w:id="5" w:author="a">${joined}</w:ins>`;
  }

  #marked(text: string): string {
    const look = this.#look;
    if (look === 'deleted')
      return `<w:del w:id="6" w:author="a"><w:r><w:delText xml:space="preserve">${xmlText(text)}</w:delText></w:r></w:del>`;
    return `<w:r><w:rPr>${this.#random.pick(LOOKS[look])}</w:rPr>${runText(text)}</w:r>`;
  }

  #cellParagraphs(text: string): string {
    return text
      .split('\n')
      .map((line) => `<w:p>${this.#runs(line)}</w:p>`)
      .join('');
  }

  #table(table: SampleTable): string {
    const offset = this.#manner.sliver ? 90 : 0;
    const rows = drawnRows(table, this.#random, this.#manner.drag ?? 0);
    const edges = new Set(rows.flat().flatMap((cell) => [cell.left + offset, cell.right + offset]));
    const grid = [...(this.#manner.sliver ? edges.add(0) : edges)].sort((a, b) => a - b);
    const at = (edge: number) => grid.indexOf(edge);
    const columns = grid.slice(1).map((edge, index) => `<w:gridCol w:w="${edge - (grid[index] ?? 0)}"/>`);
    const lines = rows.map((cells, row) => {
      // Rows without a merged cell at the left may begin at the sliver's own line.
      const reaches = this.#manner.sliver && cells[0]?.merge === null && this.#random.chance(0.4);
      const isHidden = cells.some(({ text }) => text.includes(HIDDEN_ROW));
      const properties = `${this.#manner.sliver && !reaches ? '<w:gridBefore w:val="1"/>' : ''}${isHidden ? '<w:hidden/>' : ''}`;
      const before = properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`;
      const written = cells.map((cell, index) => {
        const left = index === 0 && reaches ? 0 : at(cell.left + offset);
        return this.#cell(cell.text.replaceAll(HIDDEN_ROW, ''), at(cell.right + offset) - left, cell.merge);
      });
      const gone =
        '<w:tr><w:trPr><w:del w:id="9" w:author="a"/></w:trPr><w:tc><w:p><w:r><w:t>77</w:t></w:r></w:p></w:tc></w:tr>';
      return `${this.#manner.tracked && row === 2 ? gone : ''}<w:tr>${before}${written.join('')}</w:tr>`;
    });
    return `<w:tbl><w:tblPr/><w:tblGrid>${columns.join('')}</w:tblGrid>${lines.join('')}</w:tbl>`;
  }

  #cell(text: string, span: number, merge: 'start' | 'continue' | null): string {
    const down = merge === null ? '' : merge === 'start' ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
    const content = this.#cellParagraphs(text);
    if (!this.#manner.oldMerges || span === 1)
      return `<w:tc><w:tcPr>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${down}</w:tcPr>${content}</w:tc>`;
    const rest = `<w:tc><w:tcPr><w:hMerge w:val="continue"/>${down}</w:tcPr><w:p/></w:tc>`.repeat(span - 1);
    return `<w:tc><w:tcPr><w:hMerge w:val="restart"/>${down}</w:tcPr>${content}</w:tc>${rest}`;
  }
}

function runText(text: string): string {
  return text
    .split('\t')
    .map((part) => `<w:t xml:space="preserve">${xmlText(part)}</w:t>`)
    .join('<w:tab/>');
}

const CONTENT_TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`;
const DOCUMENT_RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`;
const RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

function numberingXml(report: SampleReport): string {
  const headings = report.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
  const sign = headings.find((text) => TYPED_NUMBER.test(text))?.charAt(1) ?? '、';
  return `<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="${TRANSITIONAL}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1${sign}"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;
}
