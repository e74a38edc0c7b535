import type { Page } from '../dialect.ts';
import { resolveLink } from '../page/links.ts';
import { jsValue, literals, type ScriptNames } from '../service/js-value.ts';
import { type FormStep, sentWith } from './form-pager.ts';

/** Functions and addresses that pages draw their pagers from are short: more code is a library. */
const LONGEST_BODY = 1500;

/** Where a choice leads whose box says `location.href = "?year=" + this.value`, or calls a function that does. */
export function chosenStep(page: Page, code: string, value: string): FormStep | null {
  const plain = code
    .replace(/this\.options\[[^\]]*\]\.value|\$\(this\)\.val\(\)/g, 'this.value')
    .replace(/^\s*javascript:/i, '');
  const names = new Map([['this.value', value]]);
  return leads(page, plain, new Map([...literalsOf(page), ...names])) ?? calledStep(page, plain, names);
}

const CALL = /^(?:javascript:)?\s*(?:return\s+)?([A-Za-z_$][\w$]*)\s*\(([^()]*)\)/;

/** The function of the page's own scripts that a handler calls; null where there is none. */
export function calledFunction(page: Page, code: string): Called | null {
  const name = CALL.exec(code.trim())?.[1];
  return name === undefined ? null : functionOf(page, name);
}

/** Where a pager's call leads, by the function of the page's own scripts that it calls: `javascript:goPage(2)`. */
export function calledStep(page: Page, code: string, further: ScriptNames = new Map()): FormStep | null {
  const [, name, given = ''] = CALL.exec(code.trim()) ?? [];
  if (name === undefined) return null;
  const found = functionOf(page, name);
  if (found === null) return null;
  const names = new Map([...literalsOf(page), ...further]);
  const args = given.split(',').map((argument) => jsValue(argument, names));
  for (const [index, parameter] of found.parameters.entries()) {
    const value = args[index];
    if (typeof value === 'string') names.set(parameter, value);
    else names.delete(parameter);
  }
  return leads(page, found.body, names);
}

function leads(page: Page, body: string, names: ScriptNames): FormStep | null {
  const known = new Map(names);
  for (const [, name = '', value = ''] of body.matchAll(/\b(?:var|let|const)\s+([\w$]+)\s*=\s*([^;\n]+)/g)) {
    const set = jsValue(value, known);
    if (set !== null) known.set(name, set);
  }
  return location(page, body, known) ?? filledForm(page, body, known);
}

const LOCATION =
  /(?:location(?:\.href)?\s*=(?!=)|location\.(?:replace|assign)\s*\(|window\.open\s*\()\s*([^;\n]{1,300})/g;

/** The address that a function goes to, put together from what it was called with. */
function location(page: Page, body: string, names: ScriptNames): FormStep | null {
  for (const [, value = ''] of body.matchAll(LOCATION)) {
    const url = resolveLink(page, jsValue(value, names) ?? undefined);
    if (url !== null && url !== page.url) return { url };
  }
  return null;
}

const FIELD_SET =
  /(?:getElementById\(\s*["']([\w.-]+)["']\s*\)\.value|\$\(\s*["']#([\w.-]+)["']\s*\)\.val\(|\$\(\s*["'](?:input)?\[name=\\?["']?([\w.-]+)\\?["']?\]["']\s*\)\.val\(|(?:document\.(?:forms\[[^\]]*\]|[\w$]+)|[\w$]*form[\w$]*)\.([\w$]+)\.value)\s*=?\s*([^;)\n]+)/gi;

/** The form that a function fills in and sends. */
function filledForm(page: Page, body: string, names: ScriptNames): FormStep | null {
  if (!/\.submit\s*\(/.test(body)) return null;
  for (const [, byId, byQuery, byName, member, value = ''] of body.matchAll(FIELD_SET)) {
    const id = byId ?? byQuery ?? byName ?? member ?? '';
    const field = page
      .$('form input')
      .toArray()
      .find(({ attribs }) => attribs.id === id || attribs.name === id);
    const set = jsValue(value, names);
    const step = field === undefined || set === null ? null : sentWith(page, field, set);
    if (step !== null) return step;
  }
  return null;
}

/**
 * Addresses that the page's scripts put together around a number, for a pager that a library draws: `"index_" + i + ".html"`. Whether the
 * library counts from 0 or 1 cannot be told, so both are given; the lower number first, since the other way a page could be left out.
 */
export function scriptedPages(page: Page, number: number): string[] {
  const scripts = inlineScripts(page);
  const names = literalsOf(page);
  const urls = new Set<string>();
  for (const [, value = ''] of scripts.matchAll(LOCATION)) {
    const variable = /\+\s*\(?\s*([A-Za-z_$][\w$]*)/.exec(value)?.[1];
    if (variable === undefined) continue;
    for (const count of [number - 1, number]) {
      const url = resolveLink(page, jsValue(value, new Map([...names, [variable, String(count)]])) ?? undefined);
      if (url !== null && url !== page.url) urls.add(url);
    }
  }
  return [...urls].slice(0, MOST_GUESSES);
}

/** Each costs a request. */
const MOST_GUESSES = 4;

interface Scripts {
  readonly code: string;
  readonly literals: ScriptNames;
  /** Those that were looked for; null: there is none of this name. A list of thousands calls the same. */
  readonly functions: Map<string, Called | null>;
}

/** A function of the page's scripts. */
export interface Called {
  readonly parameters: readonly string[];
  readonly body: string;
}

const known = new WeakMap<Page, Scripts>();

function scriptsOf(page: Page): Scripts {
  const before = known.get(page);
  if (before !== undefined) return before;
  const elements = page.$('script:not([src])').toArray();
  const code = elements.map((script) => page.$(script).text()).join('\n');
  const scripts = { code, literals: literals(code), functions: new Map() };
  known.set(page, scripts);
  return scripts;
}

/** All code that stands in the page itself. */
export const inlineScripts = (page: Page): string => scriptsOf(page).code;

const literalsOf = (page: Page): ScriptNames => scriptsOf(page).literals;

function functionOf(page: Page, name: string): Called | null {
  const { code, functions } = scriptsOf(page);
  const before = functions.get(name);
  if (before !== undefined) return before;
  const escaped = name.replace(/\$/g, '\\$');
  const start = new RegExp(`(?:function\\s+${escaped}|\\b${escaped}\\s*[:=]\\s*function)\\s*\\(([^)]*)\\)\\s*\\{`);
  const head = start.exec(code);
  const from = head === null ? 0 : head.index + head[0].length;
  const parameters = (head?.[1] ?? '').split(',').map((parameter) => parameter.trim());
  const found =
    head === null ? null : { parameters: parameters.filter(Boolean), body: code.slice(from, endOfBlock(code, from)) };
  functions.set(name, found);
  return found;
}

function endOfBlock(code: string, start: number): number {
  let depth = 1;
  const limit = Math.min(code.length, start + LONGEST_BODY);
  for (let at = start; at < limit; at++) {
    if (code[at] === '{') depth++;
    else if (code[at] === '}' && --depth === 0) return at;
  }
  return limit;
}
