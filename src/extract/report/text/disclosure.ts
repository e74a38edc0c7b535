import type { Form } from '../../../codebook/index.ts';
import type { FigureCollector } from '../figures.ts';
import { matcherOf } from '../table/labels.ts';
import type { CompactText } from './compact-text.ts';
import { findLabels } from './find-labels.ts';
import { addRow } from './row-values.ts';

const KEY = 'disclosure';

/** Table 2 in running text; gives the form whose columns it has. */
export function readDisclosure(source: CompactText, sheet: FigureCollector): Form | null {
  const { compact } = source;
  const { forms } = sheet;
  const opening = openingOf(source, sheet);
  if (!opening) return null;
  const { form } = opening;
  const rest = compact.slice(opening.index);
  const closing = /收到和处理|申请人情况|本年新收/.exec(rest);
  const end = opening.index + (closing?.index ?? rest.length);
  const rows = forms.tables[KEY].rows.filter(({ key }) => forms.columnsOf(form, KEY, key).length > 0);
  const found = findLabels(compact, rows, opening.end, end);
  if (found.length === 0) return null;
  found.forEach(({ key, end: from }, index) => {
    const columns = forms.columnsOf(form, KEY, key);
    const to = found[index + 1]?.start ?? end;
    if (forms.row(KEY, key)?.splits && /^\p{Script=Han}/u.test(compact.slice(from, to))) {
      readSplitRows(source, key, from, to, columns, sheet);
    } else {
      addRow(source, sheet, KEY, key, columns, from, to, null, found[index + 1] !== undefined);
    }
  });
  return form;
}

/** Where the first header of table 2 stands, 信息内容 and its first column, and the form that has those columns there. */
function openingOf({ compact }: CompactText, sheet: FigureCollector) {
  const opens = sheet.forms.tables[KEY].opens;
  if (opens === null) return null;
  for (const { index } of compact.matchAll(new RegExp(opens, 'g'))) {
    const at = index + opens.length;
    const head = /^\p{Script=Han}{0,80}/u.exec(compact.slice(at))?.[0] ?? '';
    for (let length = LEAST_NAME; length <= Math.min(head.length, LONGEST_NAME); length++) {
      const form = formOf(head, length, sheet);
      if (form) return { form, index, end: at + length };
    }
  }
  return null;
}

/** Characters of a column's name that tell it: 本年制发 has four. */
const LEAST_NAME = 4;
const LONGEST_NAME = 12;

/** The form whose first row has the column that the head begins with, and most columns that it names. */
function formOf(head: string, length: number, { forms }: FigureCollector): Form | null {
  const { columns } = forms.tables[KEY];
  const first = matcherOf(columns).match(head.slice(0, length), { fuzzy: false })?.key;
  if (first === undefined) return null;
  const isNamed = (key: string): boolean => head.includes(forms.column(KEY, key)?.label ?? key);
  const columnsOf = (form: Form) => forms.columnsOf(form, KEY, form.tables[KEY]?.rows[0]?.key ?? '');
  const named = (form: Form): number => columnsOf(form).filter(isNamed).length * 2 - columnsOf(form).length;
  const candidates = forms.forms.filter((form) => columnsOf(form)[0] === first);
  return candidates.sort((a, b) => named(b) - named(a))[0] ?? null;
}

/** Words, maybe with a note, then numbers, maybe with a remark: 行政检查(含复查) 2877 0 53(其中修订1件). */
const SPLIT_ROWS = /(\p{Script=Han}{2,16}(?:\([^()\d]{1,40}\))?)((?:(?<=\d)\([^()]{1,40}\)|[^\p{Script=Han}])+)/gu;

/** 其他对外管理服务事项 split into rows of its own: each run of words followed by numbers is one. */
function readSplitRows(
  source: CompactText,
  key: string,
  from: number,
  to: number,
  columns: readonly string[],
  sheet: FigureCollector,
): void {
  for (const match of source.compact.slice(from, to).matchAll(SPLIT_ROWS)) {
    const [whole, label = '', numbers = ''] = match;
    if (/^第.+条第/.test(label) || /^信息内容/.test(label)) return;
    const start = from + match.index;
    const end = start + whole.length;
    addRow(
      source,
      sheet,
      KEY,
      `${key}.${source.printed(start, start + label.length)}`,
      columns,
      end - numbers.length,
      end,
      null,
    );
  }
}
