/** A page that shows nothing and only sends the browser on (about 160 bytes on real portals). Larger ones are pages. */
export const LONGEST_SHELL = 2048;

/** More visible text than a "please wait" has. */
const LONGEST_WORDS = 120;

/**
 * Where a redirect shell leads, as written in it (relative or absolute), or null where the page is none: a meta refresh, or a script that
 * sets `location`. `html` is the decoded page.
 */
export function shellTarget(html: string): string | null {
  if (html.length > LONGEST_SHELL) return null;
  const code = html.replace(/<!--(?!\[)[\s\S]*?-->/g, '');
  if (visibleWords(code).length > LONGEST_WORDS || /<(?:table|form|iframe|frame|embed|object)\b/i.test(code))
    return null;
  const target = metaRefresh(code) ?? scriptLocation(code);
  return target === null ? null : asWritten(target);
}

function visibleWords(html: string): string {
  return html
    .replace(/<(script|style|title|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, '');
}

/** Longer than this is a page that reloads itself. */
const LONGEST_REFRESH_S = 10;

function metaRefresh(html: string): string | null {
  for (const [tag] of html.matchAll(/<meta\b[^>]*>/gi)) {
    if (!/http-equiv\s*=\s*["']?refresh/i.test(tag)) continue;
    const content = /content\s*=\s*("([^"]*)"|'([^']*)'|[^\s>]+)/i.exec(tag);
    const [, seconds, url] =
      /^\s*(\d*(?:\.\d*)?)\s*[;,]?\s*url\s*=\s*['"]?([^'"]+)/i.exec(
        content?.[2] ?? content?.[3] ?? content?.[1] ?? '',
      ) ?? [];
    if (url !== undefined && Number(seconds || 0) <= LONGEST_REFRESH_S) return url.trim();
  }
  return null;
}

const LOCATION =
  /(?:^|[^\w.])(?:(?:window|self|top|parent|document)\.)*location(?:\.href)?\s*(?:=(?!=)|\.(?:replace|assign)\s*\()\s*(["'`])((?:(?!\1).)+)\1\s*\)?\s*(.?)/i;
const OPEN_SELF = /window\.open\s*\(\s*(["'])((?:(?!\1).)+)\1\s*,\s*["']_(?:self|top)["']/i;

function scriptLocation(html: string): string | null {
  const [, , url, after] = LOCATION.exec(html) ?? [];
  // An address that is put together at run time is for a browser.
  if (url !== undefined && after !== '+' && !url.includes('${')) return url;
  return OPEN_SELF.exec(html)?.[2] ?? null;
}

function asWritten(target: string): string {
  return target.replace(/&amp;/gi, '&').replace(/\\\//g, '/').trim();
}
