import type { SampleCell, SampleTable } from '../src/sample/grid.ts';
import type { SampleReport } from '../src/sample/model.ts';
import { xmlText, zipOf } from './office-zip.ts';
import { HIDDEN_ROW, isMarked, type Look, withMarks } from './variations/looks.ts';

/* OpenDocument spreadsheets written by hand: looks of characters and of whole cells, repeated cells, hidden rows. */

const TYPE = 'application/vnd.oasis.opendocument.spreadsheet';
const NAMESPACES = `${['office', 'text', 'table', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ')} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"`;

const LOOKS: Readonly<Record<Look, readonly string[]>> = {
  unseen: ['fo:color="#ffffff"', 'fo:font-size="1pt"', 'text:display="none"'],
  struck: ['style:text-line-through-style="solid"', 'style:text-line-through-type="single"'],
  deleted: ['style:text-line-through-style="solid" style:text-line-through-type="double"'],
  raised: ['style:text-position="super 58%"'],
};
const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${TYPE}"/></manifest:manifest>`;

/** A report as an ODS file of one sheet, its marked characters of the look; with `flat`, as one XML file. */
export async function odsOf(report: SampleReport, flat: boolean, look: Look): Promise<Buffer> {
  const properties = `<style:text-properties ${LOOKS[look][report.seed % LOOKS[look].length] ?? ''}/>`;
  const styles = `<office:automatic-styles><style:style style:name="Look" style:family="text">${properties}</style:style><style:style style:name="Whole" style:family="table-cell">${properties}</style:style></office:automatic-styles>`;
  const rows = report.blocks.map((block) => {
    if (block.kind === 'table') return `${BLANK_ROW}${tableRows(block.table)}${BLANK_ROW}`;
    const lines = 'lines' in block ? block.lines : [block.text];
    return lines.map((line) => `<table:table-row>${textCell(line, '')}</table:table-row>`).join('');
  });
  const end =
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>';
  const sheet = `<table:table table:name="年报"><table:table-column table:number-columns-repeated="1024"/>${rows.join('')}${end}</table:table>`;
  const body = `${styles}<office:body><office:spreadsheet>${sheet}</office:spreadsheet></office:body>`;
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  if (flat)
    return Buffer.from(`${head}<office:document ${NAMESPACES} office:mimetype="${TYPE}">${body}</office:document>`);
  return zipOf([
    { name: 'mimetype', content: TYPE, stored: true },
    { name: 'content.xml', content: `${head}<office:document-content ${NAMESPACES}>${body}</office:document-content>` },
    { name: 'META-INF/manifest.xml', content: MANIFEST },
  ]);
}

const BLANK_ROW = '<table:table-row><table:table-cell/></table:table-row>';

function tableRows(table: SampleTable): string {
  const at = new Map(table.cells.map((cell) => [`${cell.row}/${cell.column}`, cell]));
  return Array.from({ length: table.rows }, (_, row) => {
    const cells: string[] = [];
    let attributes = '';
    for (let column = 0; column < table.columns; column++) {
      const cell = at.get(`${row}/${column}`);
      if (cell?.text.includes(HIDDEN_ROW)) attributes = ' table:visibility="collapse"';
      cells.push(cell ? cellXml(cell) : '<table:covered-table-cell/>');
    }
    return `<table:table-row${attributes}>${runLengths(cells)}</table:table-row>`;
  }).join('');
}

/** Cells that are alike are written once, with how often they follow each other. */
function runLengths(cells: readonly string[]): string {
  const runs: { readonly cell: string; count: number }[] = [];
  for (const cell of cells) {
    const last = runs.at(-1);
    if (last?.cell === cell && !cell.includes('-spanned')) last.count++;
    else runs.push({ cell, count: 1 });
  }
  return runs
    .map(({ cell, count }) =>
      count === 1 ? cell : cell.replace(/^<[\w:-]+/, (tag) => `${tag} table:number-columns-repeated="${count}"`),
    )
    .join('');
}

function cellXml(cell: SampleCell): string {
  const isMerged = cell.rowSpan * cell.colSpan > 1;
  const spans = ` table:number-columns-spanned="${cell.colSpan}" table:number-rows-spanned="${cell.rowSpan}"`;
  const text = cell.text.replaceAll(HIDDEN_ROW, '');
  const isNumber = cell.figure !== null && /^(?:0|[1-9]\d{0,9})$/.test(text);
  const value = isNumber ? ` office:value-type="float" office:value="${text}"` : '';
  return textCell(text, (isMerged ? spans : '') + value);
}

function textCell(text: string, attributes: string): string {
  if (text === '') return `<table:table-cell${attributes}/>`;
  // A text that is marked from end to end is so as a cell.
  const isWhole = isMarked(text) && withMarks(text, () => '').trim() === '';
  const style = isWhole ? ' table:style-name="Whole"' : '';
  const lines = text.split('\n').map((line) => {
    const marked = withMarks(xmlText(line), (stretch) =>
      isWhole ? stretch : `<text:span text:style-name="Look">${stretch}</text:span>`,
    );
    return `<text:p>${marked.replace(/ {2,}/g, (spaces) => ` <text:s text:c="${spaces.length - 1}"/>`)}</text:p>`;
  });
  return `<table:table-cell${style}${attributes}>${lines.join('')}</table:table-cell>`;
}
