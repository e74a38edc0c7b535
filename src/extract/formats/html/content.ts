import { signalOf } from '../text/signals.ts';
import { isFrameElement, isKnownContainer } from './containers.ts';
import {
  type AnyNode,
  ancestorsOf,
  childrenOf,
  descendants,
  type Element,
  isElement,
  isHidden,
  isLink,
  isSilent,
  isText,
  shownText,
} from './dom.ts';
import { isFurniture } from './furniture.ts';
import { shownLines } from './metadata.ts';
import { isReportTitle } from './title.ts';

/** Where the report stands in a page, and how that was told. */
export interface MainContent {
  readonly root: Element;
  readonly because: 'signals' | 'container' | 'text' | 'whole page';
  /** Elements that hold a sign of a report, with all around them: nothing of these is ever left out. */
  readonly marked: ReadonlySet<Element>;
}

/** Elements whose whole text is looked at for signs: those that hold one label or one heading. */
const LINES: ReadonlySet<string> = new Set([
  'td',
  'th',
  'p',
  'div',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'span',
  'strong',
  'b',
  'font',
  'pre',
]);

/** Longest text of an element that can be a label or a heading, with the white space of its source. */
const LONGEST_SOURCE = 400;

export function mainContent(body: Element): MainContent {
  const signs = signsIn(body);
  const marked = withAncestors(signs.elements);
  if (signs.texts.size >= 2)
    return { root: widen(outOfTable(commonAncestor(signs.elements, body)), body), because: 'signals', marked };
  const container = largestContainer(body);
  if (container) return { root: container, because: 'container', marked };
  const dense = densest(body);
  return dense ? { root: dense, because: 'text', marked } : { root: body, because: 'whole page', marked };
}

function withAncestors(elements: readonly Element[]): ReadonlySet<Element> {
  const all = new Set<Element>();
  for (const element of elements) {
    for (const around of ancestorsOf(element)) {
      if (all.has(around)) break;
      all.add(around);
    }
  }
  return all;
}

const isShown = (element: Element): boolean => !isSilent(element) && !isHidden(element);

/** Elements that are signs of a report, and what they say. */
interface Signs {
  readonly elements: Element[];
  readonly texts: Set<string>;
}

/** Links are left aside: menus and contents lists name what stands elsewhere. */
function signsIn(body: Element): Signs {
  const signs: Signs = { elements: [], texts: new Set() };
  const add = (element: Element, text: string | null): void => {
    if (text === null || signalOf(text) === null) return;
    signs.elements.push(element);
    signs.texts.add(text);
  };
  for (const node of descendants(body, (element) => isShown(element) && !isLink(element))) {
    if (isElement(node)) {
      if (LINES.has(node.name)) add(node, shortText(node));
    } else if (isText(node) && node.parent && isElement(node.parent) && isOneOfSeveral(node)) {
      // A line of running text between `<br>`, beside other nodes.
      add(node.parent, node.data.length > LONGEST_SOURCE ? null : node.data.trim());
    }
  }
  return signs;
}

const isOneOfSeveral = (node: AnyNode): boolean => node.prev !== null || node.next !== null;

/** A label has few nodes, even one set character by character; deeply nested boxes have thousands. */
const MOST_NODES = 300;

/** The element's text, or null where it is too long for a label; looks no further than it must. */
function shortText(element: Element): string | null {
  let text = '';
  let nodes = 0;
  for (const node of descendants(element, isShown)) {
    nodes += 1;
    if (isText(node)) text += node.data;
    if (text.length > LONGEST_SOURCE || nodes > MOST_NODES) return null;
  }
  return text.trim();
}

function commonAncestor(elements: readonly Element[], body: Element): Element {
  let common: Element[] = [];
  for (const element of elements) {
    const path = [...ancestorsOf(element)].reverse();
    if (common.length === 0) common = path;
    else {
      let length = 0;
      while (length < common.length && common[length] === path[length]) length += 1;
      common = common.slice(0, length);
    }
  }
  return common.at(-1) ?? body;
}

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

function outOfTable(element: Element): Element {
  for (const at of ancestorsOf(element)) if (!TABLE_PARTS.has(at.name)) return at;
  return element;
}

/**
 * From the smallest element that holds all signs to the one that holds the whole text: the next container of a known name, or as far up as the
 * text around it is running text of the same flow.
 */
function widen(smallest: Element, body: Element): Element {
  let root = knownAround(smallest, body) ?? smallest;
  for (let level = 0; level < MOST_LEVELS && root !== body; level++) {
    if (!root.parent || !isElement(root.parent) || !continuesIn(root, root.parent)) break;
    root = root.parent;
  }
  return root;
}

/** Text of one flow is split over a few boxes at most. */
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
  return shownLines(outer, { without: inner, leaveOut, apart: true }).some(
    (line) => !isFurniture(line) && !isReportTitle(line),
  );
}

/** So much running text beside the signs belongs to the report: an introduction, a section without a number. */
const LEAST_FLOW = 60;

function continuesIn(inner: Element, outer: Element): boolean {
  let flow = 0;
  let links = 0;
  for (const node of descendants(
    outer,
    (element) => element !== inner && isShown(element) && !isFrameElement(element),
  )) {
    if (!isText(node)) continue;
    const length = node.data.trim().length;
    if (inLink(node, outer)) links += length;
    else if (/[。；]/.test(node.data) || length >= LEAST_FLOW) flow += length;
  }
  return flow >= LEAST_FLOW && links * 3 < flow;
}

function inLink(node: AnyNode, end: Element): boolean {
  for (const element of ancestorsOf(node)) {
    if (element === end) return false;
    if (isLink(element)) return true;
  }
  return false;
}

const LEAST_TEXT = 20;

/** The container of a known name with the most text; of nested ones the inner, where it holds nearly all of the outer's. */
function largestContainer(body: Element): Element | null {
  let best: Element | null = null;
  let most = LEAST_TEXT;
  for (const node of descendants(body, isShown)) {
    if (!isElement(node) || !isKnownContainer(node)) continue;
    const length = flowLength(node);
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
function flowLength(root: Element): number {
  let length = 0;
  for (const node of descendants(root, (element) => isShown(element) && !isLink(element) && !isFrameElement(element)))
    if (isText(node)) length += node.data.trim().length;
  return length;
}

/** The element whose own paragraphs hold the most running text, as article pages without known names have. */
function densest(body: Element): Element | null {
  const lengths = new Map<Element, number>();
  for (const node of descendants(body, isShown)) {
    if (!isElement(node) || node.name !== 'p' || !node.parent || !isElement(node.parent)) continue;
    const text = shownText(node).trim();
    if (text.length >= LEAST_TEXT) lengths.set(node.parent, (lengths.get(node.parent) ?? 0) + text.length);
  }
  const [best] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? [];
  return best && childrenOf(best).length > 0 ? best : null;
}
