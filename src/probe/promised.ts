import type { Wanted } from '../crawlers/plan/plan.ts';
import { classifyTitle, titleYears } from '../crawlers/plan/titles.ts';
import { FILE_URL } from '../crawlers/platforms/page/rows.ts';
import { organOf, yearOf } from '../extract/report/heading/title.ts';
import type { Promised } from './findings.ts';

/** What a wanted detail page or file is, as far as the list tells. */
export function promisedOf({ kind, url, details }: Wanted): Promised {
  const title = details.name ?? details.title ?? '';
  return {
    url,
    title,
    date: details.date ?? null,
    // A title names its organ; a list may only name the group that it lists.
    organ: organIn(details.title ?? title) ?? details.organ ?? null,
    year: yearIn(details.title ?? title),
    kind: kindOf(kind, url, details),
  };
}

function kindOf(kind: Wanted['kind'], url: string, details: Wanted['details']): Promised['kind'] {
  if (details.linksOnly) return 'compilation';
  if (details.unsure) return 'perhaps';
  if (kind === 'attachment') return 'attachment';
  return FILE_URL.test(url) ? 'file' : 'report';
}

function yearIn(title: string): number | null {
  return yearOf(title) ?? titleYears(title)[0] ?? null;
}

function organIn(title: string): string | null {
  return classifyTitle(title, { annualChannel: false }) === 'report' ? organOf(title) : null;
}

/** A title that names a report, not a channel of them: it has a year, or an organ. */
export function namesReport({ kind, url, details }: Wanted): boolean {
  if (kind !== 'detail' && kind !== 'attachment') return false;
  const { year, organ } = promisedOf({ kind, url, details });
  return year !== null || organ !== null;
}

/** What counts as a report of its own: no compilation, and no file beside a report. */
export const isReportOfItsOwn = ({ kind }: Promised): boolean => kind !== 'compilation' && kind !== 'attachment';
