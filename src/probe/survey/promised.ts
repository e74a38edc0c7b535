import type { PlannedRequest } from '../../crawlers/plan/plan.ts';
import { FILE_URL } from '../../crawlers/platforms/page/row.ts';
import type { RequestHints } from '../../crawlers/queue/request-details.ts';
import { classifyTitle, titleYears } from '../../vocabulary/link-titles.ts';
import { isOrganName } from '../../vocabulary/organ-endings.ts';
import { organOf, yearOf } from '../../vocabulary/title-parts.ts';
import type { Promised } from '../findings.ts';

/** What a detail page or file is that a crawl would ask for, as far as the list tells. */
export function promisedOf({ kind, url, details }: PlannedRequest): Promised {
  const { hints } = details;
  const title = hints.name ?? hints.title ?? '';
  return {
    url,
    title,
    date: hints.date ?? null,
    // A title names its organ; a list may only name the group that it lists.
    organ: organIn(hints.title ?? title) ?? hints.organ ?? null,
    year: yearIn(hints.title ?? title),
    kind: kindOf(kind, url, hints),
  };
}

function kindOf(kind: PlannedRequest['kind'], url: string, hints: RequestHints): Promised['kind'] {
  if (hints.linksOnly) return 'compilation';
  if (hints.inferred) return 'perhaps';
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
export function namesOneReport({ kind, url, details }: PlannedRequest): boolean {
  if (kind !== 'detail' && kind !== 'attachment') return false;
  const { year, organ } = promisedOf({ kind, url, details });
  return year !== null || (organ !== null && isOrganName(organ));
}

/** What counts as a report of its own: no compilation, and no file beside a report. */
export const isReportOfItsOwn = ({ kind }: Promised): boolean => kind !== 'compilation' && kind !== 'attachment';
