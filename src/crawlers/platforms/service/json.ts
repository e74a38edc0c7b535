import type { Json } from '../dialect.ts';

export type JsonObject = { readonly [key: string]: Json };

/**
 * A JSON or JSONP answer as a value; null where it is neither. Servers that paste texts together leave raw line breaks and tabs inside
 * strings, and some put a BOM or a comment guard in front: both are taken.
 */
export function readJson(text: string): Json | null {
  const bare = text.replace(/^[\ufeff\s]*(?:\/\*\*?\/)?\s*/, '').trim();
  const padded = /^[\w$.]+\s*\(([\s\S]*)\)\s*;?$/.exec(bare);
  for (const candidate of padded ? [padded[1] ?? '', bare] : [bare]) {
    const value = parse(candidate) ?? parse(candidate.replace(/[\u0000-\u001f]+/g, ' '));
    if (value !== null) return value;
  }
  return null;
}

function parse(text: string): Json | null {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

export function isObject(value: Json | null | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys; undefined where the path ends early. A member that is JSON in a string is opened on the way. */
export function at(value: Json | null | undefined, ...keys: readonly string[]): Json | undefined {
  let current: Json | null | undefined = value;
  for (const key of keys) {
    if (typeof current === 'string') current = readJson(current);
    if (!isObject(current)) return undefined;
    current = current[key];
  }
  return current ?? undefined;
}

/** The objects of a list; also of one that came as JSON in a string. */
export function objects(value: Json | null | undefined): JsonObject[] {
  const list = typeof value === 'string' ? readJson(value) : value;
  return Array.isArray(list) ? (list as readonly Json[]).filter(isObject) : [];
}

/** The first of these members that is text or a number, as text. */
export function text(object: JsonObject, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = object[key];
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return '';
}

/** A count, given as number or digits. */
export function count(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** A text from an API without the markup that search results carry (`<em>`, `&nbsp;`). */
export function withoutMarkup(markup: string): string {
  return markup
    .replace(/<[^<>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&quot;|&ldquo;|&rdquo;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
}
