import type { Warning } from '../../document.ts';
import { contains, linesOf } from '../layout/lines.ts';
import { centreX, centreY, type Page } from '../layout/model.ts';
import type { OcrEngine } from '../ocr/engine.ts';
import { openEngine } from '../ocr/engines.ts';
import { PictureReader } from '../ocr/page.ts';
import { openRaster, type PageRaster } from '../ocr/raster.ts';
import type { PageInk } from './ink.ts';
import { isGarbled, type PageKind } from './quality.ts';

/** Reading pictures takes a second or more a page: after this long (milliseconds) the rest is left, and said so. */
const BUDGET_MS = 180_000;

/** Reads pages of a PDF from their pictures; opens renderer and OCR engine when the first one comes. */
export class Recogniser {
  readonly warnings: Warning[] = [];
  private readonly bytes: Uint8Array;
  private readonly layers = new Map<number, PageInk>();
  private raster: PageRaster | null = null;
  private engine: OcrEngine | null = null;
  private reader: PictureReader | null = null;
  private started = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get engineName(): string {
    return this.engine?.name ?? 'no OCR engine';
  }

  async add(number: number, ink: PageInk, kind: PageKind): Promise<void> {
    this.started ||= performance.now();
    if (performance.now() - this.started > BUDGET_MS) {
      const message = `recognising text took longer than ${BUDGET_MS / 1000} seconds; this page was not read`;
      this.warnings.push({ code: 'time_budget', message, where: `page ${number}` });
      return;
    }
    this.raster ??= await openRaster(this.bytes);
    this.engine ??= openEngine();
    this.reader ??= new PictureReader(this.engine);
    await this.reader.add(await this.raster.picture(number));
    if (kind === 'layered') this.layers.set(number, ink);
  }

  async finish(): Promise<Page[]> {
    const pages = (await this.reader?.finish()) ?? [];
    return pages.map((page) => {
      const layer = this.layers.get(page.number);
      return layer ? withLayer(page, layer) : page;
    });
  }

  async close(): Promise<void> {
    this.raster?.close();
    await this.engine?.close();
  }
}

/** The scanner's own text for what stands outside tables, where it is text at all; in tables it has no cells, and its digits are worse. */
function withLayer(page: Page, ink: PageInk): Page {
  const glyphs = ink.glyphs.filter((glyph) => glyph.invisible && glyph.turn === 0);
  if (glyphs.length === 0 || isGarbled(glyphs.map((glyph) => glyph.text))) return page;
  const outside = glyphs.filter(
    ({ box }) => !page.tables.some((table) => contains(table.box, centreX(box), centreY(box))),
  );
  return { ...page, lines: linesOf(outside) };
}
