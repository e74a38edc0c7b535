import type { LaidOutPage, TextLine } from './model.ts';
import { PARAGRAPHS } from './settings.ts';

export interface PlacedParagraph {
  readonly text: string;
  readonly page: number;
  /** Top of its first line on that page, in points. */
  readonly top: number;
  /** Of recognised text: that of its worst line. */
  readonly confidence?: number;
}

/** Where a page's text runs from and to, and how far its lines are apart. */
interface Measure {
  readonly left: number;
  readonly right: number;
  readonly pitch: number;
  readonly size: number;
}

/** Lines of all pages, joined to paragraphs by indentation, fullness and distance; a paragraph may go on over a page's end. */
export function paragraphsOf(pages: readonly LaidOutPage[]): PlacedParagraph[] {
  const measure = measureOf(pages);
  const paragraphs: { text: string; page: number; top: number; confidence?: number }[] = [];
  let last: { line: TextLine; page: LaidOutPage } | null = null;
  for (const page of pages) {
    for (const line of page.lines.filter((one) => one.text !== '')) {
      const paragraph = paragraphs.at(-1);
      const { confidence } = line;
      const certainty = confidence === undefined ? {} : { confidence };
      if (paragraph && last && continues(last, { line, page }, measure) && !beginsAnew(paragraph.text, line)) {
        paragraph.text += seam(paragraph.text, line.text) + line.text;
        if (confidence !== undefined) paragraph.confidence = Math.min(paragraph.confidence ?? 1, confidence);
      } else paragraphs.push({ text: line.text, page: page.number, top: line.box[1], ...certainty });
      last = { line, page };
    }
  }
  return paragraphs;
}

/** A title that is printed a second time below itself: its first line again. */
const beginsAnew = (text: string, { text: next }: TextLine): boolean =>
  next.length >= AGAIN && text.length >= next.length && text.replace(/\s/g, '').startsWith(next.replace(/\s/g, ''));
/** Lines of fewer characters may begin alike by chance. */
const AGAIN = 6;

/** Two Latin words need a space between them, Chinese text none. */
const seam = (before: string, after: string): string =>
  /[A-Za-z,;]$/.test(before) && /^[A-Za-z]/.test(after) ? ' ' : '';

function continues(
  last: { line: TextLine; page: LaidOutPage },
  next: { line: TextLine; page: LaidOutPage },
  measure: Measure,
): boolean {
  const em = Math.max(last.line.size, next.line.size);
  if (Math.abs(last.line.size - next.line.size) > em * 0.15) return false;
  if (last.page === next.page) {
    const distance = next.line.box[1] - last.line.box[1];
    if (
      distance > Math.max(measure.pitch * PARAGRAPHS.mostPitch, em * 1.2 * PARAGRAPHS.mostPitch) ||
      tableBetween(last.page, last.line, next.line)
    )
      return false;
    if (isTitle(last.line, last.page, measure) && isTitle(next.line, next.page, measure)) return true;
  } else if (
    last.page.tables.some((table) => table.box[1] > last.line.box[1]) ||
    next.page.tables.some((table) => table.box[1] < next.line.box[1])
  )
    return false;
  return (
    last.line.box[2] > measure.right - em * PARAGRAPHS.short && next.line.box[0] < measure.left + em * PARAGRAPHS.indent
  );
}

const tableBetween = (page: LaidOutPage, above: TextLine, below: TextLine): boolean =>
  page.tables.some((table) => table.box[1] >= above.box[1] && table.box[3] <= below.box[3]);

/** A centred line in larger type: a title that takes two lines is one paragraph. */
const isTitle = (line: TextLine, page: LaidOutPage, measure: Measure): boolean =>
  line.size > measure.size * 1.15 && Math.abs(line.box[0] + line.box[2] - page.width) < page.width * 0.06;

/** Taken from the longest lines of the whole document: a short page must not redefine the margins. */
function measureOf(pages: readonly LaidOutPage[]): Measure {
  const lines = pages.flatMap((page) => page.lines);
  const widest = Math.max(0, ...lines.map((line) => line.box[2] - line.box[0]));
  const long = lines.filter((line) => line.box[2] - line.box[0] > widest * 0.85);
  const distances = pages.flatMap((page) =>
    page.lines.slice(1).map((line, index) => line.box[1] - (page.lines[index]?.box[1] ?? 0)),
  );
  return {
    left: Math.min(...long.map((line) => line.box[0]), Infinity),
    right: rightEdge(long, pages),
    pitch: median(distances.filter((distance) => distance > 4)),
    size: median(lines.flatMap((line) => Array.from({ length: Math.min(60, line.text.length) }, () => line.size))),
  };
}

/** A page of few lines does not show how far they may run; its tables do. */
function rightEdge(long: readonly TextLine[], pages: readonly LaidOutPage[]): number {
  const right = median(long.map((line) => line.box[2]));
  if (long.length >= PARAGRAPHS.enoughLines) return right;
  return Math.max(right, median(pages.flatMap((page) => page.tables.map((table) => table.box[2]))));
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
