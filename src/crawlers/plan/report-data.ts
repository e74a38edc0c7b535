/** Words that only the tables of a report have; two of them in one page's data are no accident. */
const TABLE_WORDS =
  /本年新收政府信息公开申请|结转下年度继续办理|未经复议直接起诉|统计指标|申请办结数|主动公开政府信息数/g;

/** Whether the words of a report's tables stand in a page's source, wherever: told without taking it apart. */
export const namesTables = (html: string): boolean => new Set(html.match(TABLE_WORDS) ?? []).size >= 2;

/**
 * Whether a page's scripts hold a report's tables as data (`_CONFIG = {"content": "…"}`), its characters perhaps as `\\uXXXX`: the reader
 * finds it there, and a browser would show the same.
 */
export function holdsReportData(text: string): boolean {
  const scripts = text
    .split(/<script\b/i)
    .slice(1)
    .map((part) => part.split(/<\/script/i)[0] ?? '');
  return new Set(withoutMarkup(withoutEscapes(scripts.join('\n'))).match(TABLE_WORDS) ?? []).size >= 2;
}

const withoutEscapes = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Word cuts its words into spans, and sets white between them. */
const withoutMarkup = (text: string): string => text.replace(/<[^<>]{0,2000}>|&nbsp;|\\[nrt]|\s/g, '');
