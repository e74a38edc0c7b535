import type { Warning } from '../extract/document.ts';
import type { Report } from '../extract/report/model.ts';
import { cleanTitle, organOf, yearOf } from '../extract/report/title.ts';
import type { PayloadContext } from '../store/contexts.ts';

/** Which report a document is, or why it is none. */
export type Identity =
  | {
      readonly kind: 'report';
      readonly title: string | null;
      readonly organ: string;
      readonly year: number;
      /** The report's own, and what was taken from the list. */
      readonly warnings: readonly Warning[];
    }
  | { readonly kind: 'none'; readonly warning: Warning };

/** Known sections that make a text a report even without a title; a page that only speaks of reports does not have two. */
const SECTIONS_OF_A_REPORT = 2;
const REPORT_TITLE = /(?:公开|政务|政府信息).*(?:报告|年报)|(?:报告|年报).*公开/;

/** The report tells title, organ and year itself; what it does not tell is taken from the list that led to it, and said so. */
export function identify(report: Report, context: PayloadContext): Identity {
  if (!isReport(report)) {
    return none(
      'not_a_report',
      'no figures, no known sections and no title of an annual report: stored as a document only',
    );
  }
  const warnings = [...report.warnings];
  const said = context.title ?? context.name;
  const listTitle = said === null ? null : cleanTitle(said);
  const title = report.title ?? told(listTitle, 'title', listTitle, warnings);
  const organ =
    report.organ ?? told(listOrgan(listTitle, context.organ), 'organ', listTitle ?? context.organ, warnings);
  const year = report.year ?? told(listTitle === null ? null : yearOf(listTitle), 'year', listTitle, warnings);
  if (organ === null || year === null) {
    const missing = [organ === null ? 'organ' : '', year === null ? 'year' : ''].filter(Boolean).join(' and ');
    return none('not_filed', `neither the document nor the list names its ${missing}: stored as a document only`);
  }
  // Only white space: names that differ otherwise may be two organs.
  return { kind: 'report', title, organ: organ.replace(/\s+/gu, ''), year, warnings };
}

function isReport(report: Report): boolean {
  if (report.figures.length > 0 || report.indicators.length > 0) return true;
  if (report.sections.filter(({ key }) => key !== null).length >= SECTIONS_OF_A_REPORT) return true;
  return report.title !== null && REPORT_TITLE.test(report.title);
}

function listOrgan(title: string | null, organ: string | null): string | null {
  return (title === null ? null : organOf(title)) ?? organ;
}

function told<T extends string | number>(
  value: T | null,
  what: 'title' | 'organ' | 'year',
  source: string | null,
  warnings: Warning[],
): T | null {
  if (value === null) return null;
  const message = `${what} "${value}" is from the list ("${source ?? ''}"), not from the document`;
  warnings.push({ code: `${what}_from_list`, message, where: what });
  return value;
}

function none(code: string, message: string): Identity {
  return { kind: 'none', warning: { code, message, where: null } };
}
