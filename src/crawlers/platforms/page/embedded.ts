/** Coded pagers have some 3 kB. */
const SHORTEST = 10_000;

/**
 * Text without the pictures and files that stand in it as base64: megabytes in one word, over which patterns of addresses take minutes.
 * A word of this length covers every place that is a multiple of it away from the start, so that only those are looked at.
 */
export function withoutEmbedded(text: string): string {
  const kept: string[] = [];
  let end = 0;
  for (let at = SHORTEST - 1; at < text.length; at += SHORTEST) {
    if (at < end || !isCoded(text.charCodeAt(at))) continue;
    let from = at;
    while (from > end && isCoded(text.charCodeAt(from - 1))) from--;
    let to = at + 1;
    while (to < text.length && isCoded(text.charCodeAt(to))) to++;
    if (to - from < SHORTEST) continue;
    kept.push(text.slice(end, from));
    for (let filled = 0; filled < 2 && text[to] === '='; filled++) to++;
    end = to;
  }
  return kept.length === 0 ? text : kept.join('') + text.slice(end);
}

/** A to Z, a to z, 0 to 9, + and /. */
const isCoded = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 47 && code <= 57) || code === 43;
