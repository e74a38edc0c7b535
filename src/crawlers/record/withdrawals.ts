import type { Store } from '../../store/store.ts';
import { SOFT_NOT_FOUND } from '../plan/soft-error.ts';
import type { VisitedPortal } from '../portal-visit.ts';
import type { Frontier } from '../queue/frontier.ts';
import type { RequestKind } from '../queue/request.ts';
import { parseDetails } from '../queue/request-details.ts';

/*
 * A list that was read to its end and does not name a page any more: it is asked for once, and then it is known. Which reports these were is
 * told by the view `withdrawn_report`: a database that is made anew has its pages first and its reports later.
 */

/** Pages whose row left a complete list in a visit, with the run in which the row was last seen; see `visitValues`. */
const VANISHED = `
  SELECT request.id, max(list_item.last_run_id) AS last_seen
  FROM channel JOIN list_item ON list_item.channel_id = channel.id
  JOIN request ON request.portal_id = channel.portal_id AND request.url = list_item.url AND request.kind IN ('detail', 'attachment')
  WHERE channel.portal_id = ? AND channel.run_id >= ? AND channel.completeness = 'complete'
    AND coalesce(channel.stop_reason, '') NOT IN ('year_range', 'page_limit') AND list_item.last_run_id < ?
    AND NOT EXISTS (
      SELECT 1 FROM list_item AS listed JOIN channel AS other ON other.id = listed.channel_id
      WHERE other.portal_id = ? AND listed.url = list_item.url AND listed.last_run_id >= ?)
  GROUP BY request.id`;

/** The visit's portal and the run that began it, as `VANISHED` asks for them. */
const visitValues = (portalId: string, since: number) => [portalId, since, since, portalId, since] as const;

/**
 * Enqueues the pages that have left complete lists, each once for each time that it leaves. Returns how many. In the caller's
 * transaction.
 */
export function enqueueVanished(store: Store, frontier: Frontier, visit: VisitedPortal): number {
  const since = frontier.since(visit.id);
  const sql = `SELECT kind, url, channel_id AS channelId, parent_id AS parentId, details
    FROM (${VANISHED}) AS vanished JOIN request ON request.id = vanished.id
    WHERE request.state = 'done' AND request.run_id < ? AND request.run_id <= vanished.last_seen`;
  let count = 0;
  for (const { details, ...request } of store.all<{
    kind: RequestKind;
    url: string;
    channelId: number | null;
    parentId: number | null;
    details: string;
  }>(sql, ...visitValues(visit.id, since), since)) {
    if (frontier.enqueue(visit.id, { ...request, details: parseDetails(details) }, visit.pace) !== null) count++;
  }
  return count;
}

/** Notes withdrawals: pages that left a complete list and are not there any more; and pages that are there again. */
export function settleWithdrawals(store: Store, portalId: string, since: number, runId: number): void {
  const sql = `SELECT request.id, url, coalesce(message, '') AS message,
      substr(coalesce((SELECT max(captured_at) FROM capture WHERE request_id = request.id), run.started_at), 1, 10) AS day
    FROM (${VANISHED}) AS vanished JOIN request ON request.id = vanished.id JOIN run ON run.id = request.run_id
    WHERE request.state = 'failed' AND request.run_id >= ?
      AND (failure = 'not_found' OR (failure = 'soft_error' AND substr(message, 1, ${SOFT_NOT_FOUND.length}) = ?))`;
  const gone = store.all<{ id: number; url: string; message: string; day: string }>(
    sql,
    ...visitValues(portalId, since),
    since,
    SOFT_NOT_FOUND,
  );
  for (const { id, url, message, day } of gone) {
    store.run(
      `INSERT INTO withdrawal (portal_id, url, withdrawn_on, evidence, run_id) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET restored_on = NULL`,
      portalId,
      url,
      day,
      `its row left a list that was read to its end, and its page is gone: ${message}`,
      runId,
    );
    // The question is answered: that is no failure of the run.
    store.run("UPDATE request SET state = 'done', failure = NULL, message = 'withdrawn' WHERE id = ?", id);
  }
  restore(store, portalId, since);
}

/** Pages that were withdrawn, and that a list names again and the server gives. */
function restore(store: Store, portalId: string, since: number): void {
  store.run(
    `UPDATE withdrawal SET restored_on = (
       SELECT substr(max(capture.captured_at), 1, 10) FROM request JOIN capture ON capture.request_id = request.id
       WHERE request.portal_id = withdrawal.portal_id AND request.url = withdrawal.url)
     WHERE portal_id = ? AND restored_on IS NULL AND EXISTS (
       SELECT 1 FROM request WHERE request.portal_id = withdrawal.portal_id AND request.url = withdrawal.url
         AND request.state = 'done' AND request.message IS NULL AND request.run_id >= ?)`,
    portalId,
    since,
  );
}
