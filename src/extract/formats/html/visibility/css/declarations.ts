import { type CssNode, lexer, parse } from 'css-tree';
import { memoize } from '../../../../../vocabulary/memoize.ts';
import { longhandsOf } from './longhands.ts';

/** A declaration of a property that has to do with what is seen. */
export interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly isImportant: boolean;
  /** What it says about single properties; null where it must first be told what a variable stands for. */
  readonly longhands: readonly (readonly [property: string, value: string])[] | null;
}

/** Properties that decide whether text is seen, or how large or where its box is. */
const RELEVANT: ReadonlySet<string> = new Set(
  `all display visibility opacity content-visibility mso-hide filter font font-size color -webkit-text-fill-color background background-color
  background-image background-repeat background-position background-clip -webkit-background-clip text-decoration text-decoration-line text-indent position float left right top bottom
  inset width height max-width max-height inline-size block-size padding-top padding-bottom overflow overflow-x overflow-y clip clip-path
  -webkit-clip-path mask -webkit-mask mask-image -webkit-mask-image mask-size -webkit-mask-size mask-border -webkit-mask-box-image
  letter-spacing text-underline-offset transform -webkit-transform translate scale margin margin-left margin-top content
  vertical-align unicode-bidi direction text-shadow zoom rotate order flex-direction border border-top border-bottom inset-inline inset-block inset-inline-start inset-inline-end inset-block-start inset-block-end
  margin-inline margin-block margin-inline-start margin-block-start max-inline-size max-block-size`.split(/\s+/),
);

/** No value that a browser would make sense of is longer. */
const LONGEST_VALUE = 500;
const VARIABLE = /var\(/i;

/** The declaration as browsers take it, or null for one that they pass over or that has nothing to do with what is seen. */
function declarationOf(written: string, source: string, isImportant: boolean): Declaration | null {
  const isCustom = written.startsWith('--');
  const property = isCustom ? written : written.toLowerCase();
  const value = withoutData(source.trim());
  if (value === '' || value.length > LONGEST_VALUE) return null;
  if (isCustom) return { property, value, isImportant, longhands: [[property, value]] };
  if (!RELEVANT.has(property)) return null;
  if (VARIABLE.test(value)) return { property, value, isImportant, longhands: null };
  const longhands = validLonghands(`${property}:${value}`);
  return longhands.length === 0 ? null : { property, value, isImportant, longhands };
}

/** A picture in the style itself, by its kind alone. */
function withoutData(value: string): string {
  const from = value.indexOf('data:');
  if (from < 0) return value;
  const quote = value[from - 1] ?? '';
  const to = value.indexOf(/["']/.test(quote) ? quote : ')', from);
  return to < 0 ? value : value.slice(0, from + 5) + value.slice(to);
}

/** None for a value that browsers do not know: the declaration before it counts. Word's own property is known to Word alone. */
export const validLonghands = memoize((declaration: string): readonly (readonly [string, string])[] => {
  const colon = declaration.indexOf(':');
  const property = declaration.slice(0, colon);
  const written = declaration.slice(colon + 1);
  const value = property === 'content' ? written : written.toLowerCase();
  const isKnown = property === 'mso-hide' || lexer.matchProperty(property, value).error === null;
  return isKnown ? longhandsOf(property, value) : [];
});

/** The declarations of a style attribute. */
export const inlineDeclarations = memoize((style: string): readonly Declaration[] =>
  isPlain(style) ? style.split(';').flatMap(plainDeclaration) : parsedDeclarations(style),
);

/** Most styles need no parser: no semicolon of theirs stands in quotes or brackets. */
const PLAIN = /^(?:[^"'(\\;{/]|"[^"\\;]*"|'[^'\\;]*'|\([^()"'\\;]*\)|;|\/(?!\*))*$/;
const isPlain = (style: string): boolean => style.length < 10_000 && PLAIN.test(style);

function plainDeclaration(source: string): Declaration[] {
  const colon = source.indexOf(':');
  if (colon < 0) return [];
  const value = source.slice(colon + 1);
  const bang = value.lastIndexOf('!');
  const isImportant = bang >= 0 && /^!\s*important\s*$/i.test(value.slice(bang));
  const found = declarationOf(source.slice(0, colon).trim(), isImportant ? value.slice(0, bang) : value, isImportant);
  return found ? [found] : [];
}

function parsedDeclarations(style: string): Declaration[] {
  const list = parse(style, { context: 'declarationList', parseValue: false });
  return list.type === 'DeclarationList' ? list.children.toArray().flatMap(declarationsIn) : [];
}

/** The declaration that a node of a parsed sheet is. */
export function declarationsIn(node: CssNode): Declaration[] {
  if (node.type !== 'Declaration' || node.value.type !== 'Raw') return [];
  // `!ie` is a hack that every browser but one passes over.
  if (typeof node.important === 'string') return [];
  const found = declarationOf(node.property, node.value.value, node.important);
  return found ? [found] : [];
}
