import { scriptLocation } from './script-location.ts';

/** A page that shows nothing and only sends the browser on (about 160 bytes on real portals). Larger ones are pages. */
export const LONGEST_SHELL = 2048;

/** More visible text than a "please wait" has. */
const LONGEST_WORDS = 120;

/**
 * Where a redirect shell leads, as written in it (relative or absolute), or null where the page is none: a meta refresh, or a script that
 * sets `location` as it runs. A page that has rows, files or a report's text is no shell, whatever its scripts could do. `html` is the
 * decoded page; `refresh` the answer's own `Refresh:` header.
 */
export function shellTarget(html: string, refresh: string | null = null): string | null {
  if (html.length > LONGEST_SHELL) return null;
  const code = html.replace(/<!--(?!\[)[\s\S]*?-->/g, '').replace(/<noscript\b[\s\S]*?(?:<\/noscript\s*>|$)/gi, '');
  if (hasContent(code)) return null;
  const target = refreshTarget(refresh ?? '') ?? metaRefresh(code) ?? scriptTarget(code);
  return target === null ? null : asWritten(target);
}

function hasContent(html: string): boolean {
  if (/<(?:table|form|iframe|frame|embed|object)\b/i.test(html)) return true;
  const shown = html.replace(/<(script|style|title|head)\b[\s\S]*?<\/\1\s*>/gi, '');
  return visibleWords(shown).length > LONGEST_WORDS || hasRows(shown);
}

const visibleWords = (html: string): string => html.replace(/<[^>]*>/g, '').replace(/\s+/g, '');

const FILE = /\.(?:pdf|docx?|wps|xlsx?|et|rtf|odt|ofd|zip|rar|txt|csv)(?:$|[?#;"'\s>])/i;
const REPORT = /(?:信息|政务)公开.{0,20}(?:年报|报告)|(?:19|20)\d{2}\s*年|年度报告/;

/** A "please wait" has one link at most, to where it leads. */
function hasRows(html: string): boolean {
  const links = [...html.matchAll(/<a\b([^>]*)>([^<]*)/gi)];
  return (
    links.length > 2 || links.some(([, tag = '', text = '']) => FILE.test(tag) || FILE.test(text) || REPORT.test(text))
  );
}

function metaRefresh(html: string): string | null {
  for (const [tag] of html.matchAll(/<meta\b[^>]*>/gi)) {
    if (!/http-equiv\s*=\s*["']?refresh/i.test(tag)) continue;
    const content = /content\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag);
    const target = refreshTarget(content?.[1] ?? content?.[2] ?? content?.[3] ?? '');
    if (target !== null) return target;
  }
  return null;
}

/** Longer than this is a page that reloads itself. */
const LONGEST_REFRESH_S = 10;

/** `0;url=a.html`, and `0;a.html`, which browsers take too. */
function refreshTarget(value: string): string | null {
  const [, seconds = '', rest = ''] = /^\s*(\d*(?:\.\d*)?)\s*[;,\s]\s*(\S.*)$/.exec(value) ?? [];
  const url = rest
    .replace(/^url\s*=\s*/i, '')
    .replace(/^(["'])([^"']*).*$/, '$2')
    .trim();
  return url === '' || Number(seconds || 0) > LONGEST_REFRESH_S ? null : url;
}

function scriptTarget(html: string): string | null {
  const onload = /<body\b[^>]*\bonload\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(html);
  const blocks = [...html.matchAll(/<script\b(?![^>]*\bsrc\s*=)[^>]*>([\s\S]*?)(?:<\/script\s*>|$)/gi)];
  return scriptLocation([...blocks.map(([, code = '']) => code), onload?.[1] ?? onload?.[2] ?? '']);
}

function asWritten(target: string): string {
  return target.replace(/&amp;/gi, '&').replace(/\\\//g, '/').trim();
}
