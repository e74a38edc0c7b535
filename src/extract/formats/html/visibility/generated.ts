import { attribute, type Element } from '../dom/dom.ts';
import type { Declaration } from './css/declarations.ts';

const PART = /^\s*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|attr\(\s*([\w-]+)[^)]*\))/;
/** Bullets, arrows and the private signs of icon fonts are no text. */
const SAYS_SOMETHING = /[\p{N}\p{Script=Han}]/u;

/** The words or numbers that the declarations, weakest first, put before or behind an element's content; null for none. */
export function generatedText(declarations: readonly Declaration[], element: Element): string | null {
  const content = declarations.findLast(({ property }) => property === 'content')?.value ?? 'none';
  let text = '';
  let rest = content;
  for (let part = PART.exec(rest); part; part = PART.exec(rest)) {
    const [all, double, single, name] = part;
    text += name === undefined ? unescaped(double ?? single ?? '') : attribute(element, name.toLowerCase());
    rest = rest.slice(all.length);
  }
  return rest.trim() === '' && SAYS_SOMETHING.test(text) ? text : null;
}

const unescaped = (text: string): string =>
  text.replace(/\\(?:([0-9a-f]{1,6})\s?|(\r?\n)|([\s\S]))/gi, (_, code?: string, newline?: string, plain?: string) =>
    code === undefined ? (newline === undefined ? (plain ?? '') : '') : characterOf(Number.parseInt(code, 16)),
  );

const characterOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
