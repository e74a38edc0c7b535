import {
  type AnyNode,
  ancestorsOf,
  descendants,
  type Element,
  elementsOf,
  isElement,
  isHidden,
  isSilent,
  isText,
} from '../dom/dom.ts';
import { putInto, rename, replaceContent, wrap } from '../dom/tree.ts';
import type { UnseenText, VisibilityFindings } from './survey.ts';

/** Something of the page that is not seen. */
export interface UnseenPart {
  readonly element: Element;
  /** The element whose style says so: itself, or one around it. */
  readonly by: Element;
}

/** Marks the elements, puts text that is not seen into marked boxes of its own, and puts in what is generated. */
export function markFindings(
  { boxes, texts, generated, settings, tableParts, doubtful, turned }: VisibilityFindings,
  isPaperSure: boolean,
): UnseenPart[] {
  const parts: UnseenPart[] = [];
  for (const { element, as } of settings) element.set = as;
  for (const { element, name } of tableParts) rename(element, name);
  for (const box of boxes) {
    box.unseen = 'hidden';
    parts.push({ element: box, by: box });
  }
  const sure = texts.filter((text) => isPaperSure || !text.isPaperWhite);
  for (const text of sure) parts.push(marked(text));
  // Only now the text around them is what is seen.
  if (!isPaperSure)
    for (const text of amongSeen(texts.filter(({ isPaperWhite }) => isPaperWhite))) parts.push(marked(text));
  for (const { parent, place, box } of generated) putInto(parent, box, place);
  for (const element of turned) turnAbout(element);
  for (const element of doubtful) for (const cell of cellsAbout(element)) cell.isDoubtful = true;
  return parts;
}

const isCell = ({ name }: Element): boolean => name === 'td' || name === 'th';

/** The cell that an element stands in; the cells in a part of a table. What shapes a whole table, or a page, is no trick. */
function cellsAbout(element: Element): readonly Element[] {
  for (const outer of ancestorsOf(element)) if (isCell(outer)) return [outer];
  if (!/^(?:table|t[rdh]|tbody|thead|tfoot)$/.test(element.name)) return [];
  return elementsOf(element, isCell);
}

/** Letters that run from right to left, whatever they are: in the order in which they are read. */
function turnAbout(element: Element): void {
  for (const node of descendants(element)) {
    if (isText(node)) node.data = [...node.data].reverse().join('');
    else if (isElement(node)) replaceContent(node, node.children.toReversed());
  }
  replaceContent(element, element.children.toReversed());
}

function marked({ text, how, by }: UnseenText): UnseenPart {
  const element = wrap(text);
  element.unseen = how;
  return { element, by: by ?? element };
}

const LINES: ReadonlySet<string> = new Set('td th p li div h1 h2 h3 h4 h5 h6 caption dd dt body'.split(' '));

/**
 * White text in a line of dark text is as little seen as that text is seen well; a cell that is white as a whole stands on a ground that a
 * style sheet makes dark which is not at hand.
 */
function amongSeen(texts: readonly UnseenText[]): UnseenText[] {
  const white = new Set<AnyNode>(texts.map(({ text }) => text));
  const known = new Map<Element, boolean>();
  return texts.filter(({ text }) => {
    const line = [...ancestorsOf(text)].find(({ name }) => LINES.has(name));
    if (!line) return false;
    const shows = known.get(line) ?? showsOther(line, white);
    known.set(line, shows);
    return shows;
  });
}

function showsOther(line: Element, white: ReadonlySet<AnyNode>): boolean {
  for (const node of descendants(line, (element) => !isHidden(element) && !isSilent(element)))
    if (isText(node) && node.data.trim() !== '' && !white.has(node)) return true;
  return false;
}
