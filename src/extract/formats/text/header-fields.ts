import { FIELD_LABELS, spacedOut } from '../../../vocabulary/field-labels.ts';
import { namesDisclosureReport } from '../../../vocabulary/report-titles.ts';
import type { DocumentMetadata } from '../../document.ts';

const END = '(?=\\s{2,}|\\s*[\\[【（(|｜]|\\s+\\S{2,8}\\s*[:：]|$)';

const DATE = '(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})';

/** A label in front of a value; what the label begins with is looked for first, since most lines have none of them. */
interface LabelledValue {
  readonly begins: string;
  readonly pattern: RegExp;
}

const labelledBy = (labels: readonly string[], value: string): LabelledValue[] =>
  labels.map((label) => ({
    begins: label.slice(0, 1),
    pattern: new RegExp(`(?:^|[\\s【\\[（(|｜])(?:${spacedOut(label)})\\s*[】\\])）]?${value}`),
  }));

const ORGAN = labelledBy(FIELD_LABELS.organ, `[:：\\s]\\s*([^\\s:：|｜]{2,40})${END}`);
const DAY = labelledBy(FIELD_LABELS.date, `[\\s:：\\]】]*${DATE}`);
const TITLE = labelledBy(FIELD_LABELS.title, `[:：\\s]\\s*(\\S{8,90})${END}`);
const INDEX_NUMBER = labelledBy(FIELD_LABELS.indexNumber, '[:：\\s]\\s*([\\w/.〔〕()（）-]{4,60})');

/** What the header block says (索引号, 发布机构, 发布日期 …), else what meta says. `lines` are the shown lines outside the report's text. */
export function readHeaderFields(
  lines: readonly string[],
  meta: (name: string) => string | null,
  title: string | null,
): DocumentMetadata {
  const organ = labelled(lines, ORGAN)?.[1] ?? meta('ContentSource') ?? meta('source');
  const date = labelled(lines, DAY);
  const publishedOn = isoDate(date?.slice(1)) ?? bareDate(lines) ?? statedDate(meta);
  const named = labelled(lines, TITLE)?.[1];
  const own = title ?? (named !== undefined && namesDisclosureReport(named) ? named : null);
  const indexNumber = labelled(lines, INDEX_NUMBER)?.[1];
  return {
    ...(own === null ? {} : { title: own }),
    ...(organ ? { organ } : {}),
    ...(publishedOn ? { publishedOn } : {}),
    ...(indexNumber ? { indexNumber } : {}),
  };
}

/** The first line in which the most trusted of the labels possible is followed by its value. */
function labelled(lines: readonly string[], labels: readonly LabelledValue[]): RegExpExecArray | null {
  for (const { begins, pattern } of labels) {
    for (const line of lines) {
      const found = line.includes(begins) ? pattern.exec(line) : null;
      if (found) return found;
    }
  }
  return null;
}

const FACTS = '\\s{2,}(?:来源|信息来源|稿件来源|文章来源|作者|发布|编辑|责任编辑|浏览|点击|阅读|访问|字号|字体|【|\\[)';
const BARE_DATE = new RegExp(`^[\\[【(（]?${DATE}日?(?:\\s+\\d{1,2}:\\d{2}(?::\\d{2})?)?[\\]】)）]?(?:$|${FACTS})`);

/** A line that is a date and a time, alone or before source, author and counts, as many heads print it. */
function bareDate(lines: readonly string[]): string | null {
  const found = lines.map((line) => BARE_DATE.exec(line)).find((match) => match !== null);
  return isoDate(found?.slice(1));
}

const SOME_DATE = new RegExp(DATE);

function statedDate(meta: (name: string) => string | null): string | null {
  for (const name of [
    'PubDate',
    'publishdate',
    'firstpublishedtime',
    'article:published_time',
    'datePublished',
    'DC.date.issued',
    'CreateDate',
  ]) {
    const found = SOME_DATE.exec(meta(name) ?? '');
    const date = isoDate(found?.slice(1));
    if (date) return date;
  }
  return null;
}

/** `YYYY-MM-DD`, or null for what is no day of the calendar. */
function isoDate(parts: readonly (string | undefined)[] | undefined): string | null {
  if (!parts) return null;
  const [year = '', month = '', day = ''] = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(date) ? null : date;
}
