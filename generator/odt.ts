import type { SampleCell, SampleTable } from '../src/sample/grid.ts';
import type { SampleReport } from '../src/sample/model.ts';
import { xmlText, zipOf } from './office-zip.ts';
import { HIDDEN_ROW, type Look, withMarks } from './variations/looks.ts';

const TYPE = 'application/vnd.oasis.opendocument.text';
const NAMESPACES = `${['office', 'text', 'table', 'draw', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ')} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"`;

/** What LibreOffice writes for characters of a look; deleted ones stand apart from the text. */
const LOOKS: Readonly<Record<Exclude<Look, 'deleted'>, readonly string[]>> = {
  unseen: ['text:display="none"', 'fo:color="#ffffff"', 'fo:font-size="1pt"'],
  struck: [
    'style:text-line-through-style="solid"',
    'style:text-line-through-type="single"',
    'style:text-line-through-style="solid" style:text-line-through-type="double"',
  ],
  raised: ['style:text-position="super 58%"'],
};
const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${TYPE}"/></manifest:manifest>`;

/** A report as an ODT file, its marked characters of the look; with `flat`, as one XML file. */
export async function odtOf(report: SampleReport, flat = false, look: Look = 'unseen'): Promise<Buffer> {
  const properties = look === 'deleted' ? '' : (LOOKS[look][report.seed % LOOKS[look].length] ?? '');
  const styles = `<office:automatic-styles><style:style style:name="Look" style:family="text"><style:text-properties ${properties}/></style:style></office:automatic-styles>`;
  const deletions: string[] = [];
  const content = withMarks(bodyXml(report), (stretch) => {
    if (look !== 'deleted') return `<text:span text:style-name="Look">${stretch}</text:span>`;
    const id = `ct${deletions.length}`;
    deletions.push(
      `<text:changed-region text:id="${id}"><text:deletion><text:p>${stretch}</text:p></text:deletion></text:changed-region>`,
    );
    return `<text:change text:change-id="${id}"/>`;
  });
  const tracked = deletions.length === 0 ? '' : `<text:tracked-changes>${deletions.join('')}</text:tracked-changes>`;
  const body = `${styles}<office:body><office:text>${tracked}${content}</office:text></office:body>`;
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  if (flat)
    return Buffer.from(`${head}<office:document ${NAMESPACES} office:mimetype="${TYPE}">${body}</office:document>`);
  return zipOf([
    { name: 'mimetype', content: TYPE, stored: true },
    { name: 'content.xml', content: `${head}<office:document-content ${NAMESPACES}>${body}</office:document-content>` },
    { name: 'META-INF/manifest.xml', content: MANIFEST },
  ]);
}

function bodyXml(report: SampleReport): string {
  return report.blocks
    .map((block) => {
      if (block.kind === 'table') return tableXml(block.table);
      const lines = 'lines' in block ? block.lines : [block.text];
      const tag = block.kind === 'heading' ? 'text:h text:outline-level="1"' : 'text:p';
      return lines.map((line) => `<${tag}>${inline(line)}</${tag.split(' ')[0]}>`).join('');
    })
    .join('');
}

/** Spaces and tabs are elements: running white space collapses. */
function inline(text: string): string {
  return xmlText(text)
    .replace(/\t/g, '<text:tab/>')
    .replace(/ {2,}/g, (spaces) => ` <text:s text:c="${spaces.length - 1}"/>`);
}

function tableXml(table: SampleTable): string {
  const at = new Map(table.cells.map((cell) => [`${cell.row}/${cell.column}`, cell]));
  const rows = Array.from({ length: table.rows }, (_, row) => {
    const cells: string[] = [];
    let attributes = '';
    for (let column = 0; column < table.columns; column++) {
      const cell = at.get(`${row}/${column}`);
      if (cell?.text.includes(HIDDEN_ROW)) attributes = ' table:visibility="collapse"';
      cells.push(cell ? cellXml(cell) : '<table:covered-table-cell/>');
    }
    return `<table:table-row${attributes}>${cells.join('')}</table:table-row>`;
  });
  return `<table:table><table:table-column table:number-columns-repeated="${table.columns}"/>${rows.join('')}</table:table>`;
}

function cellXml(cell: SampleCell): string {
  const spans = `table:number-columns-spanned="${cell.colSpan}" table:number-rows-spanned="${cell.rowSpan}"`;
  const text = cell.text
    .replaceAll(HIDDEN_ROW, '')
    .split('\n')
    .map((line) => `<text:p>${inline(line)}</text:p>`);
  return `<table:table-cell ${spans}>${text.join('')}</table:table-cell>`;
}
