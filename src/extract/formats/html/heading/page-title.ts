import { withoutSpace } from '../../../../vocabulary/characters.ts';
import { yearsNamed } from '../../../../vocabulary/years.ts';
import { isFrameElement } from '../content/containers.ts';
import { ancestorsOf, behind, type Element, elementsOf, isElement, isLink, isShown } from '../dom/dom.ts';
import { joinLines } from '../dom/line.ts';
import { isBoilerplate } from '../frame/boilerplate.ts';
import { shownLines } from './metadata.ts';
import { isReportTitle, namesNobody, withoutSite } from './title.ts';

export interface PageTitle {
  readonly text: string;
  readonly from: 'page' | 'meta' | 'title element';
}

const TITLE_NAME =
  /(?:^|[\s_-])(?:title|titles|tit|bt|biaoti|xl-?title|art-?title|arti-?title|article-?title|arcticle|detail-?title|content-?title|con-?title|main-?title|news-?title|info-?title|page-?title|pages-?title|h-?title|big-?title|xxgk-?title|zw-?title|wz-?title|ivs-?title|docTitle|titlestyle\d*|bigtitle|newstitle|titles?\d)(?:$|[\s_-])/i;

const LEAST = 4;
const LONGEST = 120;

/**
 * The title as the page shows it, else as it states it: visible heading → meta → `<title>` without the site's name. A report's title that
 * another source has in full (the text prints only 2023年政府信息公开工作年度报告 under the organ's name) is taken in full.
 */
export function pageTitle(
  root: Element,
  meta: (name: string) => string | null,
  titleElement: string | null,
): PageTitle | null {
  const candidates = [...shownTitles(root), ...statedTitles(meta, titleElement)];
  const reports = candidates.filter(({ text }) => isReportTitle(text));
  const best = reports[0] ?? candidates[0];
  if (!best || !namesNobody(best.text)) return best ?? null;
  return reports.find(({ text }) => text.length > best.text.length && text.includes(best.text)) ?? best;
}

function statedTitles(meta: (name: string) => string | null, titleElement: string | null): PageTitle[] {
  const found = (text: string | null, from: PageTitle['from']): PageTitle[] => {
    const title = text === null ? null : withoutSite(text);
    return title === null ? [] : [{ text: title, from }];
  };
  return [
    ...['ArticleTitle', 'og:title', 'title'].flatMap((name) => found(meta(name), 'meta')),
    ...found(titleElement, 'title element'),
  ];
}

/** The headings shown, best first: one that names a report, then `h1`, then an element that is called a title, then `h2` and `h3`. */
function shownTitles(root: Element): PageTitle[] {
  const found: { readonly text: string; readonly rank: number }[] = [];
  let isEntered = true;
  for (let node = behind(root, root, isEntered); node !== null; node = behind(node, root, isEntered)) {
    isEntered = !isElement(node) || isShown(node);
    const rank = isEntered && isElement(node) ? rankOf(node) : 0;
    const text = rank > 0 && isElement(node) ? titleText(node) : null;
    if (text !== null) found.push({ text, rank });
  }
  return found.sort((a, b) => b.rank - a.rank).map(({ text }) => ({ text, from: 'page' }));
}

function rankOf(element: Element): number {
  if (element.name === 'h1' || element.name === 'ucaptitle') return 3;
  const { class: classes, id } = element.attribs;
  if ((classes !== undefined && TITLE_NAME.test(classes)) || (id !== undefined && TITLE_NAME.test(id))) return 2;
  return element.name === 'h2' || element.name === 'h3' ? 1 : 0;
}

const HEADING = /^h[1-6]$/;

function titleText(element: Element): string | null {
  for (const around of ancestorsOf(element)) if (isFrameElement(around) && around.name !== 'header') return null;
  // A box around title and date: the heading inside it is looked at by itself.
  if (!HEADING.test(element.name) && elementsOf(element, ({ name }) => HEADING.test(name)).length > 0) return null;
  const lines = shownLines(element).filter((line) => !isBoilerplate(line));
  const text = joinLines(lines);
  return text.length >= LEAST && text.length <= LONGEST ? text : null;
}

/** A column is called 政府信息公开年报; what is shorter than this and names no year may be one. */
const LONGER_THAN_A_COLUMN = 14;

/**
 * The report's title in an element of no known name in front of the text: the nearest line that is no link, nor part of a menu. Where the page
 * is all text, the first one: those behind it are of further reports.
 */
export function titleAbove(page: Element, text: Element): PageTitle | null {
  const leaveOut = (element: Element): boolean => isLink(element) || isFrameElement(element);
  const lines = shownLines(page, { until: text, leaveOut }).filter(isReportTitle);
  const nearest = page === text ? lines : lines.toReversed();
  const title =
    nearest.find((line) => yearsNamed(withoutSpace(line)).length > 0) ??
    nearest.find((line) => line.length > LONGER_THAN_A_COLUMN);
  return title === undefined ? null : { text: title, from: 'page' };
}
