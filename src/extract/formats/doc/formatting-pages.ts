import type { ByteView } from '../office/byte-view.ts';

/** A stretch of the main stream, in bytes, with one formatting list. */
export interface FormattedRun {
  readonly start: number;
  readonly end: number;
  /** Style number, for paragraphs. */
  readonly style: number;
  readonly list: ByteView;
}

/** Formatting pages are 512 bytes, their number of runs in the last one. */
const PAGE = 512;

/** Paragraph formatting by place in the main stream. `index` is the list of pages. */
export function paragraphRuns(main: ByteView, index: ByteView): FormattedRun[] {
  return readRuns(main, index, (page, runs, run) => {
    const at = page.u8(4 * (runs + 1) + 13 * run) * 2;
    if (at === 0) return { style: 0, list: page.part(0, 0) };
    const short = page.u8(at);
    const start = short ? at + 1 : at + 2;
    const size = short ? 2 * short - 1 : 2 * page.u8(at + 1);
    return { style: page.u16(start), list: page.part(start + 2, size - 2) };
  });
}

/** Character formatting by place in the main stream. */
export function characterRuns(main: ByteView, index: ByteView): FormattedRun[] {
  return readRuns(main, index, (page, runs, run) => {
    const at = page.u8(4 * (runs + 1) + run) * 2;
    return { style: 0, list: at === 0 ? page.part(0, 0) : page.part(at + 1, page.u8(at)) };
  });
}

type ReadRun = (page: ByteView, runs: number, run: number) => Pick<FormattedRun, 'style' | 'list'>;

function readRuns(main: ByteView, index: ByteView, readRun: ReadRun): FormattedRun[] {
  const pages = Math.max(0, Math.floor((index.length - 4) / 8));
  const found: FormattedRun[] = [];
  for (let n = 0; n < pages; n++) {
    const page = main.part((index.u32(4 * (pages + 1) + 4 * n) & 0x3fffff) * PAGE, PAGE);
    const runs = page.u8(PAGE - 1);
    for (let run = 0; run < runs; run++)
      found.push({ start: page.u32(4 * run), end: page.u32(4 * run + 4), ...readRun(page, runs, run) });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The run that holds a place; undefined where the file has none. */
export function runAt(runs: readonly FormattedRun[], offset: number): FormattedRun | undefined {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const run = runs[middle];
    if (!run) return undefined;
    if (offset < run.start) high = middle - 1;
    else if (offset >= run.end) low = middle + 1;
    else return run;
  }
  return undefined;
}
