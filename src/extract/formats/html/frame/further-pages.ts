import type { Warning } from '../../../document.ts';
import { type Element, isElement, isLink, isText, shownText, someOf } from '../dom/dom.ts';

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
  someOf(root, (element) => isLink(element) && NEXT.test(shownText(element))).length > 0 || hasScriptedPager(root);

const hasScriptedPager = (root: Element): boolean =>
  someOf(root, ({ name }) => name === 'script').some(({ children }) =>
    children.some((child) => isText(child) && Number(SCRIPTED.exec(child.data)?.[1] ?? 0) > 1),
  );
