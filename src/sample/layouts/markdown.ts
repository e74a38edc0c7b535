import type { SampleTable } from '../grid.ts';
import { gridTexts, textBody, withoutBreaks } from './dump.ts';
import type { Layout } from './layout.ts';

const cell = (text: string): string => withoutBreaks(text).replace(/\|/g, '\\|').trim();

function markdownTable(table: SampleTable): string {
  const [head = [], ...body] = gridTexts(table).map((row) => `| ${row.map(cell).join(' | ')} |`);
  return [head, `|${' --- |'.repeat(table.columns)}`, ...body].join('\n');
}

/** Markdown, as converters and language models write it: headings with #, merged cells blank. */
export const MARKDOWN: Layout = {
  name: 'text-markdown',
  kind: 'text',
  render: ({ blocks }) => {
    const marked = blocks.map((block) => {
      if (block.kind === 'title') return { ...block, lines: block.lines.map((line) => `# ${line}`) };
      return block.kind === 'heading' ? { ...block, text: `\n## ${block.text}\n` } : block;
    });
    return textBody(marked, markdownTable);
  },
};
