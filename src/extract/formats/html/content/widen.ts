import {
  type AnyNode,
  ancestorsOf,
  descendants,
  type Element,
  isElement,
  isLink,
  isShown,
  isText,
} from '../dom/dom.ts';
import { isBoilerplate } from '../frame/boilerplate.ts';
import { shownLines } from '../heading/metadata.ts';
import { isReportTitle } from '../heading/title.ts';
import { isFrameElement, isKnownContainer } from './containers.ts';

const TABLE_PARTS: ReadonlySet<string> = new Set([
  'table',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'p',
  'pre',
  'font',
  'span',
  'strong',
  'b',
  'ul',
  'ol',
]);

/** The nearest box around an element that is no part of a table or a line. */
export function outOfTable(element: Element): Element {
  for (const at of ancestorsOf(element)) if (!TABLE_PARTS.has(at.name)) return at;
  return element;
}

/**
 * From the smallest element that holds all anchors to the one that holds the whole text: the next container of a known name, or as far up as the
 * text around it is running text too.
 */
export function widen(smallest: Element, body: Element): Element {
  let root = knownAround(smallest, body) ?? smallest;
  for (let level = 0; level < MOST_LEVELS && root !== body; level++) {
    if (!root.parent || !isElement(root.parent) || !continuesIn(root, root.parent)) break;
    root = root.parent;
  }
  return root;
}

/** Text of one report is split over a few boxes at most. */
const MOST_LEVELS = 8;

/** The nearest container of a known name, where it holds more of the report than `smallest`: a line that is not the page's own. */
function knownAround(smallest: Element, body: Element): Element | null {
  for (const element of ancestorsOf(smallest)) {
    if (isKnownContainer(element)) return addsText(smallest, element) ? element : null;
    if (element === body) return null;
  }
  return null;
}

function addsText(inner: Element, outer: Element): boolean {
  const leaveOut = (element: Element): boolean => isLink(element) || isFrameElement(element);
  const isOwn = (line: string): boolean => !isBoilerplate(line) && !isReportTitle(line);
  const last = shownLines(outer, { without: inner, leaveOut, apart: true, upTo: isOwn }).at(-1);
  return last !== undefined && isOwn(last);
}

/** So much running text beside the anchors belongs to the report: an introduction, a section without a number. */
const LEAST_RUNNING = 60;

function continuesIn(inner: Element, outer: Element): boolean {
  let running = 0;
  let links = 0;
  for (const node of descendants(
    outer,
    (element) => element !== inner && isShown(element) && !isFrameElement(element),
  )) {
    if (!isText(node)) continue;
    const length = node.data.trim().length;
    if (inLink(node, outer)) links += length;
    else if (/[。；]/.test(node.data) || length >= LEAST_RUNNING) running += length;
  }
  return running >= LEAST_RUNNING && links * 3 < running;
}

function inLink(node: AnyNode, end: Element): boolean {
  for (const element of ancestorsOf(node)) {
    if (element === end) return false;
    if (isLink(element)) return true;
  }
  return false;
}
