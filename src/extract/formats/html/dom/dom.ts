import { Parser, html as vocabulary } from 'parse5';
import { UnreadableError } from '../../../document.ts';
import { RunTokenizer } from './tokenizer.ts';
import {
  type AnyNode,
  byName,
  type ChildNode,
  type Element,
  elementOf,
  type HtmlDocument,
  type PageAdapter,
  type Text,
  treeAdapter,
} from './tree.ts';

export type { AnyNode, ChildNode, Element };

/**
 * Unclosed formatting is repeated in every later paragraph, so that a small page can ask for millions of elements. A report has some 5,000.
 */
const MOST_ELEMENTS = 400_000;

/** Parses as a browser does: unclosed cells, rows without a table, misnested tags. Throws `UnreadableError` for a page that has no bounds. */
export function parseHtml(html: string): HtmlDocument {
  const elements: Element[] = [];
  // Elements are made in their order, but for what the parser moves: out of tables, and where tags are misnested.
  let isMoved = false;
  const indexing: PageAdapter = {
    ...treeAdapter,
    createElement: (name, namespace, attributes) => {
      if (elements.length === MOST_ELEMENTS)
        throw new UnreadableError('too_large', `The HTML has more than ${MOST_ELEMENTS} elements; it is no report.`);
      const tag = tokenizer.taken;
      const isOfTag = tag !== null && tag.attrs === attributes && namespace === vocabulary.NS.HTML;
      const element = elementOf(name, namespace, isOfTag ? tag.attribs : byName(attributes));
      elements.push(element);
      return element;
    },
    insertBefore: (parent, node, reference) => {
      isMoved = true;
      treeAdapter.insertBefore(parent, node, reference);
    },
    detachNode: (node) => {
      isMoved = true;
      treeAdapter.detachNode(node);
    },
  };
  const parser = new Parser({ treeAdapter: indexing });
  const tokenizer = new RunTokenizer(parser.options, parser);
  parser.tokenizer = tokenizer;
  tokenizer.write(closeEmptyTags(html), true);
  if (!isMoved) parser.document.elements = elements;
  return parser.document;
}

/** XHTML may close these at once; read as HTML they would swallow the rest of the file. */
const closeEmptyTags = (html: string): string =>
  /^\s*<\?xml/.test(html)
    ? html.replace(/<(title|script|style|textarea|iframe|noscript)(\s[^<>]*)?\/>/gi, '<$1$2></$1>')
    : html;

export const isElement = (node: AnyNode): node is Element => node.kind === 'element';
export const isText = (node: AnyNode): node is Text => node.kind === 'text';

const NONE: readonly ChildNode[] = [];

export const childrenOf = (node: AnyNode): readonly ChildNode[] =>
  node.kind === 'element' || node.kind === 'document' ? node.children : NONE;

export const attribute = (element: Element, name: string): string => element.attribs[name] ?? '';

export const isSilent = (element: Element): boolean => element.isSilent && !isShownInside(element);

/** Drawings, formulas and buttons belong to the page, but in a cell they are what it prints. */
const PRINTED_IN_CELLS: ReadonlySet<string> = new Set(['svg', 'math', 'button']);

/** An object without anything to load shows what is in it, and so does the template that a browser unfolds by itself. */
function isShownInside(element: Element): boolean {
  const { name, attribs } = element;
  if (name === 'object') return (attribs.data ?? attribs.classid ?? '') === '';
  if (name === 'template') return attribs.shadowrootmode !== undefined;
  return PRINTED_IN_CELLS.has(name) && isInCell(element);
}

function isInCell(element: Element): boolean {
  for (const around of ancestorsOf(element)) if (around.name === 'td' || around.name === 'th') return true;
  return false;
}

/** Struck out: deleted text of a revised report, which would join the numbers that replace it. */
export const isStruck = (element: Element): boolean => element.unseen === 'struck';

/** Not seen by a reader of the page, as far as its own style goes: `visibility/` tells. */
export const isHidden = (element: Element): boolean => element.unseen !== null;

export const isShown = (element: Element): boolean => !isSilent(element) && !isHidden(element);

