import type { Options } from 'css-select';
import { type AnyNode, childrenOf, descendants, type Element, isElement, isText } from '../../dom/dom.ts';

/** Steps of matching that a page may cost: a real one takes some hundred thousand. Hostile selectors look at each sibling's siblings. */
const MOST_STEPS = 20_000_000;

/** Thrown where matching a page's selectors would take too long. */
export class TooManySteps extends Error {}

type MatchOptions = Options<AnyNode, Element>;

/** Our page as css-select sees it, counting its steps. */
function countingAdapter(): NonNullable<MatchOptions['adapter']> {
  let steps = 0;
  const count = (more: number): void => {
    steps += more;
    if (steps > MOST_STEPS) throw new TooManySteps();
  };
  const children = (node: AnyNode): AnyNode[] => {
    const all = [...childrenOf(node)];
    count(1 + all.length);
    return all;
  };
  const elementsBelow = function* (nodes: readonly AnyNode[]): Generator<Element> {
    for (const root of nodes) {
      if (isElement(root)) yield root;
      for (const node of descendants(root)) {
        count(1);
        if (isElement(node)) yield node;
      }
    }
  };
  const first = (test: (element: Element) => boolean, nodes: readonly AnyNode[]): Element | null => {
    for (const element of elementsBelow(nodes)) if (test(element)) return element;
    return null;
  };
  return {
    isTag: (node): node is Element => isElement(node),
    getName: ({ name }) => name,
    getAttributeValue: ({ attribs }, name) => {
      count(1);
      return attribs[name];
    },
    hasAttrib: ({ attribs }, name) => name in attribs,
    getChildren: children,
    getParent: (node) => {
      count(1);
      return node.parent;
    },
    getSiblings: (node) => (node.parent ? children(node.parent) : [node]),
    prevElementSibling: (node) => {
      let at = node.prev;
      for (; at !== null && !isElement(at); at = at.prev) count(1);
      return at;
    },
    getText: (node) => (isText(node) ? node.data : ''),
    existsOne: (test, nodes) => first(test, nodes) !== null,
    findOne: first,
    findAll: (test, nodes) => [...elementsBelow(nodes)].filter(test),
    removeSubsets: (nodes) => nodes,
  };
}

const never = (): boolean => false;

/** States that css-select does not know; a page that is only looked at is in none of them. */
const STATES: NonNullable<MatchOptions['pseudos']> = {
  ...Object.fromEntries(
    `focus focus-within focus-visible target target-within autofill -webkit-autofill fullscreen -webkit-full-screen modal popover-open
    user-valid user-invalid playing muted stalled buffering seeking current past future host local-link visited hover active`
      .split(/\s+/)
      .map((name) => [name, never]),
  ),
  defined: () => true,
  open: ({ name, attribs }) => (name === 'details' || name === 'dialog') && 'open' in attribs,
};

export const matchOptions = (quirksMode: boolean): MatchOptions => ({
  adapter: countingAdapter(),
  pseudos: STATES,
  quirksMode,
});
