import { namesReportRightly } from '../../../vocabulary/report-titles.ts';
import { withTags } from '../html/dom/escaped.ts';
import { signalOf } from '../text/signals.ts';
import { beginning } from './markup.ts';

/** The text of an article inside the answer of a service. */
export interface JsonContent {
  readonly bytes: Uint8Array;
  readonly isMarkup: boolean;
}

/** Larger answers hold lists, or files. */
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_VALUES = 200_000;
const SHORTEST = 200;
/** Signs of a report that tell it from other long texts of the answer. */
const ENOUGH_SIGNS = 2;

/** An answer of a service, also one that a function is called with, or that a script gives a name. */
const OPENING = /^(?:(?:(?:var|let|const)\s+)?[\w$.]{1,80}\s*[(=]\s*)?[{[]\s*["{[]/;
const CALL = /^\s*[\w$.]{1,80}\s*\(([\s\S]*)\)\s*;?\s*$/;
const ASSIGNMENT = /^\s*(?:(?:var|let|const)\s+)?[\w$.]{1,80}\s*=\s*([\s\S]*?)\s*;?\s*$/;
const TITLE_NAME = /^(?:doc|art(?:icle)?|info|news|content|page)?_?(?:title|subject|biaoti|bt)$/i;

/** The report in a JSON file, with the title that stands beside it; null where the file is none, or none of its texts is a report. */
export function jsonContent(bytes: Uint8Array): JsonContent | null {
  // Pages are told at once.
  if (bytes[0] === LESS_THAN || bytes.length > MOST_BYTES || !OPENING.test(beginning(bytes))) return null;
  const text = new TextDecoder().decode(bytes);
  const parsed = parsedOrNull((CALL.exec(text) ?? ASSIGNMENT.exec(text))?.[1] ?? text);
  const found = parsed === null ? null : (inPieces(parsed) ?? reportIn(parsed));
  if (!found) return null;
  const isMarkup = MARKUP.test(found.text);
  return { bytes: Buffer.from(withTitle(found, isMarkup)), isMarkup };
}

const LESS_THAN = 0x3c;
const MARKUP = /<(?:table|t[dr]|p|div|br|span)\b[^<>]*>/i;

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}

interface FoundText {
  readonly text: string;
  readonly title: string | null;
}

/** The first text that has the signs of a report, without recursion. */
function reportIn(root: unknown): FoundText | null {
  const open: { readonly value: unknown; readonly title: string | null }[] = [{ value: root, title: null }];
  // The list grows while it is gone through.
  for (const { value, title } of open) {
    if (open.length > MOST_VALUES) return null;
    if (typeof value === 'string') {
      const inner = /^\s*[{[]/.test(value) ? parsedOrNull(value) : null;
      if (inner !== null) {
        open.push({ value: inner, title });
        continue;
      }
      const text = withTags(value);
      // Of lists of an organ's own little else is known than the title, which stands beside the text.
      const titled = title !== null && namesReportRightly(title) ? ENOUGH_SIGNS - 1 : 0;
      if (text.length >= SHORTEST && signsIn(text) + titled >= ENOUGH_SIGNS) return { text, title };
    } else if (typeof value === 'object' && value !== null) {
      const own = titleOf(value) ?? title;
      for (const part of Object.values(value)) open.push({ value: part, title: own });
    }
  }
  return null;
}

/** So many signs more than its best piece must all pieces of a list have together: of several reports each has them all. */
const MORE_SIGNS = 4;
const LEAST_PIECES = 3;

/** The report whose paragraphs and tables are items of a list; null where one text holds it as a whole. */
function inPieces(root: unknown): FoundText | null {
  const open: { readonly value: unknown; readonly title: string | null }[] = [{ value: root, title: null }];
  for (const { value, title } of open) {
    if (open.length > MOST_VALUES || typeof value !== 'object' || value === null) continue;
    const own = titleOf(value) ?? title;
    const pieces = Array.isArray(value) ? value.map((item) => textsIn(item).join('\n')) : [];
    const most = Math.max(0, ...pieces.map(signsIn));
    const text = pieces.length < LEAST_PIECES ? '' : pieces.map(asParagraph(pieces)).join('\n');
    if (signsIn(text) >= most + MORE_SIGNS) return { text, title: own };
    for (const part of Object.values(value)) open.push({ value: part, title: own });
  }
  return null;
}

/** Pieces without markup are paragraphs among pieces with it. */
const asParagraph = (pieces: readonly string[]) => (piece: string) =>
  pieces.some((other) => MARKUP.test(other)) && !MARKUP.test(piece) ? `<p>${piece}</p>` : piece;

/** The texts of a value that have words, in order. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? [withTags(value)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function titleOf(value: object): string | null {
  for (const [name, part] of Object.entries(value))
    if (TITLE_NAME.test(name) && typeof part === 'string' && part.trim() !== '') return part.trim();
  return null;
}

function signsIn(text: string): number {
  const lines = new Set<string>();
  for (const line of text.split(/<[^<>]*>|[\r\n\t|]+/)) if (signalOf(line.trim()) !== null) lines.add(line.trim());
  return lines.size;
}

/** The title is put where readers of pages and of texts look for a stated one. */
function withTitle({ text, title }: FoundText, isMarkup: boolean): string {
  if (title === null || (isMarkup && /<title[\s>]/i.test(text))) return text;
  const line = title.replace(/<[^<>]*>|[\r\n]+/g, '');
  return isMarkup ? `<title>${line.replace(/</g, '&lt;')}</title>${text}` : `标题：${line}\n${text}`;
}
