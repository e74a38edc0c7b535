import { isFrameElement } from './containers.ts';
import { ancestorsOf, attribute, descendants, type Element, isElement, isHidden, isSilent, shownText } from './dom.ts';
import { joinLines, printedLine } from './line.ts';
import { isReportTitle, withoutSite } from './title.ts';

export interface PageTitle {
  readonly text: string;
  readonly from: 'page' | 'meta' | 'title element';
}

const TITLE_NAME =
  /(?:^|[\s_-])(?:title|titles|tit|bt|biaoti|xl-?title|art-?title|arti-?title|article-?title|arcticle|detail-?title|content-?title|con-?title|main-?title|news-?title|info-?title|page-?title|pages-?title|h-?title|big-?title|xxgk-?title|zw-?title|wz-?title|ivs-?title|docTitle|titlestyle\d*|bigtitle|newstitle|titles?\d)(?:$|[\s_-])/i;

const LONGEST = 120;

/** The title as the page shows it, else as it states it: visible heading → meta → `<title>` without the site's name. */
export function pageTitle(
  root: Element,
  meta: (name: string) => string | null,
  titleElement: string | null,
): PageTitle | null {
  const shown = shownTitle(root);
  if (shown !== null && isReportTitle(shown)) return { text: shown, from: 'page' };
  const stated = [meta('ArticleTitle'), meta('og:title'), meta('title')].filter((text) => text !== null);
  const report = stated.map(withoutSite).find((text) => text !== null && isReportTitle(text));
  if (report) return { text: report, from: 'meta' };
  const named = titleElement === null ? null : withoutSite(titleElement);
  if (named !== null && isReportTitle(named)) return { text: named, from: 'title element' };
  if (shown !== null) return { text: shown, from: 'page' };
  const [first] = stated;
  if (first) return { text: withoutSite(first) ?? first, from: 'meta' };
  return named === null ? null : { text: named, from: 'title element' };
}

/** The best heading shown: one that names a report before one that does not, `h1` before an element that is called a title. */
function shownTitle(root: Element): string | null {
  let best: string | null = null;
  let highest = 0;
  for (const node of descendants(root, (element) => !isSilent(element) && !isHidden(element))) {
    if (!isElement(node)) continue;
    const rank = rankOf(node);
    if (rank === 0 || rank + 4 <= highest) continue;
    const text = titleText(node);
    if (text === null) continue;
    const score = rank + (isReportTitle(text) ? 4 : 0);
    if (score <= highest) continue;
    best = text;
    highest = score;
  }
  return best;
}

function rankOf(element: Element): number {
  if (element.name === 'h1' || element.name === 'ucaptitle') return 3;
  if (TITLE_NAME.test(attribute(element, 'class')) || TITLE_NAME.test(attribute(element, 'id'))) return 2;
  return element.name === 'h2' || element.name === 'h3' ? 1 : 0;
}

function titleText(element: Element): string | null {
  for (const around of ancestorsOf(element)) if (isFrameElement(around) && around.name !== 'header') return null;
  const text = joinLines(shownText(element).split('\n').map(printedLine).filter(Boolean));
  return text.length >= 4 && text.length <= LONGEST ? text : null;
}
