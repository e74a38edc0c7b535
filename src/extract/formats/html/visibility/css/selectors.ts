import { type CssNode, generate, ident, type Selector } from 'css-tree';

/** A selector as the matcher takes it. */
export interface SelectorText {
  readonly text: string;
  /** Ids, then classes and attributes, then names, as one number. */
  readonly specificity: number;
  /** What the element itself must have: `#id`, `.class`, `name`; `*` for any. */
  readonly key: string;
  /** The generated box that is meant in place of the element. */
  readonly pseudo: 'before' | 'after' | null;
}

/** The rule around a nested one: what `&` stands for. */
export interface Nesting {
  readonly text: string;
  readonly specificity: number;
}

/** Longer ones come from rules nested in rules nested in rules, each with several selectors. */
const LONGEST_SELECTOR = 2000;

/** Null for a selector that means no element: parts of elements, states that a reader's page is not in, or one out of bounds. */
export function selectorText(selector: Selector, nesting: Nesting | null): SelectorText | null {
  const nodes = selector.children.toArray();
  const box = nodes.findIndex(isPseudoElement);
  const pseudo = box < 0 ? null : pseudoOf(nodes[box]);
  if (box >= 0 && (pseudo === null || box !== nodes.length - 1)) return null;
  const own = pseudo === null ? nodes : nodes.slice(0, -1);
  const text = nested(own.map((node) => generate(node)).join(''), own, nesting);
  if (text.length > LONGEST_SELECTOR) return null;
  const specificity = own.reduce(
    (sum, node) => sum + specificityOf(node, nesting),
    usesParent(own) ? 0 : (nesting?.specificity ?? 0),
  );
  return {
    text: text === '' ? '*' : text,
    specificity: specificity + (pseudo === null ? 0 : NAME),
    key: keyOf(own),
    pseudo,
  };
}

const ID = 1_000_000;
const CLASS = 1000;
const NAME = 1;

const LEGACY = /^(?:before|after|first-line|first-letter)$/i;
const isPseudoElement = (node: CssNode): boolean =>
  node.type === 'PseudoElementSelector' || (node.type === 'PseudoClassSelector' && LEGACY.test(node.name));

function pseudoOf(node: CssNode | undefined): 'before' | 'after' | null {
  if (node?.type !== 'PseudoElementSelector' && node?.type !== 'PseudoClassSelector') return null;
  const name = node.name.toLowerCase();
  return name === 'before' || name === 'after' ? name : null;
}

const usesParent = (nodes: readonly CssNode[]): boolean => nodes.some((node) => node.type === 'NestingSelector');

function nested(text: string, nodes: readonly CssNode[], nesting: Nesting | null): string {
  if (nesting === null) return text;
  const parent = `:is(${nesting.text})`;
  if (!usesParent(nodes)) return `${parent} ${text}`;
  return nodes.map((node) => (node.type === 'NestingSelector' ? parent : generate(node))).join('');
}

/** Pseudo-classes that are as specific as the most specific of their arguments, or as none at all. */
const BY_ARGUMENT: ReadonlySet<string> = new Set(['not', 'is', 'has', 'matches', '-webkit-any', '-moz-any']);

function specificityOf(node: CssNode, nesting: Nesting | null): number {
  switch (node.type) {
    case 'IdSelector':
      return ID;
    case 'ClassSelector':
    case 'AttributeSelector':
      return CLASS;
    case 'TypeSelector':
      return node.name.endsWith('*') ? 0 : NAME;
    case 'PseudoElementSelector':
      return NAME;
    case 'NestingSelector':
      return nesting?.specificity ?? 0;
    case 'PseudoClassSelector':
      return pseudoClassSpecificity(node, nesting);
    default:
      return 0;
  }
}

function pseudoClassSpecificity(
  node: Extract<CssNode, { type: 'PseudoClassSelector' }>,
  nesting: Nesting | null,
): number {
  const name = node.name.toLowerCase();
  if (name === 'where') return 0;
  if (!BY_ARGUMENT.has(name)) return CLASS;
  return Math.max(0, ...(node.children?.toArray() ?? []).flatMap((list) => listSpecificities(list, nesting)));
}

export function listSpecificities(list: CssNode, nesting: Nesting | null): number[] {
  if (list.type !== 'SelectorList') return [];
  return list.children
    .toArray()
    .map((selector) =>
      selector.type === 'Selector'
        ? selector.children.toArray().reduce((sum, node) => sum + specificityOf(node, nesting), 0)
        : 0,
    );
}

/** Of the last part of a selector, which the element itself must answer to. */
function keyOf(nodes: readonly CssNode[]): string {
  let key = '*';
  for (const node of nodes) {
    if (node.type === 'Combinator') key = '*';
    else if (node.type === 'IdSelector') key = `#${ident.decode(node.name).toLowerCase()}`;
    else if (node.type === 'ClassSelector' && !key.startsWith('#')) key = `.${ident.decode(node.name).toLowerCase()}`;
    else if (node.type === 'TypeSelector' && key === '*' && !node.name.endsWith('*')) key = node.name.toLowerCase();
  }
  return key;
}
