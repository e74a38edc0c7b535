import type { Cell, Document, Table } from '../document.ts';
import type { PageInk } from '../formats/drawn/ink.ts';
import type { DrawnPages } from '../formats/drawn/read.ts';
import { textRuns } from '../formats/layout/borderless/text-runs.ts';
import type { Figure } from '../report/model.ts';
import type { PageDrawing } from './model.ts';
import { SvgPage } from './svg.ts';

/** More pages than a report has are somebody's book. */
const MOST_PAGES = 60;
/** Sharp enough to read, small enough for a file of its own. */
const BACKGROUND_DPI = 110;
const POINTS = 72;

interface PaperSize {
  readonly width: number;
  readonly height: number;
  /** What the page draws; null for a scan. */
  readonly ink: PageInk | null;
  /** A picture of the page; null where its own text is drawn. */
  readonly picture: Buffer | null;
}

/**
 * A picture a page: the rules and text runs that were found on it, text that nobody sees, the cells of the grids, and in each cell the
 * number that was read (green) or given up (red). Scans are shown below it. None for formats without pages.
 */
export async function drawPages(
  bytes: Uint8Array,
  { document, figures }: { readonly document: Document; readonly figures: readonly Figure[] },
): Promise<PageDrawing[]> {
  const papers = await papersOf(bytes, document.format);
  return papers.map((paper, index) => ({ page: index + 1, svg: drawPage(paper, index + 1, document, figures) }));
}

async function papersOf(bytes: Uint8Array, format: Document['format']): Promise<PaperSize[]> {
  if (format === 'image') return scanPapers(bytes);
  if (format === 'ofd') {
    const { openOfdPages } = await import('../formats/ofd/index.ts');
    return drawnPapers(await openOfdPages(bytes));
  }
  if (format !== 'pdf') return [];
  const { openPdf } = await import('../formats/pdf/open.ts');
  const { openRaster } = await import('../formats/ocr/raster.ts');
  const pdf = await openPdf(bytes);
  try {
    return await drawnPapers({ ...pdf, openRaster: () => openRaster(bytes) });
  } finally {
    await pdf.close();
  }
}

async function drawnPapers(drawn: DrawnPages): Promise<PaperSize[]> {
  const { pageKind } = await import('../formats/drawn/page-kind.ts');
  const raster = await drawn.openRaster();
  const papers: PaperSize[] = [];
  try {
    for (let number = 1; number <= Math.min(drawn.pages, MOST_PAGES); number++) {
      const ink = await drawn.page(number);
      const isText = pageKind(ink) === 'text';
      const picture = isText ? null : await jpegOf(await raster.picture(number));
      papers.push({ width: ink.width, height: ink.height, ink: isText ? ink : null, picture });
    }
    return papers;
  } finally {
    await raster.close();
  }
}

async function scanPapers(bytes: Uint8Array): Promise<PaperSize[]> {
  const { pagePictures } = await import('../formats/image.ts');
  const papers: PaperSize[] = [];
  for (const page of await pagePictures(bytes)) {
    const points = POINTS / page.dpi;
    const { width, height } = page.image;
    papers.push({ width: width * points, height: height * points, ink: null, picture: await jpegOf(page) });
  }
  return papers;
}

interface GrayPage {
  readonly image: { readonly width: number; readonly height: number; readonly data: Uint8Array };
  readonly dpi: number;
}

async function jpegOf({ image: { width, height, data }, dpi }: GrayPage): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const shown = Math.max(1, Math.round((width * BACKGROUND_DPI) / dpi));
  return sharp(data, { raw: { width, height, channels: 1 } })
    .resize({ width: Math.min(width, shown) })
    .jpeg({ quality: 60 })
    .toBuffer();
}

function drawPage(paper: PaperSize, page: number, document: Document, figures: readonly Figure[]): string {
  const svg = new SvgPage(paper.width, paper.height);
  if (paper.picture !== null) svg.background(paper.picture);
  if (paper.ink !== null) drawInk(svg, paper.ink);
  const tables = document.blocks.filter((block): block is Table => block.kind === 'table');
  for (const [number, { cells }] of tables.entries()) {
    for (const cell of cells) if (cell.position?.page === page) drawCell(svg, cell, number, paper.ink === null);
  }
  for (const figure of figures) if (figure.source.position?.page === page) drawFigure(svg, figure);
  return svg.toString();
}

function drawInk(svg: SvgPage, ink: PageInk): void {
  for (const { from, to, at } of ink.horizontal) svg.line('rule', [from, at], [to, at]);
  for (const { from, to, at } of ink.vertical) svg.line('rule', [at, from], [at, to]);
  const seen = ink.glyphs.filter(({ unseen, turn }) => unseen === null && turn !== null);
  for (const run of textRuns(seen, [])) {
    svg.text(run.text, run.box, run.size * 0.9);
    svg.box('run', run.box, run.text);
  }
  for (const { box, text, unseen } of ink.glyphs) if (unseen !== null) svg.box('hidden', box, `${text}: ${unseen}`);
}

function drawCell(svg: SvgPage, { position, row, column, text }: Cell, table: number, isScan: boolean): void {
  if (position === undefined) return;
  svg.box('cell', position.box, `table ${table}, row ${row}, column ${column}: ${text}`);
  // Of a scan this is the only place where a person sees what was recognised.
  if (isScan && text !== '') svg.label(text.replace(/\n/g, ' '), position.box);
}

function drawFigure(svg: SvgPage, { table, row, column, value, raw, source }: Figure): void {
  if (source.position === null) return;
  const title = `${table}/${row}/${column}: ${value === null ? `null, printed "${raw ?? ''}"` : value}`;
  svg.box(value === null && (raw ?? '').trim() !== '' ? 'null' : 'value', source.position.box, title);
}
