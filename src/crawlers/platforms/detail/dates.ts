const PRINTED = /(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/;

/** The first full date printed in a text, `YYYY-MM-DD`. */
export function printedDate(text: string): string | undefined {
  const match = PRINTED.exec(text.normalize('NFKC'));
  return match ? iso(match[1], match[2], match[3]) : undefined;
}

/** Skins that set day and month in large letters print a date in two pieces: `17` `2025-01`, `01-17` `2025`, `2025` `01/17`, `2025-01` `17`. */
const IN_PIECES: readonly (readonly [RegExp, readonly [number, number, number]])[] = [
  [/(?<![\d-/.年月])(\d{1,2})日?\s+((?:19|20)\d{2})[-/.年](\d{1,2})月?(?![-/.\d])/, [2, 3, 1]],
  [/(?<![\d-/.年月])(\d{1,2})[-/.月](\d{1,2})日?\s+((?:19|20)\d{2})年?(?![-/.\d])/, [3, 1, 2]],
  [/(?<![\d-/.])((?:19|20)\d{2})年?\s+(\d{1,2})[-/.月](\d{1,2})日?(?![-/.\d:])/, [1, 2, 3]],
  [/(?<![\d-/.])((?:19|20)\d{2})[-/.年](\d{1,2})月?\s+(\d{1,2})日?(?![-/.\d:年])/, [1, 2, 3]],
];

/** A date whose pieces stand side by side, with spaces between them and nothing else; for rows of lists, not for running text. */
export function dateInPieces(text: string): string | undefined {
  for (const [pattern, [year, month, day]] of IN_PIECES) {
    const match = pattern.exec(text.normalize('NFKC'));
    const date = match && iso(match[year], match[month], match[day]);
    if (date) return date;
  }
  return undefined;
}

/** Any printed date at one end of a title, with or without brackets: `[2024-01-31]`, `(01-31)`. */
const AT_END = String.raw`(?:[[(【（]\s*)?(?:(?:19|20)\d{2}\s*[-/.]\s*)\d{1,2}\s*[-/.]\s*\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])】）]?|[[【]\s*\d{1,2}-\d{1,2}\s*[\]】]`;
const LEADING = new RegExp(`^(?:${AT_END})\\s*`);
const TRAILING = new RegExp(`(?:${AT_END})$`);

export function withoutDate(title: string): string {
  return title.replace(LEADING, '').replace(TRAILING, '').trimEnd();
}

/**
 * The publication date that an address carries: TRS `t20240131_`, `/20240131/`, `/2024/1/31/`, `/2024-01/31/`, `/2024-01-31/`,
 * `/2024/01-31/`. A month alone (`/202401/`) is no date.
 */
const IN_PATH = [
  /\/t((?:19|20)\d{2})(\d{2})(\d{2})_/i,
  /\/((?:19|20)\d{2})(\d{2})(\d{2})\//,
  /\/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})\//,
];

export function dateFromUrl(url: string): string | undefined {
  const path = new URL(url).pathname;
  for (const pattern of IN_PATH) {
    const match = pattern.exec(path);
    const date = match && iso(match[1], match[2], match[3]);
    if (date) return date;
  }
  return undefined;
}

/** Milliseconds or seconds since the epoch, or a printed date, as APIs send them; days are those of China (UTC+8). */
export function apiDate(value: unknown): string | undefined {
  if (typeof value === 'string' && !/^\d{10}(?:\d{3})?$/.test(value)) return printedDate(value) ?? compactDate(value);
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) return undefined;
  const time = number < 1e11 ? number * 1000 : number;
  return new Date(time + 8 * 3600_000).toISOString().slice(0, 10);
}

function compactDate(text: string): string | undefined {
  const match = /^((?:19|20)\d{2})(\d{2})(\d{2})/.exec(text);
  return match ? iso(match[1], match[2], match[3]) : undefined;
}

function iso(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text;
}

/** All full dates printed in a text. */
export function printedDates(text: string): string[] {
  const matches = text.normalize('NFKC').matchAll(new RegExp(PRINTED, 'g'));
  return [...matches].flatMap(([, year, month, day]) => iso(year, month, day) ?? []);
}
