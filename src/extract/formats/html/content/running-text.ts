import {
  ancestorsOf,
  childrenOf,
  descendants,
  type Element,
  isElement,
  isLink,
  isShown,
  isText,
  shownText,
} from '../dom/dom.ts';
import { isFrameElement, isKnownContainer } from './containers.ts';

/** Where the text stands in a page that shows no sign of a report: narrative ones, pages that only name an attachment. */
const LEAST_TEXT = 20;

/** The container of a known name with the most text; of nested ones the inner, where it holds nearly all of the outer's. */
export function largestContainer(body: Element): Element | null {
  let best: Element | null = null;
  let most = LEAST_TEXT;
  for (const node of descendants(body, isShown)) {
    if (!isElement(node) || !isKnownContainer(node)) continue;
    const length = textLength(node);
    if (length >= most || (best && contains(best, node) && length * 10 >= most * 9)) {
      best = node;
      most = Math.max(most, length);
    }
  }
  return best;
}

function contains(outer: Element, inner: Element): boolean {
  for (const element of ancestorsOf(inner)) if (element === outer) return true;
  return false;
}

/** Characters of text that is no link. */
function textLength(root: Element): number {
  let length = 0;
  for (const node of descendants(root, (element) => isShown(element) && !isLink(element) && !isFrameElement(element)))
    if (isText(node)) length += node.data.trim().length;
  return length;
}

/** The element whose own paragraphs hold the most running text, as article pages without known names have. */
export function densest(body: Element): Element | null {
  const lengths = new Map<Element, number>();
  for (const node of descendants(body, isShown)) {
    if (!isElement(node) || node.name !== 'p' || !node.parent || !isElement(node.parent)) continue;
    const text = shownText(node).trim();
    if (text.length >= LEAST_TEXT) lengths.set(node.parent, (lengths.get(node.parent) ?? 0) + text.length);
  }
  const [best] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? [];
  return best && childrenOf(best).length > 0 ? best : null;
}
