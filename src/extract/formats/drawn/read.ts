import { namesDisclosureReport } from '../../../vocabulary/report-titles.ts';
import type { Document, Format, Warning } from '../../document.ts';
import { UnreadableError } from '../../document.ts';
import { assemble } from '../layout/assemble.ts';
import { runningTitle } from '../layout/boilerplate.ts';
import { cluster } from '../layout/cluster.ts';
import type { LaidOutPage } from '../layout/model.ts';
import type { PageRaster } from '../ocr/raster.ts';
import { coarseProcessorMs } from '../processor-time.ts';
import type { PageInk } from './ink.ts';
import { type PageKind, pageKind, settledKind } from './page-kind.ts';
import { lacksTables, largePictures, withPictured } from './pictures.ts';
import { Recogniser } from './recognise.ts';
import { PAGES } from './settings.ts';
import { readTextPage, type TextPage } from './text-page.ts';

/** Pages that a file draws by text, shapes and pictures at places: PDF and its kin. */
export interface DrawnPages {
  readonly pages: number;
  /** The title that the file gives itself; null for none. */
  readonly title: string | null;
  /** What page `number` (from 1) draws. */
  page(number: number): Promise<PageInk>;
  /** Pictures of its pages, for recognition. Throws `UnreadableError`. */
  openRaster(): Promise<PageRaster>;
}

/**
 * Reads drawn pages: text as it is drawn, pictures of pages by OCR.
 * @throws UnreadableError 'no_text', or 'timeout' where not even the first pages could be taken apart in time.
 */
export async function readDrawn(drawn: DrawnPages, format: Format, clock = coarseProcessorMs): Promise<Document> {
  const recogniser = new Recogniser(() => drawn.openRaster());
  try {
    const { pages, kinds, texts } = await readPages(drawn, recogniser, clock);
    const blocks = assemble(pages);
    const late = lateWarning(drawn, kinds.length);
    if (blocks.length === 0 && late !== null) throw new UnreadableError('timeout', `${late.message}.`);
    if (blocks.length === 0)
      throw new UnreadableError(
        'no_text',
        `The ${format.toUpperCase()} has neither text nor pictures of text; ask for another copy.`,
      );
    const title =
      drawn.title && namesDisclosureReport(drawn.title) ? drawn.title : (runningTitle(pages) ?? drawn.title);
    const metadata = title ? { title } : {};
    const warnings = [...warningsOf(drawn, kinds, recogniser.engineName), ...leftOut(texts), ...recogniser.warnings];
    if (late !== null) warnings.push(late);
    return { format, charset: null, charsetEvidence: null, blocks, metadata, warnings };
  } finally {
    await recogniser.close();
  }
}

/** What became of each page, page 1 first; `pictured` is text with pictures in which tables were looked for. */
type PageOutcome = PageKind | 'pictured';

async function readPages(
  drawn: DrawnPages,
  recogniser: Recogniser,
  clock: () => number,
): Promise<{ pages: LaidOutPage[]; kinds: PageOutcome[]; texts: TextPage[] }> {
  const texts: TextPage[] = [];
  const kinds: PageOutcome[] = [];
  const pictures = new Map<number, PageInk['images']>();
  const undecided = new Map<number, PageInk>();
  const read = async (number: number, ink: PageInk, kind: PageKind): Promise<void> => {
    if (kind === 'text') texts.push(readTextPage(ink, number));
    else if (kind !== 'empty') await recogniser.add(number, ink, kind);
    if (kind === 'text' && largePictures(ink).length > 0) pictures.set(number, largePictures(ink));
  };
  // Recognising pages has a budget of its own.
  let recognising = 0;
  const start = clock();
  for (let number = 1; number <= Math.min(drawn.pages, PAGES.most); number++) {
    if (clock() - start - recognising > PAGES.startMs + (number - 1) * PAGES.eachMs) break;
    const ink = await drawn.page(number);
    const kind = pageKind(ink);
    kinds.push(kind);
    const before = clock();
    if (kind === 'undecided') undecided.set(number, ink);
    else await read(number, ink, kind);
    if (kind !== 'text') recognising += clock() - before;
  }
  for (const [number, ink] of undecided) {
    const kind = settledKind(ink, kinds);
    kinds[number - 1] = kind;
    await read(number, ink, kind);
  }
  texts.sort((a, b) => a.page.number - b.page.number);
  const text = texts.map(({ page }) => page);
  if (lacksTables(text)) for (const number of pictures.keys()) await recogniser.addPicture(number);
  const recognised = await recogniser.finish();
  const pages = text.map((page) => {
    const pictured = recognised.find((one) => one.number === page.number);
    if (!pictured) return page;
    const merged = withPictured(page, pictured, pictures.get(page.number) ?? []);
    if (merged.tables.length > page.tables.length) kinds[page.number - 1] = 'pictured';
    return merged;
  });
  const scanned = recognised.filter((page) => !text.some((one) => one.number === page.number));
  return { pages: [...pages, ...scanned].sort((a, b) => a.number - b.number), kinds, texts };
}

