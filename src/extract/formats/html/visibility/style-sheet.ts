import { attribute, descendants, type Element, elementsOf, isElement, isText, type parseHtml } from '../dom/dom.ts';

/**
 * Marks as hidden what the page's own style sheet hides inside tables by class or id: columns of the editor, numbers of another year. Elsewhere
 * a rule says little: scripts open tabs and pages that a style sheet has closed.
 */
export function hideByStyleSheet(page: ReturnType<typeof parseHtml>): void {
  const hiding = hidingSelectors(page);
  if (hiding.size === 0) return;
  for (const table of elementsOf(page, ({ name }) => name === 'table'))
    for (const node of descendants(table))
      if (isElement(node) && node.name !== 'table' && namesOf(node).some((name) => hiding.has(name)))
        node.attribs.hidden = '';
}

/** Begins behind a brace only: tried at every character, a long text without braces would take a minute. */
const RULE = /(?<![^{}])([^{}]+)\{([^{}]*)\}/g;
/** Rules for print, and for some widths of a screen: the inner rules have braces of their own. */
const CONDITIONAL = /@[\w-]+[^{};@]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g;
/** `.hidden`, `td.hidden`, `#row7`; anything longer depends on what stands around the element. */
const SIMPLE = /^[a-z]*[.#][\w-]+$/i;

/** The selectors whose last rule says `display: none`. */
function hidingSelectors(page: ReturnType<typeof parseHtml>): Set<string> {
  const hiding = new Set<string>();
  for (const sheet of elementsOf(page, ({ name }) => name === 'style')) {
    const css = sheet.children.map((child) => (isText(child) ? child.data : '')).join('');
    const plain = css.replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, '').replace(CONDITIONAL, '');
    for (const [, selectors = '', declarations = ''] of plain.matchAll(RULE)) {
      const display = /(?:^|[;\s])display\s*:\s*([\w-]+)/i.exec(declarations)?.[1]?.toLowerCase();
      if (display === undefined) continue;
      for (const selector of selectors.split(',').map((part) => part.trim().toLowerCase())) {
        if (!SIMPLE.test(selector)) continue;
        if (display === 'none') hiding.add(selector);
        else hiding.delete(selector);
      }
    }
  }
  return hiding;
}

/** The simple selectors that an element answers to. */
function namesOf(element: Element): string[] {
  const classes = attribute(element, 'class').split(/\s+/).filter(Boolean);
  const id = attribute(element, 'id');
  const names = [...classes.map((name) => `.${name}`), ...(id === '' ? [] : [`#${id}`])];
  return names.flatMap((name) => [name.toLowerCase(), `${element.name}${name.toLowerCase()}`]);
}
