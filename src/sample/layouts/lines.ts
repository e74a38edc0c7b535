import { textBody, withoutBreaks, wordRows } from './dump.ts';
import type { Layout } from './layout.ts';

/** One cell a line behind a tab, a blank line between rows, line breaks inside cells kept: Word's text as some extractors give it. */
export const TAB_LINES: Layout = {
  name: 'text-cell-lines',
  kind: 'text',
  render: ({ blocks }) =>
    textBody(blocks, (table) =>
      wordRows(table)
        .map((row) => row.map((cell) => `\t${cell}`).join('\n'))
        .join('\n\n'),
    ),
};

/** One cell a line and nothing else; blank cells vanish, so the report must have none. */
export const PLAIN_LINES: Layout = {
  name: 'text-bare-lines',
  kind: 'text',
  options: { blanks: false },
  render: ({ blocks }) =>
    textBody(blocks, (table) =>
      wordRows(table)
        .flat()
        .map(withoutBreaks)
        .filter((cell) => cell.trim() !== '')
        .join('\n'),
    ),
};

/** One cell a line with a bar behind it. A blank cell does not tell whether it ends a row or begins one. */
export const BAR_LINES: Layout = {
  name: 'text-bar-lines',
  kind: 'text',
  optional: () => () => true,
  render: ({ blocks }) =>
    textBody(blocks, (table) =>
      wordRows(table)
        .flat()
        .map((cell) => `${withoutBreaks(cell)} |`)
        .join('\n'),
    ),
};