const OUTCOME_WARNINGS: Readonly<Partial<Record<PageOutcome, readonly [code: Warning['code'], message: string]>>> = {
  scan: ['recognised', 'pictures of pages: text was recognised from pixels'],
  layered: ['recognised', 'pictures of pages: recognised from pixels; the text layer of the scanner is not used'],
  outlined: ['recognised', 'characters that are drawn as shapes: recognised from pixels'],
  pictured: ['recognised', 'tables that are pictures: recognised from pixels'],
  garbled: ['garbled_font', 'the fonts do not tell which characters they print: text was recognised from pixels'],
};

function warningsOf(drawn: DrawnPages, kinds: readonly PageOutcome[], engine: string): Warning[] {
  const warnings: Warning[] = [];
  for (const [kind, [code, message]] of Object.entries(OUTCOME_WARNINGS)) {
    const numbers = kinds.flatMap((one, index) => (one === kind ? [index + 1] : []));
    if (numbers.length > 0) warnings.push({ code, message: `${message} (${engine})`, where: pagesText(numbers) });
  }
  if (drawn.pages > PAGES.most)
    warnings.push({
      code: 'page_cap',
      message: `only the first ${PAGES.most} of ${drawn.pages} pages were read`,
      where: null,
    });
  return warnings;
}

/** Where not all pages were taken apart, since that took too long. */
function lateWarning(drawn: DrawnPages, taken: number): Warning | null {
  const all = Math.min(drawn.pages, PAGES.most);
  if (taken === all) return null;
  const message = `taking pages apart took too long, as in damaged files: ${taken} of ${all} were read, then the others given up`;
  return {
    code: 'time_budget',
    message,
    where: pagesText(Array.from({ length: all - taken }, (_, i) => taken + i + 1)),
  };
}

/** What is in the file and not on its pages. */
function leftOut(texts: readonly TextPage[]): Warning[] {
  const of = (code: Warning['code'], what: string, pick: (text: TextPage) => string): Warning[] => {
    const pages = texts.filter((text) => pick(text) !== '');
    if (pages.length === 0) return [];
    const excerpt = pages.map(pick).join(' … ').slice(0, 60);
    const message = `${what} was left out: “${excerpt}”`;
    return [{ code, message, where: pagesText(pages.map(({ page }) => page.number)) }];
  };
  return [
    ...of('hidden_text', 'text that nobody sees', ({ hidden }) => hidden),
    ...of('struck_text', 'struck-out text', ({ struck }) => struck),
  ];
}

/** `page 3`, `pages 1-4, 6`. */
function pagesText(numbers: readonly number[]): string {
  const ranges = cluster(
    numbers,
    (number) => number,
    ({ last }, number) => number === last + 1,
  );
  const text = ranges.map((range) => [...new Set([range[0], range.at(-1)])].join('-')).join(', ');
  return `${numbers.length === 1 ? 'page' : 'pages'} ${text}`;
}
