/** Answers kept by one function, once and as often again: the labels of many reports, and not the memory of a long run. */
const MOST = 2500;
/** Longer texts are sentences, which do not come again. */
const LONGEST = 200;

/** `compute` with its answers kept: reports print the same labels, and each cell is asked about many times. */
export function memoize<T>(compute: (text: string) => T): (text: string) => T {
  let recent = new Map<string, T>();
  // What was asked before: labels come again with every report and outlive the numbers between them.
  let older = new Map<string, T>();
  const keep = (own: string, answer: T): T => {
    if (recent.size >= MOST) [older, recent] = [recent, new Map()];
    recent.set(own, answer);
    return answer;
  };
  return (text) => {
    if (text.length > LONGEST) return compute(text);
    const found = recent.get(text);
    if (found !== undefined) return found;
    const own = copyOf(text);
    const before = older.get(own);
    return keep(own, before === undefined ? compute(own) : before);
  };
}

/** What is made out of an object that never changes, once for each. */
export function onceFor<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly made: T }>();
  return (key) => {
    const present = known.get(key);
    if (present) return present.made;
    const made = make(key);
    known.set(key, { made });
    return made;
  };
}

/** V8 makes no views of texts shorter than this. */
const SHORTEST_VIEW = 13;

/** A cell's text may be a view into the text of its whole page, which would be kept with it. */
const copyOf = (text: string): string =>
  text.length < SHORTEST_VIEW ? text : Buffer.from(text, 'utf16le').toString('utf16le');
