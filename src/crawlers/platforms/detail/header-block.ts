import { FIELD_LABELS, type FieldKind, type FieldToken, fieldTokens } from '../../../vocabulary/field-labels.ts';
import { namesReport } from '../../../vocabulary/report-titles.ts';
import type { Page } from '../dialect.ts';
import { clean, visibleTexts } from '../page/dom.ts';
import { printedDate } from './dates.ts';

export interface HeaderBlock {
  readonly title?: string;
  readonly organ?: string;
  readonly date?: string;
  readonly indexNumber?: string;
}

/**
 * The block above an article, whatever it is made of: a table, `<p><strong>`, `<ul><li>`. Labels are found as words of their own (with or
 * without colon), and a value is what stands between a label and the next. A label without a value keeps none: 文号 is often blank.
 */
export function readHeaderBlock(page: Page): HeaderBlock {
  const tokens = tokenise(page);
  const found: Record<'indexNumber' | 'organ' | 'date' | 'title', string | undefined> = {
    indexNumber: best(tokens, 'indexNumber', (text) => indexNumber(text)),
    organ: best(tokens, 'organ', (text) => usableOrgan(text)),
    date: best(tokens, 'date', (text) => (text.length <= 40 ? printedDate(text) : undefined)),
    title: best(tokens, 'title', (text) => (namesReport(text) && text.length <= 120 ? text : undefined)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** Of the labels of one kind the most trusted that has a usable value; of two equal labels the first on the page. */
function best(
  tokens: readonly FieldToken[],
  kind: FieldKind,
  read: (text: string) => string | undefined,
): string | undefined {
  const rank = new Map<string, number>(FIELD_LABELS[kind].map((label, index) => [label, index]));
  let chosen: { rank: number; value: string } | undefined;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== kind) continue;
    const next = tokens[index + 1];
    const value = next?.kind === null ? read(next.text) : undefined;
    const own = rank.get(token.label) ?? Number.POSITIVE_INFINITY;
    if (value !== undefined && (chosen === undefined || own < chosen.rank)) chosen = { rank: own, value };
  }
  return chosen?.value;
}

function tokenise(page: Page): FieldToken[] {
  const top = page.$('body').get(0) ?? page.$.root().get(0);
  return top ? [...visibleTexts(top)].flatMap(fieldTokens) : [];
}

function indexNumber(text: string): string | undefined {
  const value = text.replace(/\s/g, '');
  return /\d/.test(value) && /^[\w\-/.:：—–()（）\p{Script=Han}]{5,80}$/u.test(value) ? value : undefined;
}

/** 本站, 本网 and the like name no organ. */
export function usableOrgan(text: string | undefined): string | undefined {
  const organ = clean(text ?? '').replace(/\s/g, '');
  if (organ.length < 2 || organ.length > 40 || !/^[\p{Script=Han}（）()、·\d]+$/u.test(organ)) return undefined;
  return /^(?:本站|本网|本网站|原创|网络|互联网|未知|其他|转载|本站原创|无)$/.test(organ) ? undefined : organ;
}
