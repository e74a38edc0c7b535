import type { Element } from '../dom/dom.ts';
import { anchorsIn, commonAncestor, withAncestors } from './anchors.ts';
import { densest, largestContainer } from './running-text.ts';
import { outOfTable, widen } from './widen.ts';

/** Where the report stands in a page, and how that was told. */
export interface MainContent {
  readonly root: Element;
  readonly because: 'signals' | 'container' | 'text' | 'whole page';
  /** Elements that hold an anchor of a report, with all around them: nothing of these is ever left out. */
  readonly marked: ReadonlySet<Element>;
}

export function mainContent(body: Element): MainContent {
  const anchors = anchorsIn(body);
  const marked = withAncestors(anchors.elements);
  if (anchors.texts.size >= 2)
    return { root: widen(outOfTable(commonAncestor(anchors.elements, body)), body), because: 'signals', marked };
  const container = largestContainer(body);
  if (container) return { root: container, because: 'container', marked };
  const dense = densest(body);
  return dense ? { root: dense, because: 'text', marked } : { root: body, because: 'whole page', marked };
}