/** A link; Word also writes `<a name>` around headings, and those are none. */
export const isLink = (element: Element): boolean => element.name === 'a' && 'href' in element.attribs;

const all = (): boolean => true;

/** All nodes below `root` in document order, without recursion; `enter` may refuse a node with its content. */
export const descendants = (root: AnyNode, enter: (element: Element) => boolean = all): Iterable<AnyNode> => ({
  [Symbol.iterator]: () => new Descent(root, enter),
});

/** Not a generator, which takes three times as long: pages are gone through a dozen times. */
class Descent implements Iterator<AnyNode> {
  readonly #root: AnyNode;
  readonly #enter: (element: Element) => boolean;
  #last: AnyNode | null = null;

  constructor(root: AnyNode, enter: (element: Element) => boolean) {
    this.#root = root;
    this.#enter = enter;
  }

  next(): IteratorResult<AnyNode> {
    let node = this.#last === null ? childrenOf(this.#root)[0] : this.#behind(this.#last);
    while (node && isElement(node) && !this.#enter(node)) node = following(node, this.#root) ?? undefined;
    this.#last = node ?? this.#root;
    return node ? { done: false, value: node } : { done: true, value: undefined };
  }

  #behind(node: AnyNode): ChildNode | undefined {
    return childrenOf(node)[0] ?? following(node, this.#root) ?? undefined;
  }
}

/** The node behind `node` in document order, its own content first where it is entered: for loops that go through every page. */
export const behind = (node: AnyNode, root: AnyNode, isEntered: boolean): AnyNode | null =>
  (isEntered ? childrenOf(node)[0] : undefined) ?? (node === root ? null : following(node, root));

/** The next node of `root` that is not inside `node`, in document order. */
export function following(node: ChildNode, root: AnyNode): ChildNode | null {
  for (let at: AnyNode | null = node; at !== null && at !== root; at = at.parent) if (at.next) return at.next;
  return null;
}

/** The elements below `root` that `test` accepts, in document order; below a page those that it was written with. */
export function elementsOf(root: AnyNode, test: (element: Element) => boolean): readonly Element[] {
  const index = indexOf(root);
  if (index) return index.filter(test);
  const found: Element[] = [];
  // Not by `descendants`: a generator costs more than the look.
  let node: AnyNode | null = childrenOf(root)[0] ?? null;
  while (node !== null) {
    if (isElement(node) && test(node)) found.push(node);
    node = childrenOf(node)[0] ?? following(node, root);
  }
  return found;
}

/** The page that a node stands in has got content from elsewhere: its elements have to be looked for. */
export function forgetIndex(node: AnyNode): void {
  const page = pageOf(node);
  if (page.kind === 'document') page.elements = null;
}

const indexOf = (node: AnyNode): readonly Element[] | null => (node.kind === 'document' ? node.elements : null);

function pageOf(node: AnyNode): AnyNode {
  let at = node;
  while (at.parent !== null) at = at.parent;
  return at;
}

/** The same as `elementsOf` in no certain order, by the page's own where there are few. */
export function someOf(root: AnyNode, test: (element: Element) => boolean): readonly Element[] {
  const index = indexOf(pageOf(root));
  return index ? index.filter((element) => test(element) && isInside(element, root)) : elementsOf(root, test);
}

function isInside(node: AnyNode, root: AnyNode): boolean {
  for (let at = node.parent; at !== null; at = at.parent) if (at === root) return true;
  return false;
}

/** The element and those around it, innermost first. */
export function* ancestorsOf(node: AnyNode): Generator<Element> {
  for (let at: AnyNode | null = node; at !== null; at = at.parent) if (isElement(at)) yield at;
}

/** The shown text below a node as one string, white space as in the source. */
export function shownText(root: AnyNode): string {
  let text = '';
  let isEntered = true;
  for (let node = behind(root, root, isEntered); node !== null; node = behind(node, root, isEntered)) {
    isEntered = !isElement(node) || isShown(node);
    if (isText(node)) text += node.data;
    else if (isEntered && isElement(node) && node.name === 'br') text += '\n';
  }
  return text;
}
