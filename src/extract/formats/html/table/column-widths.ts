import { attribute, childrenOf, type Element, isElement } from '../dom/dom.ts';

/** Twips of a page's text, which percents are of: A4 without its margins. */
const PAGE = 9000;
const MOST_COLUMNS = 1000;
const TWIPS: Readonly<Record<string, number>> = {
  '': 15,
  px: 15,
  pt: 20,
  in: 1440,
  cm: 567,
  mm: 56.7,
  '%': PAGE / 100,
};

/** Widths in twips of a table's grid columns, as its `col` elements give them; NaN where one gives none. */
export function columnWidths(table: Element): number[] {
  const cols = childrenOf(table).flatMap((child) => {
    if (!isElement(child)) return [];
    return child.name === 'colgroup' ? childrenOf(child).filter(isElement) : child.name === 'col' ? [child] : [];
  });
  return cols.slice(0, MOST_COLUMNS).flatMap(widthsOf).slice(0, MOST_COLUMNS);
}

function widthsOf(col: Element): number[] {
  const span = Math.min(1000, Math.max(1, Number.parseInt(attribute(col, 'span'), 10) || 1));
  return Array.from({ length: span }, () => widthOf(col));
}

/** NaN where none is given. */
function widthOf(element: Element): number {
  const styled = /(?:^|[;\s])width\s*:\s*([\d.]+)(px|pt|in|cm|mm|%)/i.exec(attribute(element, 'style'));
  const [, amount, unit = ''] = styled ?? /^\s*([\d.]+)(px|pt|%)?\s*$/.exec(attribute(element, 'width')) ?? [];
  return Number(amount) * (TWIPS[unit.toLowerCase()] ?? Number.NaN);
}
