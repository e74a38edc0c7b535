import type { Page } from '../dialect.ts';
import { clean, type PageElement } from '../page/dom.ts';
import { resolveLink } from '../page/links.ts';
import { jsValue, literals, type ScriptNames } from '../service/js-value.ts';
import { type FormStep, sentWith } from './form-pager.ts';

/** Functions and addresses that pages draw their pagers from are short: more code is a library. */
const LONGEST_BODY = 1500;

/** Where a choice leads whose box says `location.href = "?year=" + this.value`, or calls a function that does. */
export function chosenStep(page: Page, box: PageElement, value: string): FormStep | null {
  const plain = (box.attribs.onchange ?? '')
    .replace(/this\.options\[[^\]]*\]\.value|\$\(this\)\.val\(\)/g, 'this.value')
    .replace(/^\s*javascript:/i, '');
  const names = new Map([
    ['this.value', value],
    ...(box.attribs.id === undefined ? [] : [[`#${box.attribs.id}`, value] as const]),
  ]);
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
  const called = calledCode(page, code, further);
  return called === null ? null : leads(page, called.body, called.names);
}

/** The body of the function that a handler calls, and what its names stand for then. Null where the page's scripts have none of the name. */
export function calledCode(
  page: Page,
  code: string,
  further: ScriptNames = new Map(),
): { readonly body: string; readonly names: Map<string, string> } | null {
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
  return { body: found.body, names };
}

/** Fields whose value is known are named by their id: `document.getElementById('org').value`, `$("#org").val()`. */
function withFields(body: string, names: ScriptNames): string {
  return body.replace(
    /(?:document\.getElementById\(\s*["']([\w-]+)["']\s*\)\.value|\$\(\s*["']#([\w-]+)(?:\s+option:selected)?["']\s*\)\.val\(\s*\))(?!\s*=[^=])/g,
    (code, byId: string | undefined, byQuery: string | undefined) => {
      const value = names.get(`#${byId ?? byQuery ?? ''}`);
      return value === undefined ? code : JSON.stringify(value);
    },
  );
}

function leads(page: Page, code: string, names: ScriptNames): FormStep | null {
  const known = new Map(names);
  const body = withFields(code, names);
  for (const [, name = '', value = ''] of body.matchAll(/\b(?:var|let|const)\s+([\w$]+)\s*=\s*([^;\n]+)/g)) {
    const set = jsValue(value, known);
    if (set !== null) known.set(name, set);
  }
  return location(page, body, known) ?? filledForm(page, body, known);
}

const LOCATION =
  /(?:location(?:\.href)?\s*=(?!=)|location\.(?:replace|assign)\s*\(|window\.open\s*\()\s*([^;\n]{1,300})/g;
/** What pagers of libraries are told to make an address by: `getLink: function (n) { return "list_" + n + ".html" }`. */
const RETURNED = /\breturn\s*\(?\s*(?=(?:"[^"\n]*"|'[^'\n]*'|[\w.$]+)\s*\+)([^;\n}]{3,200})/g;
/** A pager that a script writes: `'<a href="list_' + i + '.html">'`. */
const WRITTEN =
  /(?<![.\w])href\s*=\s*\\?["']?([^"'<>+\s]{0,200})["']\s*\+\s*\(?([\w$.]{1,40})(?:\s*[+-]\s*1)?\)?\s*\+\s*["']([^"'<>\\\s]{0,100})/g;
/** jQuery's pagination puts the number in place of `__id__`. */
const PLACEHOLDER = /["']([^"'\s<>]{0,200})__id__([^"'\s<>]{0,100})["']/g;

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
  const urls = new Set<string>();
  const rows = titledLinks(page);
  for (const make of addressForms(page)) {
    for (const count of [number - 1, number]) {
      const url = resolveLink(page, make(String(count)) ?? undefined);
      if (url !== null && url !== page.url && !rows.has(url)) urls.add(url);
    }
  }
  return [...urls].slice(0, MOST_GUESSES);
}

/** Scripts put the addresses of rows together as they do those of pages. */
function titledLinks(page: Page): ReadonlySet<string> {
  const links = page
    .$('a[href]')
    .toArray()
    .filter((link) => clean(page.$(link).text()).length >= 8);
  return new Set(links.flatMap(({ attribs }) => resolveLink(page, attribs.href) ?? []));
}

type AddressForm = (number: string) => string | null;

function addressForms(page: Page): AddressForm[] {
  const scripts = inlineScripts(page);
  const names = new Map([...membersOf(scripts), ...literalsOf(page)]);
  const computed = [...scripts.matchAll(LOCATION), ...scripts.matchAll(RETURNED)].flatMap(([, value = '']) => {
    const variable = variableIn(value, names);
    if (variable === null || !/["'][^"']*[./?=_-]/.test(value)) return [];
    return [(number: string) => jsValue(value, new Map([...names, [variable, number]]))];
  });
  const pasted = [...scripts.matchAll(PLACEHOLDER)].map(([, before = '', after = '']) => [before, after]);
  const written = [...scripts.matchAll(WRITTEN)].map(([, before = '', , after = '']) => [before, after]);
  const glued = [...pasted, ...written]
    .filter(([before = '', after = '']) => /[./?=]/.test(before + after))
    .map(
      ([before = '', after = '']) =>
        (number: string) =>
          `${before}${number}${after}`,
    );
  return [...computed, ...glued];
}

/** The one name of an expression that nothing is known of: the page's number. */
function variableIn(value: string, names: ScriptNames): string | null {
  const code = value.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');
  const unknown = [...code.matchAll(/(?<![\w$.])[A-Za-z_$][\w$.]*/g)]
    .map(([name]) => name)
    .filter((name) => !names.has(name));
  const [first, ...others] = unknown;
  return first === undefined || others.some((name) => name !== first) ? null : first;
}

/** Settings of a library's pager, which its functions speak of as their own: `hrefFormer: "list"` is `this.hrefFormer`. */
function membersOf(code: string): Map<string, string> {
  const members = new Map<string, string>();
  for (const [, name = '', double, single] of code.matchAll(
    /\b([A-Za-z_]\w*)\s*:\s*(?:"([^"\n]{0,200})"|'([^'\n]{0,200})')/g,
  ))
    members.set(`this.${name}`, double ?? single ?? '');
  return members;
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
  const code = [...elements.map((script) => page.$(script).text()), page.scripts].join('\n');
  const scripts = { code, literals: literals(code), functions: new Map() };
  known.set(page, scripts);
  return scripts;
}

/** All code that stands in the page itself, and that of its own scripts where it was fetched. */
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
