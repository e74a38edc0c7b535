import type { Report } from '../extract/report/model.ts';
import type { ReportMember } from './arrange.ts';
import type { ReportKey } from './editions.ts';
import { numbersOf } from './numbers.ts';
import type { Attribution, Filing, Role, Source } from './report-rows.ts';
import type { Store } from './store.ts';
import { storedReport, unpacked } from './stored-report.ts';

/** A document of a report, with all that its place and its edition's row depend on. */
export interface FiledMember extends ReportMember, Source {
  /** What is stored of it is as it is now. */
  readonly isStored: boolean;
  /** Where it stood; null: nowhere yet. */
  readonly placed: { readonly reportId: number; readonly role: Role } | null;
}

interface MemberRow {
  readonly documentId: number;
  readonly reportId: number;
  readonly role: Role;
  readonly url: string;
  readonly told: string;
  /** Null for the source. */
  readonly reading: Buffer | null;
}

/** The documents that are filed under a report's organ and year, `filing` among them as it is now. */
export function membersOf(store: Store, key: ReportKey, filing: Filing | null): FiledMember[] {
  const rows = store.all<MemberRow>(
    `SELECT report_document.document_id AS documentId, report_id AS reportId, role, report_document.url, told, reading
     FROM report_document JOIN report ON report.id = report_id WHERE portal_id = ? AND organ = ? AND year = ? ORDER BY documentId`,
    key.portalId,
    key.organ,
    key.year,
  );
  const others = rows.filter(({ documentId }) => documentId !== filing?.documentId);
  const members = others.map(({ documentId, reportId, role, url, told, reading }) => {
    const attribution = { documentId, url, ...(JSON.parse(told) as Attribution) };
    if (reading !== null)
      return memberOf(store, attribution, weighedOf(documentId, reading), () => unpacked(reading), { reportId, role });
    const report = storedReport(store, reportId);
    return memberOf(store, attribution, weigh(report), () => report, { reportId, role });
  });
  if (filing === null) return members;
  const former = rows.find(({ documentId }) => documentId === filing.documentId) ?? null;
  const { documentId, url, report } = filing;
  const placed = former === null ? null : { reportId: former.reportId, role: former.role };
  const own = memberOf(store, { documentId, url, ...toldOf(filing) }, weigh(report), () => report, placed);
  return [...members, { ...own, isStored: false }];
}

export const toldOf = ({ title, publishedOn, resolved }: Attribution): Attribution => ({
  title,
  publishedOn,
  resolved,
});

/** What a document's place among others depends on, of all that was read of it. */
type Weighed = Pick<ReportMember, 'numbers' | 'fromText' | 'failedChecks' | 'sections'>;

const weigh = (report: Report): Weighed => ({
  numbers: numbersOf(report),
  fromText: report.figures.every(({ source }) => source.confidence === null),
  failedChecks: report.checks.filter(({ status }) => status === 'fail').length,
  sections: report.sections.filter(({ key }) => key !== null).length,
});

/** Documents of one report, as many as nearly any has. */
const MOST_KEPT = 64;
const kept = new Map<number, { readonly reading: Buffer; readonly weighed: Weighed }>();

/** Each further copy of a report is weighed against all before it: they need not be unpacked for each. */
function weighedOf(documentId: number, reading: Buffer): Weighed {
  const known = kept.get(documentId);
  if (known?.reading.equals(reading)) return known.weighed;
  const weighed = weigh(unpacked(reading));
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(documentId, { reading, weighed });
  return weighed;
}

function memberOf(
  store: Store,
  told: Attribution & { readonly documentId: number; readonly url: string },
  weighed: Weighed,
  report: () => Report,
  placed: FiledMember['placed'],
): FiledMember {
  const row = store.get<{ textId: number; sha256: string; day: string | null }>(
    `SELECT text_id AS textId, sha256, (SELECT substr(min(captured_at), 1, 10) FROM capture
       WHERE capture.payload_id = coalesce(payload.container_id, payload.id)) AS day
     FROM document JOIN payload ON payload.id = payload_id WHERE document.id = ?`,
    told.documentId,
  );
  return {
    ...told,
    isStored: true,
    placed,
    textId: row?.textId ?? 0,
    sha256: row?.sha256 ?? '',
    day: row?.day ?? '',
    ...weighed,
    report,
  };
}
