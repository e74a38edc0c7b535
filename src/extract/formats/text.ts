import { decode } from '../charset.ts';
import { type Block, type Document, UnreadableError } from '../document.ts';
import type { FormatReader, ReadHints } from './reader.ts';
import { textBlocks } from './text/blocks.ts';
import { commaSeparatedAsTabs } from './text/comma-separated.ts';
import { readHeaderFields } from './text/header-fields.ts';
import type { MarkdownReading } from './text/markdown.ts';
import { looksLikeMarkdown } from './text/markdown-signs.ts';

/** Reads plain text and Markdown: dumps of Word files, pages saved as text. */
export const textReader: FormatReader = {
  formats: ['text'],
  read: (bytes, _format, hints) => readText(bytes, hints),
};

async function readText(bytes: Uint8Array, hints: ReadHints): Promise<Document> {
  const decoded = decode(bytes, hints.charset === undefined ? {} : { header: hints.charset });
  const { blocks, title, warnings } = await readBlocks(decoded.text);
  if (blocks.length === 0) throw new UnreadableError('empty', 'The text file holds nothing but white space.');
  return {
    format: 'text',
    charset: decoded.charset,
    charsetEvidence: decoded.evidence,
    blocks,
    metadata: readHeaderFields(headOf(blocks), () => null, title ?? statedTitle(blocks)),
    warnings: [...decoded.warnings, ...warnings],
  };
}

async function readBlocks(text: string): Promise<MarkdownReading> {
  // Markdown may hold HTML: its reader brings parser and style sheets along, which other text does without.
  if (looksLikeMarkdown(text)) return (await import('./text/markdown.ts')).readMarkdown(text);
  return { blocks: textBlocks(commaSeparatedAsTabs(text) ?? text), title: null, warnings: [] };
}

/** Dumps of pages begin with 标题:, 发布时间:, 来源: lines. */
const HEAD_BLOCKS = 12;

const headOf = (blocks: readonly Block[]): string[] =>
  blocks
    .slice(0, HEAD_BLOCKS)
    .flatMap((block) => (block.kind === 'paragraph' && block.text.length <= 200 ? [block.text] : []));

function statedTitle(blocks: readonly Block[]): string | null {
  for (const line of headOf(blocks)) {
    const title = /^(?:标\s*题|题\s*名|title)\s*[:：]\s*(.+)$/i.exec(line)?.[1];
    if (title) return title.trim();
  }
  return null;
}
