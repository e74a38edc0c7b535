import { type FieldToken, fieldKind, fieldTokens, withoutNextLabel } from '../../../vocabulary/field-labels.ts';
import { namesDisclosureReport } from '../../../vocabulary/report-titles.ts';

/** What stands in front of a report on a page of a catalogue: 索引号 … 分类 … 发布机构 … 标题 …. */
export interface InformationBlock {
  readonly title: string | null;
  readonly organ: string | null;
  /** The lines that are not of the block. */
  readonly lines: readonly string[];
}

/** One label alone (来源：…) is a line of the text like others. */
const LEAST_LABELS = 2;
/** Their value reads like a title and is none: 分类 政府信息公开年报. */
const CATEGORY = /分类$|^主题词$|^关键词$/;

/** The block of information among the first lines of a report; labels and values stand on one line, or one below the other. */
export function readInformationBlock(lines: readonly string[]): InformationBlock {
  const found = new Map<string, string>();
  const labels = new Set<string>();
  const others: string[] = [];
  let open: FieldToken | null = null;
  for (const line of lines) {
    const tokens = tokensOf(line);
    if (tokens[0]?.kind == null) {
      // A label may have no value: the title below the block is nobody's.
      if (open === null || (isNoTitle(open) && namesDisclosureReport(line) && !CATEGORY.test(open.label)))
        others.push(line);
      else keep(found, open, line);
      open = null;
      continue;
    }
    for (const token of tokens) {
      if (token.kind === null && open) keep(found, open, token.text);
      open = token.kind === null ? null : token;
      if (open) labels.add(open.label);
    }
  }
  if (labels.size < LEAST_LABELS) return { title: null, organ: null, lines };
  return { title: found.get('title') ?? null, organ: found.get('organ') ?? null, lines: others };
}

const isNoTitle = ({ kind }: FieldToken): boolean => kind !== 'title';

function keep(found: Map<string, string>, { kind }: FieldToken, value: string): void {
  if (kind !== null && !found.has(kind)) found.set(kind, withoutNextLabel(value.trim()));
}

/** A line's labels and values; a label in front may be set apart by no more than a space, and so may the ones behind it. */
function tokensOf(line: string): FieldToken[] {
  const tokens = fieldTokens(line);
  const words = line.trim().split(/\s+/);
  if (tokens[0]?.kind != null || fieldKind(words[0] ?? '') === null) return tokens;
  return words.map((text) => ({ kind: fieldKind(text), label: text.replace(/[:：]$/, ''), text }));
}
