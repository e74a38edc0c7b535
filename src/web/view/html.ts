import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Markup that is ours; everything that is put into a template is escaped, unless it is markup itself. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
/** What a template takes. */
export type HtmlContent = Html | string | number | null | undefined | false | readonly HtmlContent[];

export { html };

/** A list of parts with something between two of them. */
export function between(parts: readonly HtmlContent[], separator: HtmlContent): HtmlContent[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

/** Whole numbers by groups of three; fractions as they are. */
export const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 4 });

export const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`;

/** A number as a report prints it: no grouping. */
export const plain = (value: number): string => String(value);

export const bytesOf = (bytes: number): string => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
};
