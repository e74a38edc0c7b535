import { IMPORT_PORTAL } from './portals.ts';
import type { Store } from './store.ts';

/**
 * Where a payload was found: what is known of a document before it is read. One a portal: the first place counts, and a list that names
 * it says more than a file that somebody brought.
 */
export interface PayloadContext {
  readonly portalId: string;
  readonly portalCode: string | null;
  readonly url: string;
  readonly contentType: string | null;
  /** What the list or page that led there said; null where it said nothing. */
  readonly title: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly organ: string | null;
  /** File name of an attachment, as the page calls it. */
  readonly name: string | null;
  /** Title of the channel that led there. */
  readonly channel: string | null;
  /** No list led there: somebody brought it, and only its name speaks for it. */
  readonly imported: boolean;
}

interface ContextRow {
  readonly portalId: string;
  readonly portalCode: string | null;
  readonly url: string;
  readonly contentType: string | null;
  readonly hints: string | null;
  readonly statedOrgan: string | null;
  readonly imported: number;
}

/** More than any row id: what is brought ranks behind what was crawled. */
const LAST = 2 ** 52;

/** The contexts of a payload, or of the archive that it came out of. */
export function payloadContexts(store: Store, payloadId: number): PayloadContext[] {
  const rows = store.all<ContextRow>(
    `SELECT coalesce(request.portal_id, imported.portal_id, '${IMPORT_PORTAL}') AS portalId, portal.code AS portalCode, capture.url,
       capture.content_type AS contentType, request.details ->> 'hints' AS hints, imported.organ AS statedOrgan, request.id IS NULL AS imported,
       min((request.id IS NULL) * ${LAST} + capture.id) AS first
     FROM capture LEFT JOIN request ON request.id = capture.request_id LEFT JOIN imported ON imported.capture_id = capture.id
       LEFT JOIN portal ON portal.id = coalesce(request.portal_id, imported.portal_id)
     WHERE capture.payload_id = ? GROUP BY portalId ORDER BY first`,
    payloadId,
  );
  return rows.map(({ hints, statedOrgan, imported, ...row }) => {
    const { organ, ...rest } = readHints(hints);
    return { ...row, ...rest, organ: organ ?? statedOrgan, imported: imported === 1 };
  });
}

/** The request's hints, JSON: `title`, `date`, `organ`, `name` and `channel`, as the pages printed them. */
function readHints(json: string | null): Pick<PayloadContext, 'title' | 'date' | 'organ' | 'name' | 'channel'> {
  const value: unknown = json === null ? null : JSON.parse(json);
  const text = (name: string): string | null => {
    if (typeof value !== 'object' || value === null || !(name in value)) return null;
    const found: unknown = Reflect.get(value, name);
    return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
  };
  return {
    title: text('title'),
    date: text('date'),
    organ: text('organ'),
    name: text('name'),
    channel: text('channel'),
  };
}
