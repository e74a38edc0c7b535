import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, randomFrom, type SampleReport, type SampleTable } from '../../generator/index.ts';
import { drawnRows, type OfficeCell } from '../../generator/office-rows.ts';
import { xmlText, zipOf } from '../../generator/office-zip.ts';
import { headerRows } from '../../src/sample/shape.ts';
import { type Edit, PLAIN, TRACKED } from './tracked.ts';

/** How a secretary's Word file is set. Unlike the generator's own DOCX it is meant for print: rules, a page size, fonts. */
interface WordManner {
  readonly edit: Edit;
  /** Twips by which lines were dragged by hand. */
  readonly drag: number;
  /** Header rows printed anew on each page. */
  readonly repeatsHeader: boolean;
  /** Half points. */
  readonly size: number;
}

const mannerOf = (index: number, tracked: boolean): WordManner => ({
  edit: tracked ? TRACKED : PLAIN,
  drag: index % 3 === 1 ? 40 : 0,
  repeatsHeader: index % 4 === 2,
  size: index % 2 === 0 ? 21 : 28,
});

/** Writes the reports as DOCX; `tracked` with deletions and insertions that nobody has accepted yet. */
export async function writeWord(reports: readonly SampleReport[], folder: string, tracked = false): Promise<string[]> {
  const files = join(folder, 'word');
  mkdirSync(files);
  const paths: string[] = [];
  for (const [index, report] of reports.entries()) {
    const path = join(files, `${report.seed}.docx`);
    writeFileSync(path, await docx(new WordBody(mannerOf(index, tracked), randomFrom(report.seed)).of(report)));
    paths.push(path);
  }
  return paths;
}

const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const SCHEMAS = 'http://schemas.openxmlformats.org';
const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const CONTENT_TYPES = `${DECLARED}<Types xmlns="${SCHEMAS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${DOCUMENT}"/></Types>`;
const RELATIONS = `${DECLARED}<Relationships xmlns="${SCHEMAS}/package/2006/relationships"><Relationship Id="rId1" Type="${SCHEMAS}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
/** A4 with Word's usual margins. */
const SECTION =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1453" w:bottom="1440" w:left="1453"/></w:sectPr>';

const docx = (body: string): Promise<Buffer> =>
  zipOf([
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    { name: '_rels/.rels', content: RELATIONS },
    {
      name: 'word/document.xml',
      content: `${DECLARED}<w:document xmlns:w="${SCHEMAS}/wordprocessingml/2006/main"><w:body>${body}${SECTION}</w:body></w:document>`,
    },
  ]);

/** 0.5 pt, Word's own. */
const RULES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('');

class WordBody {
  readonly #manner: WordManner;
  readonly #random: Random;

  constructor(manner: WordManner, random: Random) {
    this.#manner = manner;
    this.#random = random;
  }

  of(report: SampleReport): string {
    return report.blocks
      .map((block) => {
        if (block.kind === 'table') return `${this.#table(block.table)}<w:p/>`;
        const lines = 'lines' in block ? block.lines : [block.text];
        const isTitle = block.kind === 'title';
        return lines.map((line) => this.#paragraph(line, isTitle ? 44 : 28, isTitle)).join('');
      })
      .join('');
  }

  #paragraph(text: string, size: number, centred: boolean): string {
    const { edit } = this.#manner;
    const properties = centred ? '<w:pPr><w:jc w:val="center"/></w:pPr>' : '';
    return `${edit.before(this.#random)}<w:p>${properties}${edit.text(text, runOf(size), this.#random)}</w:p>`;
  }

  #table(table: SampleTable): string {
    const rows = drawnRows(table, this.#random, this.#manner.drag);
    const grid = [...new Set(rows.flat().flatMap(({ left, right }) => [left, right]))].sort((a, b) => a - b);
    const columns = grid.slice(1).map((edge, index) => `<w:gridCol w:w="${edge - (grid[index] ?? 0)}"/>`);
    const head = this.#manner.repeatsHeader ? headerRows(table) : 0;
    const lines = rows.map((cells, row) => {
      const properties = row < head ? '<w:trPr><w:tblHeader/></w:trPr>' : '';
      const written = cells.map((cell) => this.#cell(cell, grid.indexOf(cell.right) - grid.indexOf(cell.left)));
      return `<w:tr>${properties}${written.join('')}</w:tr>`;
    });
    const properties = `<w:tblPr><w:tblW w:w="${grid.at(-1)}" w:type="dxa"/><w:tblBorders>${RULES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>`;
    return `<w:tbl>${properties}<w:tblGrid>${columns.join('')}</w:tblGrid>${lines.join('')}</w:tbl>`;
  }

  #cell({ text, left, right, merge }: OfficeCell, span: number): string {
    const across = span > 1 ? `<w:gridSpan w:val="${span}"/>` : '';
    const down = merge === null ? '' : merge === 'start' ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
    const paragraphs = text.split('\n').map((line) => this.#paragraph(line, this.#manner.size, true));
    return `<w:tc><w:tcPr><w:tcW w:w="${right - left}" w:type="dxa"/>${across}${down}</w:tcPr>${paragraphs.join('')}</w:tc>`;
  }
}

const runOf =
  (size: number) =>
  (text: string, element = 'w:t'): string =>
    `<w:r><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:eastAsia="AR PL UMing CN"/><w:sz w:val="${size}"/></w:rPr><${element} xml:space="preserve">${xmlText(text)}</${element}></w:r>`;
