import type { Warning } from '../../../document.ts';
import { descendants, type Element, elementsOf, isElement, isLink, isText, shownText } from '../dom/dom.ts';

const NEXT = /^[\s[【<]*(?:下一?页|后一?页|next)[\s>»›\]】]*$/i;
/** The pager that TRS and UCAP write by script: the first number counts the pages. */
const SCRIPTED = /createPageHTML\(\s*(?:['"][^'"]*['"]\s*,\s*)?(\d+)/;

/** A text cut into pages by its site, each at an address of its own: this one holds a part. */
export function furtherPagesWarnings(root: Element): Warning[] {
  const around = root.parent && isElement(root.parent) ? root.parent : root;
  if (!hasPager(around)) return [];
  const message = 'The page has a pager: the text may go on at further addresses, which were not read.';
  return [{ code: 'further_pages', message, where: null }];
}

const hasPager = (root: Element): boolean =>
  elementsOf(root, (element) => isLink(element) && NEXT.test(shownText(element))).length > 0 || hasScriptedPager(root);

function hasScriptedPager(root: Element): boolean {
  for (const node of descendants(root)) {
    if (!isText(node) || !node.parent || !isElement(node.parent) || node.parent.name !== 'script') continue;
    if (Number(SCRIPTED.exec(node.data)?.[1] ?? 0) > 1) return true;
  }
  return false;
}
