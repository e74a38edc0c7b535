import { signalOf } from '../../text/signals.ts';
import { type AnyNode, behind, descendants, type Element, isElement, isHidden, isLink, isText } from '../dom/dom.ts';
import type { UnseenPart } from './mark.ts';

/**
 * Opens what a page shows only after its scripts ran, as a hidden tab. Ask only where the shown page has no table of a report: hidden
 * content is mostly a second copy for phones, or last year's.
 */
export function revealHidden(body: Element, unseen: readonly UnseenPart[]): boolean {
  if (openBoxes(body, holdsTables) || openTexts(unseen)) return true;
  return !showsHeading(body) && openBoxes(body, holdsHeadings);
}

/** A report has some 40 labels of tables; three are no accident. */
const ENOUGH_LABELS = 3;

const none = (): boolean => false;
/** True for a page that shows the tables of a report. */
export const hasTables = (body: Element): boolean => labelsIn(body, isHidden) >= ENOUGH_LABELS;
/** True for content that holds tables of a report, seen or not. */
export const holdsTables = (content: AnyNode): boolean => labelsIn(content, none) >= ENOUGH_LABELS;

/** True for a page that shows a heading of a report, and for content that holds one, seen or not. */
export const showsHeading = (body: Element): boolean => holdsHeading(body, isHidden);
export const holdsHeadings = (content: AnyNode): boolean => holdsHeading(content, none);

/** Number of table labels in the cells and lines below `root`, counted until there are enough. */
function labelsIn(root: AnyNode, leaveOut: (element: Element) => boolean): number {
  let labels = 0;
  let isEntered = true;
  for (let node = behind(root, root, isEntered); node !== null; node = behind(node, root, isEntered)) {
    isEntered = !isElement(node) || (!leaveOut(node) && !isLink(node));
    if (isText(node) && signalOf(node.data) === 'table') labels += 1;
    if (labels >= ENOUGH_LABELS) break;
  }
  return labels;
}

function holdsHeading(root: AnyNode, leaveOut: (element: Element) => boolean): boolean {
  for (const node of descendants(root, (element) => !leaveOut(element) && !isLink(element)))
    if (isText(node) && signalOf(node.data) === 'section') return true;
  return false;
}

/** Hidden boxes in hidden boxes are opened as deep as this; a tab in a tab is 2. */
const MOST_LEVELS = 4;

function openBoxes(root: Element, isWanted: (box: Element) => boolean, level = 0): boolean {
  if (level === MOST_LEVELS) return false;
  const wanted = outermostHidden(root).filter(isWanted);
  for (const box of wanted) {
    box.unseen = null;
    openBoxes(box, isWanted, level + 1);
  }
  return wanted.length > 0;
}

function outermostHidden(root: Element): Element[] {
  const found: Element[] = [];
  const enter = (element: Element): boolean => {
    if (isHidden(element)) found.push(element);
    return !isHidden(element);
  };
  for (const _ of descendants(root, enter));
  return found;
}

/** All text that one element makes unseen (a page that is white, or of no size, until its script has run). */
function openTexts(unseen: readonly UnseenPart[]): boolean {
  const bySource = new Map<Element, Element[]>();
  for (const { element, by } of unseen) (bySource.get(by) ?? added(bySource, by)).push(element);
  let opened = false;
  for (const parts of bySource.values()) {
    const labels = parts.reduce((sum, part) => sum + labelsIn(part, none), 0);
    if (labels < ENOUGH_LABELS) continue;
    for (const part of parts) part.unseen = null;
    opened = true;
  }
  return opened;
}

function added(groups: Map<Element, Element[]>, key: Element): Element[] {
  const group: Element[] = [];
  groups.set(key, group);
  return group;
}
