/** What the names in a script's expression stand for. */
export type Names = ReadonlyMap<string, string>;

const TOKEN = /\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|(\d+)|([A-Za-z_$][\w$.]*)|([+()-]))/y;
const LITERAL = /\b(?:var|let|const)?\s*([A-Za-z_$][\w$]*)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|(\d+))\s*[;,\n]/g;

/**
 * The value of an expression that puts an address together from literals, numbers and known names: `"index_" + (n + 1) + ".html"`. It ends
 * where the expression does; null where it calls, indexes or names something else. Nothing is executed.
 */
export function jsValue(code: string, names: Names): string | null {
  const parts: Part[] = [];
  let sign = 1;
  let depth = 0;
  let wantsValue = true;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(code); match !== null; match = TOKEN.exec(code)) {
    const [, double, single, digits, name, mark] = match;
    if (mark === '(') depth++;
    else if (mark === ')') depth--;
    else if (mark !== undefined) {
      sign = mark === '-' ? -1 : 1;
      wantsValue = true;
    } else {
      const known = name === undefined ? undefined : names.get(name);
      const text = double ?? single ?? digits ?? known;
      if (!wantsValue || text === undefined) return null;
      const isNumber = (digits !== undefined || known !== undefined) && /^\d+$/.test(text);
      add(parts, { value: isNumber ? sign * Number(text) : unescaped(text), depth });
      wantsValue = false;
      sign = 1;
      if (!/^\s*[+()-]/.test(code.slice(TOKEN.lastIndex, TOKEN.lastIndex + 20))) break;
    }
  }
  return parts.length === 0 || wantsValue ? null : parts.map(({ value }) => value).join('');
}

interface Part {
  readonly value: string | number;
  /** Parentheses around it. */
  readonly depth: number;
}

/** Numbers beside each other are added, as in `"index_" + (n + 1)`; after a text they are pasted on, as JavaScript does. */
function add(parts: Part[], { value, depth }: Part): void {
  const last = parts.at(-1);
  const isSum = typeof value === 'number' && typeof last?.value === 'number' && last.depth === depth;
  if (isSum && (depth > 0 || parts.length === 1))
    parts[parts.length - 1] = { value: Number(last.value) + value, depth };
  else parts.push({ value, depth });
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
