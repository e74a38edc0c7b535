/** What the names in a script's expression stand for. */
export type Names = ReadonlyMap<string, string>;

const TOKEN = /\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|(\d+)|([A-Za-z_$][\w$.]*)|([+()-]))/y;
const LITERAL = /\b(?:var|let|const)?\s*([A-Za-z_$][\w$]*)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|(\d+))\s*[;,\n]/g;

/**
 * The value of an expression that puts an address together from literals, numbers and known names: `"index_" + (n + 1) + ".html"`. It ends
 * where the expression does; null where it calls, indexes or names something else. Nothing is executed.
 */
export function jsValue(code: string, names: Names): string | null {
  const parts: (string | number)[] = [];
  let sign = 1;
  let wantsValue = true;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(code); match !== null; match = TOKEN.exec(code)) {
    const [, double, single, digits, name, mark] = match;
    if (mark === '(' || mark === ')') continue;
    if (mark !== undefined) {
      sign = mark === '-' ? -1 : 1;
      wantsValue = true;
      continue;
    }
    if (!wantsValue) return null;
    const known = name === undefined ? undefined : names.get(name);
    const text = double ?? single ?? digits ?? known;
    if (text === undefined) return null;
    const isNumber = (digits !== undefined || known !== undefined) && /^\d+$/.test(text);
    add(parts, isNumber ? sign * Number(text) : unescaped(text));
    wantsValue = false;
    sign = 1;
    if (!/^\s*[+()-]/.test(code.slice(TOKEN.lastIndex))) break;
  }
  return parts.length === 0 || wantsValue ? null : parts.join('');
}

/** A number that follows a number is added to it: page numbers are counted on before they are pasted into the address. */
function add(parts: (string | number)[], part: string | number): void {
  const last = parts.at(-1);
  if (typeof part === 'number' && typeof last === 'number') parts[parts.length - 1] = last + part;
  else parts.push(typeof part === 'number' && part < 0 ? String(part) : part);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

/** Names that a script sets to a literal; the first setting counts. */
export function literals(code: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [, name, double, single, digits] of code.matchAll(LITERAL)) {
    if (name !== undefined && !names.has(name)) names.set(name, double ?? single ?? digits ?? '');
  }
  return names;
}
