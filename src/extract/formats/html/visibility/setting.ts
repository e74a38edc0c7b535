import type { Element } from '../dom/dom.ts';
import type { BoxStyle } from './style/box.ts';
import type { ComputedTextStyle } from './style/computed.ts';
import { isInline } from './unseen-box.ts';

/** A note's mark is smaller than the text that it stands in by this share at least. */
const SMALLER = 0.9;

/** How a style sets an element otherwise than its name says; null where it does not. */
export function settingOf(
  element: Element,
  box: BoxStyle,
  look: ComputedTextStyle,
  around: ComputedTextStyle,
): Element['set'] {
  if (box.size === 0) return null;
  const display = box.get('display') ?? '';
  if (!isInline(element))
    return display === 'inline' && !/^(?:table|t[rdh]|tbody|thead|tfoot)$/.test(element.name) ? 'inline' : null;
  if (standsAside(box)) return 'aside';
  if (/^(?:block|flex|grid|list-item|flow-root|table)$/.test(display)) return 'apart';
  return isRaised(box, look.fontSize < around.fontSize * SMALLER) ? 'raised' : null;
}

/** How the children of a box are set by its style, as far as that is not as they stand in the file; null where they are. */
export function childrenSetting(box: BoxStyle): Element['set'] {
  const display = box.get('display') ?? '';
  if (/^(?:inline-)?flex$/.test(display)) return /reverse/.test(box.get('flex-direction') ?? '') ? 'aside' : null;
  return /^(?:inline-)?grid$/.test(display) ? 'apart' : null;
}

/** What parts of a table are called as elements, by what a style or a role makes of a box. */
const BY_DISPLAY: Readonly<Record<string, string>> = {
  table: 'table',
  'table-row-group': 'tbody',
  'table-header-group': 'thead',
  'table-footer-group': 'tfoot',
  'table-row': 'tr',
  'table-cell': 'td',
};

/** The part of a table that a box is set as, by the name of its element; null for none, and for parts by name. */
export function tablePartOf({ name }: Element, box: BoxStyle): string | null {
  const part = BY_DISPLAY[box.get('display') ?? ''] ?? null;
  return part === null || /^(?:table|t[rdh]|tbody|thead|tfoot|caption|col|colgroup)$/.test(name) ? null : part;
}

/** Out of the line, and perhaps over other text: no part of the word beside it. */
const standsAside = (box: BoxStyle): boolean =>
  /^(?:absolute|fixed)$/.test(box.get('position') ?? '') ||
  /^(?:left|right)$/.test(box.get('float') ?? '') ||
  /[1-9]/.test(box.get('order') ?? '');

function isRaised(box: BoxStyle, isSmall: boolean): boolean {
  const align = box.get('vertical-align') ?? '';
  if (/^(?:super|sub)$/.test(align)) return true;
  const isMoved = box.get('position') === 'relative' && [box.get('top'), box.get('bottom')].some(isLength);
  return isSmall && (isMoved || /^(?:top|text-top)$/.test(align) || isLength(align));
}

const isLength = (value: string | undefined): boolean => /^[-+]?[\d.]*[1-9]/.test(value ?? '');
