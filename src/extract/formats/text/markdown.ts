import type { Block, Warning } from '../../document.ts';
import { blocksOf } from '../html/body/blocks.ts';
import { elementsOf, parseHtml, shownText } from '../html/dom/dom.ts';
import { markUnseen } from '../html/visibility/resolve.ts';
import { raisedText, struckWarnings } from '../office/text-style.ts';
import { textBlocks } from './blocks.ts';

export interface MarkdownReading {
  readonly blocks: readonly Block[];
  /** The title that its properties state. */
  readonly title: string | null;
  readonly warnings: readonly Warning[];
}

/** Properties in front of the text, as generators of sites write them. */
const PROPERTIES = /^\s*---[ \t]*\r?\n([\s\S]{0,4000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

/** Reads Markdown: its own tables and headings as text, tables written in HTML as those of a page. */
export function readMarkdown(source: string): MarkdownReading {
  const properties = PROPERTIES.exec(source);
  const text = properties ? source.slice(properties[0].length) : source;
  const blocks: Block[] = [];
  const warnings: Warning[] = [];
  let struck = 0;
  for (const { isTable, content } of segments(text)) {
    const read = isTable ? htmlBlocks(content) : plainBlocks(content);
    blocks.push(...read.blocks);
    warnings.push(...read.warnings);
    struck += read.struck;
  }
  return { blocks, title: statedTitle(properties?.[1] ?? ''), warnings: [...warnings, ...struckWarnings(struck)] };
}

const statedTitle = (properties: string): string | null =>
  /^title:[ \t]*["']?(.+?)["']?[ \t]*$/m.exec(properties)?.[1] ?? null;

interface MarkdownPart {
  readonly isTable: boolean;
  readonly content: string;
}

/** The text cut at its HTML tables; tables inside tables belong to them. */
function segments(text: string): MarkdownPart[] {
  const found: MarkdownPart[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: tag, 1: slash, index } of text.matchAll(/<(\/?)table(?=[\s>])[^<>]*>/gi)) {
    if (slash === '' && depth++ === 0) {
      found.push({ isTable: false, content: text.slice(from, index) });
      from = index;
    } else if (slash !== '' && depth > 0 && --depth === 0) {
      found.push({ isTable: true, content: text.slice(from, index + tag.length) });
      from = index + tag.length;
    }
  }
  return [...found, { isTable: depth > 0, content: text.slice(from) }];
}

type MarkdownBlocks = {
  readonly blocks: readonly Block[];
  readonly warnings: readonly Warning[];
  readonly struck: number;
};

function htmlBlocks(html: string): MarkdownBlocks {
  const page = parseHtml(html);
  markUnseen(page);
  const [body] = elementsOf(page, ({ name }) => name === 'body');
  return body ? { ...blocksOf(body, () => false), struck: 0 } : { blocks: [], warnings: [], struck: 0 };
}

const STRUCK = /~~(?=\S)[^~\n]*\S~~/g;
const BOLD = /(\*\*|__)(?=\S)([^\n]*?\S)\1/g;
/** A bar stays escaped: in a row of a table it would end a cell. */
const ESCAPED = /\\([!"#$%&'()*+,\-./:;<=>?@[\]^_`{}~\\])/g;

function plainBlocks(source: string): MarkdownBlocks {
  const text = withoutTags(source);
  const struck = text.match(STRUCK)?.length ?? 0;
  const plain = text.replace(STRUCK, '').replace(BOLD, '$2').replace(ESCAPED, '$1');
  return { blocks: textBlocks(plain), warnings: [], struck };
}

const BREAK = /<br\s*\/?>/gi;
const RAISED = /(\S)\s*<su[pb]>([^<>\n]{1,12})<\/su[pb]>/gi;

/** Text without the tags in it, which may go over lines; line breaks in the cells of a table stay, as it is cut by lines. */
function withoutTags(source: string): string {
  if (!/[<&]/.test(source)) return source;
  const marked = source.replace(RAISED, (_, before: string, mark: string) => before + raisedText(before, mark));
  const page = parseHtml(`<pre>\n${marked.replace(BREAK, '&lt;br&gt;')}</pre>`);
  markUnseen(page);
  return shownText(page);
}
