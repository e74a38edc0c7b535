import type { Attributes } from '../office/xml.ts';

/** Elements that print nothing in the text: deleted text, notes, comments, contents, pictures' bytes and descriptions. */
export const SKIPPED: ReadonlySet<string> = new Set([
  ...['text:tracked-changes', 'text:note', 'office:annotation', 'text:table-of-content', 'text:ruby-text'],
  ...['office:binary-data', 'draw:object', 'draw:object-ole', 'svg:title', 'svg:desc', 'text:number'],
  ...['text:footnote', 'text:endnote', 'style:header', 'style:footer', 'office:forms', 'text:index-body'],
]);

/** Shapes with text of their own. */
export const SHAPE = /^draw:(?:text-box|custom-shape|rect|ellipse|line|polygon|path|caption|connector)$/;

/** Elements whose style says how their characters look, and the family of that style. */
export const STYLED: ReadonlyMap<string, 'paragraph' | 'text'> = new Map([
  ['text:p', 'paragraph'],
  ['text:h', 'paragraph'],
  ['text:span', 'text'],
]);

/** Elements whose style may give what is inside them a ground, and the family of that style. */
export const SHADED: ReadonlyMap<string, 'table' | 'table-row' | 'table-cell'> = new Map([
  ['table:table', 'table'],
  ['table:table-row', 'table-row'],
  ['table:table-cell', 'table-cell'],
]);

/** LibreOffice names tables inside shapes by a namespace of its own. */
export function standardName(name: string): string {
  return name.startsWith('loext:') ? name.replace(/^loext:(?=table|covered)/, 'table:') : name;
}

/** A section, or a text under a condition, that is not shown. */
export function isHiddenText(name: string, attributes: Attributes): boolean {
  if (name === 'text:hidden-text') return attributes['text:is-hidden'] === 'true';
  return name === 'text:section' && attributes['text:display'] === 'none';
}

const TWIPS: Readonly<Record<string, number>> = { in: 1440, cm: 1440 / 2.54, mm: 144 / 2.54, pt: 20, pc: 240 };

/** A length with its unit, in twips; NaN where it is none. */
export function twips(length: string | undefined): number {
  const [, amount, unit] = /^([\d.]+)(in|cm|mm|pt|pc)$/.exec(length ?? '') ?? [];
  return Number(amount) * (TWIPS[unit ?? ''] ?? Number.NaN);
}
