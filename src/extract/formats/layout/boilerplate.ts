import { isOrganName } from '../../../vocabulary/organ-endings.ts';
import { namesDisclosureReport } from '../../../vocabulary/report-titles.ts';
import type { LaidOutPage, TextLine } from './model.ts';
import { isPrintMark, withoutPrintTime } from './print-marks.ts';
import { BOILERPLATE } from './settings.ts';

/** `- 3 -`, `— 3 —`, `3`, `第 3 页 共 6 页`, `3/6`, `Page 3 of 6`, `·3·`; two lines of dashes and digits are as good. */
const PAGE_NUMBER =
  /^[-—–_－·•~〜―\s]*(?:第?\s*[\dⅠ-Ⅻivxlc一二三四五六七八九十]{1,4}\s*页?(?:\s*[/／,，、]?\s*共?\s*\d{1,4}\s*页?)?|page\s*\d+(?:\s*of\s*\d+)?)[-—–_－·•~〜―\s]*$/iu;

/** Takes page numbers, running headers and footers, and the marks of a browser's print out of the pages. */
export function withoutBoilerplate(pages: readonly LaidOutPage[]): LaidOutPage[] {
  const repeated = repeatedTexts(pages);
  return pages.map((page) => ({
    ...page,
    lines: page.lines.filter(
      (line) =>
        !isPageNumber(line, page) && !(inMargin(line, page) && (repeated.has(masked(line)) || isPrintMark(line.text))),
    ),
  }));
}

const inMargin = (line: TextLine, page: LaidOutPage): boolean =>
  line.box[1] > page.height * (1 - BOILERPLATE.margin) || line.box[3] < page.height * BOILERPLATE.margin;

const isPageNumber = (line: TextLine, page: LaidOutPage): boolean =>
  inMargin(line, page) && PAGE_NUMBER.test(line.text.normalize('NFKC').trim());

/** A line's text and place, numbers masked: what is the same on two pages of three is a running header or footer. */
const masked = (line: TextLine): string =>
  `${line.text.replace(/\d+/g, '#').replace(/\s/g, '')}@${Math.round(line.box[1] / 12)}`;

const PAGE_COUNT = /(?:[-—–·\s]+第?|第)\s*\d{1,4}\s*页?(?:\s*[/／,，、]?\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*$/u;

/** The report's title where it is printed as the running head or foot of its pages, and perhaps nowhere else; null where none is. */
export function runningTitle(pages: readonly LaidOutPage[]): string | null {
  const repeated = repeatedTexts(pages);
  const [first] = pages;
  if (!first) return null;
  const running = first.lines.filter((line) => inMargin(line, first) && repeated.has(masked(line)));
  const texts = running.map(({ text }) => withoutPrintTime(text).trim().replace(PAGE_COUNT, ''));
  const at = texts.findIndex(namesDisclosureReport);
  const [above = '', title] = [texts[at - 1], texts[at]];
  return title === undefined ? null : `${isOrganName(above) ? above : ''}${title}`;
}

function repeatedTexts(pages: readonly LaidOutPage[]): Set<string> {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(page.lines.filter((line) => inMargin(line, page)).map(masked)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  const needed = Math.max(2, Math.ceil(pages.length / 2));
  return new Set([...counts].filter(([, count]) => count >= needed).map(([key]) => key));
}
