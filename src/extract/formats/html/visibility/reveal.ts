import { signalOf } from '../../text/signals.ts';
import {
  type AnyNode,
  childrenOf,
  descendants,
  type Element,
  elementsOf,
  isHidden,
  isLink,
  isText,
  parseHtml,
} from '../dom/dom.ts';

/**
 * Reports that a page holds but shows only after its scripts ran: in a hidden tab, or as markup in a text area, a template or a script. Used
 * only where the shown page has no table of a report, since hidden content is mostly a second copy for phones.
 */
export function revealReport(body: Element): boolean {
  if (labelsIn(body, isHidden) >= ENOUGH_LABELS) return false;
  return revealHidden(body) || revealMarkup(body);
}

/** A report has some 40 of these labels; three are no accident. */
const ENOUGH_LABELS = 3;

/** Number of table labels in the cells and lines below `root`, counted until there are enough. */
function labelsIn(root: AnyNode, leaveOut: (element: Element) => boolean): number {
  let labels = 0;
  for (const node of descendants(root, (element) => !leaveOut(element) && !isLink(element))) {
    if (isText(node) && signalOf(node.data) === 'table') labels += 1;
    if (labels >= ENOUGH_LABELS) break;
  }
  return labels;
}

/** Hidden boxes in hidden boxes are opened as deep as this; a tab in a tab is 2. */
const MOST_LEVELS = 4;

function revealHidden(root: Element, level = 0): boolean {
  if (level === MOST_LEVELS) return false;
  const hidden = outermostHidden(root).filter((element) => labelsIn(element, () => false) >= ENOUGH_LABELS);
  for (const element of hidden) {
    delete element.attribs.hidden;
    delete element.attribs.style;
    revealHidden(element, level + 1);
  }
  return hidden.length > 0;
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

const CARRIERS: ReadonlySet<string> = new Set(['textarea', 'template', 'noscript', 'xmp', 'script']);

function revealMarkup(body: Element): boolean {
  for (const carrier of elementsOf(body, ({ name }) => CARRIERS.has(name))) {
    const content = contentOf(carrier);
    if (labelsIn(content, () => false) < ENOUGH_LABELS) continue;
    carrier.name = 'div';
    carrier.attribs = {};
    carrier.children = [...childrenOf(content)];
    for (const child of carrier.children) child.parent = carrier;
    return true;
  }
  return false;
}

/** A template's content is parsed already; the others hold markup as text. */
function contentOf(carrier: Element): AnyNode {
  const [fragment] = childrenOf(carrier);
  if (carrier.name === 'template' && fragment) return fragment;
  const text = carrier.children.map((child) => (isText(child) ? child.data : '')).join('');
  const parsed = parseHtml(carrier.name === 'script' ? markupIn(text) : text);
  return elementsOf(parsed, ({ name }) => name === 'body')[0] ?? parsed;
}

/** The markup in a script, be it a template or a string: from the first tag to the last, escapes undone. Nothing is executed. */
function markupIn(script: string): string {
  const plain = script
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[nrt]/g, '\n')
    .replace(/\\(["'/\\])/g, '$1');
  return /<t[dr]\b/i.test(plain) ? plain.slice(plain.indexOf('<'), plain.lastIndexOf('>') + 1) : '';
}
