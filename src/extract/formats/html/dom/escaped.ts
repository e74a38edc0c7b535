const TAG = /<(?:t[dr]|p|div|br)\b/i;
const ESCAPED_TAG = /&(?:amp;)*lt;(?:t[dr]|p|div|br)\b/i;
const SIGNS: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#34': '"', '#39': "'", apos: "'" };
/** Escaped by a form, by the system behind it, and once more. */
const MOST_TIMES = 4;

/** Markup whose tags are escaped as a whole, as it is where it went through a form, with its tags again; all else as it is. */
export function withTags(text: string, times = 0): string {
  if (times === MOST_TIMES || TAG.test(text) || !ESCAPED_TAG.test(text)) return text;
  const plain = text.replace(
    /&amp;(?=(?:lt|gt|quot|apos|amp|nbsp|#\d+);)|&(lt|gt|quot|apos|#34|#39);/g,
    (_, sign?: string) => (sign === undefined ? '&' : (SIGNS[sign] ?? '')),
  );
  return withTags(plain, times + 1);
}
