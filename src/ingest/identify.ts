import type { WarningCode } from '../codebook/warnings.ts';
import type { Warning } from '../extract/document.ts';
import type { Report } from '../extract/report/model.ts';
import type { PayloadContext } from '../store/contexts.ts';
import { classifyTitle } from '../vocabulary/link-titles.ts';
import { mentionsDisclosureReport, namesDisclosureReport } from '../vocabulary/report-titles.ts';
import { cleanTitle, organOf, yearOf } from '../vocabulary/title-parts.ts';
import { nameHint } from './file-name.ts';

/** Which report a document is, or why it is none. */
export type ReportIdentity =
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

/** The report tells title, organ and year itself; what it does not tell is taken from the list that led to it, and said so. */
export function identifyReport(report: Report, context: PayloadContext): ReportIdentity {
  if (!isReport(report, context)) {
    return none(
      'not_a_report',
      'no figures, no known sections and no title of an annual report: stored as a document only',
    );
  }
  // Nearly every report tells all itself: then nothing need be read out of the list's words.
  const isTold = report.title !== null && report.organ !== null && report.year !== null;
  const hint = isTold ? NO_HINT : hintOf(context);
  const about = context.imported ? aboutReports(report, report.title ?? hint.title) : null;
  if (about !== null)
    return none(about, 'by its title it is about reports, and none itself: stored as a document only');
  const warnings = [...report.warnings];
  const title = report.title ?? inferred(hint.title, 'title', hint, warnings);
  const organ = report.organ ?? inferred(hint.organ, 'organ', hint, warnings);
  const year = report.year ?? inferred(hint.year, 'year', hint, warnings);
  if (organ === null || year === null) {
    const missing = [organ === null ? 'organ' : '', year === null ? 'year' : ''].filter(Boolean).join(' and ');
    return none('not_filed', `neither the document nor ${hint.from} names its ${missing}: stored as a document only`);
  }
  // Only white space and widths, （） for (): names that differ otherwise may be two organs.
  return { kind: 'report', title, organ: organ.normalize('NFKC').replace(/\s+/gu, ''), year, warnings };
}

/** What is known from outside of the document. */
interface Hint {
  readonly from: 'the list' | 'the file name or the command line';
  readonly title: string | null;
  readonly organ: string | null;
  readonly year: number | null;
}

const NO_HINT: Hint = { from: 'the list', title: null, organ: null, year: null };

function hintOf(context: PayloadContext): Hint {
  if (context.imported) {
    const name = nameHint(context.url);
    return {
      from: 'the file name or the command line',
      title: name?.title ?? null,
      organ: name?.organ ?? context.organ,
      year: name?.year ?? null,
    };
  }
  const said = context.title ?? context.name;
  const title = said === null ? null : cleanTitle(said);
  return {
    from: 'the list',
    title,
    organ: (title === null ? null : organOf(title)) ?? context.organ,
    year: title === null ? null : yearOf(title),
  };
}

/** A crawl does not even fetch these; what somebody brought is inferred here. A letter that hands in a report (关于报送…的函) holds it. */
function aboutReports({ figures, indicators }: Report, title: string | null): WarningCode | null {
  const kind = title === null ? null : classifyTitle(title, { annualChannel: false });
  if (kind === 'interpretation') return kind;
  const isBlank = indicators.length === 0 && figures.every(({ value }) => value === null);
  return isBlank && (kind === 'guide' || kind === 'website_report') ? kind : null;
}

function isReport(report: Report, context: PayloadContext): boolean {
  if (report.figures.length > 0 || report.indicators.length > 0) return true;
  if (report.sections.filter(({ key }) => key !== null).length >= SECTIONS_OF_A_REPORT) return true;
  // No list vouches for a page that was brought: with a title alone it may be the list itself.
  if (context.imported && isPage(context)) return false;
  return report.title !== null && (namesDisclosureReport(report.title) || mentionsDisclosureReport(report.title));
}

function isPage({ url, contentType }: PayloadContext): boolean {
  return /html/i.test(contentType ?? '') || /\.(?:[sx]?html?|mht(?:ml)?|jsp|aspx?|php)(?:$|[?#])/i.test(url);
}

function inferred<T extends string | number>(
  value: T | null,
  what: 'title' | 'organ' | 'year',
  { from, title }: Hint,
  warnings: Warning[],
): T | null {
  if (value === null) return null;
  const message = `${what} "${value}" is from ${from} ("${title ?? value}"), not from the document`;
  warnings.push({ code: `${what}_from_${from === 'the list' ? 'list' : 'name'}`, message, where: what });
  return value;
}

function none(code: WarningCode, message: string): ReportIdentity {
  return { kind: 'none', warning: { code, message, where: null } };
}
