import type { Warning } from '../../document.ts';
import { contains } from '../layout/lines.ts';
import { type Box, centreX, centreY, type LaidOutPage } from '../layout/model.ts';
import type { OcrEngine } from '../ocr/engine.ts';
import { openEngine } from '../ocr/engines.ts';
import { UNREAD } from '../ocr/numbers.ts';
import { PictureReader } from '../ocr/page.ts';
import type { PageRaster } from '../ocr/raster.ts';
import type { PageInk } from './ink.ts';
import type { PageKind } from './page-kind.ts';
import { RECOGNISE } from './settings.ts';

/** Reads drawn pages from their pictures; opens renderer and OCR engine when the first one comes. */
export class Recogniser {
  readonly warnings: Warning[] = [];
  private readonly openRaster: () => Promise<PageRaster>;
  private readonly inks = new Map<number, PageInk>();
  private raster: PageRaster | null = null;
  private engine: OcrEngine | null = null;
  private reader: PictureReader | null = null;

  constructor(openRaster: () => Promise<PageRaster>) {
    this.openRaster = openRaster;
  }

  get engineName(): string {
    return this.engine?.name ?? 'no OCR engine';
  }

  async add(number: number, ink: PageInk, kind: PageKind): Promise<void> {
    await this.addPicture(number);
    if (kind === 'garbled') this.inks.set(number, ink);
  }

  /** Reads a page from its picture alone: a scanner's text layer is another's reading, of unknown care. */
  async addPicture(number: number): Promise<void> {
    this.engine ??= openEngine();
    this.reader ??= new PictureReader(this.engine);
    const late = this.reader.lateFor(number);
    if (late !== null) {
      this.warnings.push(late);
      return;
    }
    await this.reader.add(async () => {
      this.raster ??= await this.openRaster();
      return this.raster.picture(number);
    });
  }

  async finish(): Promise<LaidOutPage[]> {
    // All pages are drawn: the renderer's memory is free for the engine.
    await this.closeRaster();
    const pages = (await this.reader?.finish()) ?? [];
    return pages.map((page) => {
      const drawn = this.inks.get(page.number);
      return drawn ? this.withUnseen(page, drawn) : page;
    });
  }

  /**
   * A page whose text has no meaning is read from its picture; but a font that is not in the file is not in the picture either. What has
   * text and shows no ink is unreadable, never blank.
   */
  private withUnseen(page: LaidOutPage, { glyphs }: PageInk): LaidOutPage {
    const printed = glyphs.filter((glyph) => !glyph.unseen && glyph.text.trim() !== '');
    if (charactersOn(page) < printed.length * RECOGNISE.seenShare) {
      const message = 'the fonts do not tell their characters and are not in the file; this page cannot be read';
      this.warnings.push({ code: 'garbled_font', message, where: `page ${page.number}` });
      return { ...page, lines: [], tables: [] };
    }
    const holdsText = (box: Box) => printed.some((glyph) => contains(box, centreX(glyph.box), centreY(glyph.box)));
    return {
      ...page,
      tables: page.tables.map((table) => ({
        ...table,
        cells: table.cells.map((cell) =>
          cell.text === '' && holdsText(cell.box) ? { ...cell, text: UNREAD, confidence: 0 } : cell,
        ),
      })),
    };
  }

  async close(): Promise<void> {
    await this.closeRaster();
    await this.engine?.close();
  }

  private async closeRaster(): Promise<void> {
    const { raster } = this;
    this.raster = null;
    await raster?.close();
  }
}

const charactersOn = (page: LaidOutPage): number =>
  [...page.lines, ...page.tables.flatMap((table) => table.cells)].reduce((sum, { text }) => sum + text.length, 0);
