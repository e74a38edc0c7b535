import { attribute, childrenOf, type Element, elementsOf, isText } from '../dom/dom.ts';
import type { HtmlDocument } from '../dom/tree.ts';
import { carriedSheet, withCarriedImports } from './carried-sheets.ts';
import { mediaHold } from './css/conditions.ts';

/** All that a page says about how it looks. */
export interface StyleSources {
  /** Texts of its own style sheets, for a screen. */
  readonly sheets: readonly string[];
  /** Values of its style attributes, each once. */
  readonly inline: ReadonlySet<string>;
  /** Values of the old attributes for colours. */
  readonly colours: ReadonlySet<string>;
  /** Some element says by its name or an attribute that it is not seen, or struck. */
  readonly hides: boolean;
  /** The page has style sheets that are not at hand. */
  readonly linksSheets: boolean;
  /** Some element has a class by which well-known style sheets put text away. */
  readonly namesKnownClasses: boolean;
  readonly quirksMode: boolean;
}

/** See `css/known-classes.ts`. */
const KNOWN_CLASS =
  /(?:^|[\s:-])(?:hidden|hide|visible|invisible|visually|sr-only|screen-reader|d)(?:[\s-]|$)|layui-show/i;
const HIDING: ReadonlySet<string> = new Set(['s', 'strike', 'del', 'details', 'dialog', 'bdo']);
const COLOURS: ReadonlySet<string> = new Set(['bgcolor', 'color', 'text', 'background']);

export function styleSources(page: HtmlDocument): StyleSources {
  const sheets: string[] = [];
  const inline = new Set<string>();
  const colours = new Set<string>();
  let hides = false;
  let linksSheets = false;
  let namesKnownClasses = false;
  const seen = new Set<Element['attribs']>();
  for (const node of elementsOf(page, () => true)) {
    const { name, attribs } = node;
    hides ||= HIDING.has(name);
    if (name === 'style' && isCss(node) && isForScreen(node)) sheets.push(withCarriedImports(textOf(node)));
    else if (name === 'link' && isSheet(node) && isForScreen(node)) {
      const carried = carriedSheet(attribute(node, 'href'));
      if (carried === null) linksSheets = true;
      else sheets.push(withCarriedImports(carried));
    }
    if (seen.has(attribs)) continue;
    seen.add(attribs);
    // Elements have few attributes, each its own set of them: going through those is faster than asking for each that counts.
    for (const key in attribs) {
      const value = attribs[key] ?? '';
      if (key === 'style') inline.add(value);
      else if (key === 'class') namesKnownClasses ||= KNOWN_CLASS.test(value);
      else if (key === 'hidden' || key === 'popover') hides = true;
      else if (COLOURS.has(key)) colours.add(value);
    }
  }
  return { sheets, inline, colours, hides, linksSheets, namesKnownClasses, quirksMode: page.mode === 'quirks' };
}

const textOf = (element: Element): string =>
  childrenOf(element)
    .map((child) => (isText(child) ? child.data : ''))
    .join('');

const isSheet = (link: Element): boolean =>
  /(?:^|\s)stylesheet(?:\s|$)/i.test(attribute(link, 'rel')) &&
  !/alternate/i.test(attribute(link, 'rel')) &&
  'href' in link.attribs;

/** What is for print or for small screens only says nothing about the page on a desk. */
const isForScreen = (element: Element): boolean => {
  const media = attribute(element, 'media').trim();
  return media === '' || mediaHold(media);
};

/** Sheets in other languages (`text/less`) are for scripts; browsers pass over them. */
const isCss = (element: Element): boolean => /^(?:text\/css)?$/i.test(attribute(element, 'type').trim());
