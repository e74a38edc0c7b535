import { signalOf } from '../../text/signals.ts';
import {
  type AnyNode,
  ancestorsOf,
  behind,
  type ChildNode,
  childrenOf,
  type Element,
  following,
  isElement,
  isLink,
  isShown,
  isText,
} from '../dom/dom.ts';

/** Elements whose whole text is looked at for anchors: those that hold one label or one heading. */
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

/** Elements that are anchors of a report, and what they say. */
export interface Anchors {
  readonly elements: Element[];
  readonly texts: Set<string>;
}

interface OnlyChild {
  readonly node: ChildNode;
  readonly text: string;
  readonly isAnchor: boolean;
}

/** Links are left aside: menus and contents lists name what stands elsewhere. */
export function anchorsIn(body: Element): Anchors {
  const anchors: Anchors = { elements: [], texts: new Set() };
  const add = (element: Element, text: string): void => {
    anchors.elements.push(element);
    anchors.texts.add(text);
  };
  // What the last element holds if that is all it holds: its text is the same.
  let only = null as OnlyChild | null;
  let isEntered = true;
  for (let node = behind(body, body, isEntered); node !== null; node = behind(node, body, isEntered)) {
    isEntered = !isElement(node) || (isShown(node) && !isLink(node));
    if (isElement(node)) {
      if (!isEntered || !LINES.has(node.name)) continue;
      const known: OnlyChild | null = only?.node === node ? only : null;
      const text: string | null = known ? known.text : shortText(node);
      const isAnchor: boolean = known ? known.isAnchor : text !== null && signalOf(text) !== null;
      const [first] = node.children;
      only = text !== null && first && first.next === null ? { node: first, text, isAnchor } : null;
      if (isAnchor && text !== null) add(node, text);
    } else if (isText(node) && node.parent && isElement(node.parent) && isOneOfSeveral(node)) {
      // A line of running text between `<br>`, beside other nodes.
      const text = node.data.length > LONGEST_SOURCE ? null : node.data.trim();
      if (text !== null && signalOf(text) !== null) add(node.parent, text);
    }
  }
  return anchors;
}

const isOneOfSeveral = (node: AnyNode): boolean => node.prev !== null || node.next !== null;

/** A label has few nodes, even one set character by character; deeply nested boxes have thousands. */
const MOST_NODES = 300;

/** The element's text, or null where it is too long for a label; looks no further than it must. */
function shortText(element: Element): string | null {
  let text = '';
  let nodes = 0;
  // Not by `descendants`: every line of a page is looked at, and a generator costs more than the look.
  let node: AnyNode | null = childrenOf(element)[0] ?? null;
  while (node !== null) {
    const left: boolean = isElement(node) && !isShown(node);
    if (!left) nodes += 1;
    if (isText(node)) text += node.data;
    if (text.length > LONGEST_SOURCE || nodes > MOST_NODES) return null;
    node = (left ? undefined : childrenOf(node)[0]) ?? following(node, element);
  }
  return text.trim();
}

/** The smallest element around all of `elements`; `body` if there are none. */
export function commonAncestor(elements: readonly Element[], body: Element): Element {
  const [first, ...others] = elements;
  if (first === undefined) return body;
  const path = [...ancestorsOf(first)];
  const places = new Map<AnyNode, number>(path.map((element, place) => [element, place]));
  let common = 0;
  for (const element of others) {
    // The first that is around both: all further ones are, too.
    let place: number | undefined;
    for (let at: AnyNode | null = element; at !== null && place === undefined; at = at.parent) place = places.get(at);
    if (place !== undefined) common = Math.max(common, place);
  }
  return path[common] ?? body;
}

export function withAncestors(elements: readonly Element[]): ReadonlySet<Element> {
  const all = new Set<Element>();
  for (const element of elements)
    for (let at: AnyNode | null = element; at !== null; at = at.parent) {
      if (!isElement(at)) continue;
      if (all.has(at)) break;
      all.add(at);
    }
  return all;
}
