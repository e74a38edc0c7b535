/** What only a whole page has. */
const PAGE = /<(?:!doctype|html|head|body|frameset)[\s>]/i;
/** A heading's hashes, the rule below a table's first row, the head of properties that generators write, bold text over a whole line. */
const SIGNS = [
  /^#{1,6}[ \t]+\S/m,
  /^\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$/m,
  /^---[ \t]*\r?\n(?:[\w-]+:.*\r?\n){1,40}---[ \t]*$/m,
  /^(?:\*\*|__)\S.*(?:\*\*|__)[ \t]*$/m,
];

/** True for Markdown, which may hold tables, spans and line breaks of HTML. */
export const looksLikeMarkdown = (text: string): boolean => !PAGE.test(text) && SIGNS.some((sign) => sign.test(text));
