import type { WarningCode } from '../../codebook/warnings.ts';
import type { Store } from '../../store/store.ts';
import { addWarning } from '../../store/warnings.ts';
import type { ChannelNews, SeenItem, Skip } from '../plan/plan.ts';
import { noteListEnd, settleEnds } from './channel-ends.ts';

/** What a run knows of a channel. */
export interface RunChannel {
  readonly id: number;
  readonly url: string;
  readonly title: string | null;
}

/**
 * The crawl's own tables beside the frontier: channels, the rows of their lists, and the addresses that were left. All in the caller's
 * transaction.
 */
export class CrawlLog {
  readonly #store: Store;
  readonly #runId: number;

  constructor(store: Store, runId: number) {
    this.#store = store;
    this.#runId = runId;
  }

  /** Makes a channel known. One that this visit (begun by run `since`) has not met yet starts with empty counts. */
  openChannel(
    portalId: string,
    channel: { url: string; title: string | null; parentId: number | null },
    since: number,
  ): number {
    const sql = `INSERT INTO channel (portal_id, url, title, parent_id, run_id) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (portal_id, url) DO UPDATE SET title = coalesce(excluded.title, title), parent_id = excluded.parent_id,
        announced = NULL, items = 0, pages = 0, stop_reason = NULL, completeness = NULL, completeness_evidence = NULL, run_id = excluded.run_id
      WHERE run_id < ? RETURNING id`;
    const { url, title, parentId } = channel;
    const row = this.#store.get<{ id: number }>(sql, portalId, url, title, parentId, this.#runId, since);
    return row?.id ?? this.#channelId(portalId, url);
  }

  #channelId(portalId: string, url: string): number {
    const row = this.#store.get<{ id: number }>(
      'SELECT id FROM channel WHERE portal_id = ? AND url = ?',
      portalId,
      url,
    );
    if (row === undefined) throw new Error(`no channel ${url}`);
    return row.id;
  }

  channel(id: number | null): RunChannel | null {
    if (id === null) return null;
    return this.#store.get<RunChannel>('SELECT id, url, title FROM channel WHERE id = ?', id) ?? null;
  }

  /** Whether the visit begun by run `since` has seen the address in this channel. */
  isSeen(channelId: number, url: string, since: number): boolean {
    const sql = 'SELECT 1 FROM list_item WHERE channel_id = ? AND url = ? AND last_run_id >= ?';
    return this.#store.get(sql, channelId, url, since) !== undefined;
  }

  /** All addresses that the visit has seen in the channel. */
  seen(channelId: number, since: number): string[] {
    const sql = 'SELECT url FROM list_item WHERE channel_id = ? AND last_run_id >= ?';
    return this.#store.all<{ url: string }>(sql, channelId, since).map(({ url }) => url);
  }

  /** Notes a list page: its rows, and what it says of the channel. */
  addPage(channelId: number, seen: readonly SeenItem[], news: ChannelNews): void {
    for (const item of seen) {
      this.#store.run(
        `INSERT INTO list_item (channel_id, url, title, published_on, organ, first_run_id, last_run_id) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (channel_id, url) DO UPDATE SET title = excluded.title, published_on = excluded.published_on,
           organ = excluded.organ, last_run_id = excluded.last_run_id`,
        channelId,
        item.url,
        item.title,
        item.date ?? null,
        item.organ ?? null,
        this.#runId,
        this.#runId,
      );
    }
    this.#store.run(
      `UPDATE channel SET pages = pages + 1, items = items + ?, platform = coalesce(?, platform), evidence = coalesce(?, evidence),
         title = coalesce(title, ?), announced = coalesce(?, announced), stop_reason = coalesce(?, stop_reason) WHERE id = ?`,
      seen.length,
      news.platform ?? null,
      news.evidence === undefined ? null : JSON.stringify(news.evidence),
      news.title ?? null,
      news.announcedItems ?? null,
      news.stop ?? null,
      channelId,
    );
    if (news.end !== undefined) noteListEnd(this.#store, channelId, news.end);
  }

  /** A list of the channel is asked for once more: how it ended then does not count. */
  reopenChannel(channelId: number): void {
    const sql = 'UPDATE channel SET stop_reason = NULL, completeness = NULL, completeness_evidence = NULL WHERE id = ?';
    this.#store.run(sql, channelId);
  }

  stopChannel(channelId: number, reason: NonNullable<ChannelNews['stop']>): void {
    this.#store.run('UPDATE channel SET stop_reason = ? WHERE id = ?', reason, channelId);
  }

  setPlatform(portalId: string, platform: string, evidence: readonly string[]): void {
    this.#store.run(
      'UPDATE portal SET platform = ?, evidence = ? WHERE id = ?',
      platform,
      JSON.stringify(evidence),
      portalId,
    );
  }

  /** Notes an address that is left; the last reason counts. */
  addSkip(portalId: string, skip: Skip): void {
    this.#store.run(
      `INSERT INTO skipped (portal_id, url, title, reason, run_id) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (portal_id, url) DO UPDATE SET title = excluded.title, reason = excluded.reason, run_id = excluded.run_id`,
      portalId,
      skip.url,
      skip.title === '' ? null : skip.title,
      skip.reason,
      this.#runId,
    );
  }

  /** An address that is asked for after all is not among the skipped any more. */
  dropSkip(portalId: string, url: string): void {
    this.#store.run('DELETE FROM skipped WHERE portal_id = ? AND url = ?', portalId, url);
  }

  /** A warning about an address, in place of the same one of an earlier run. */
  warn(portalId: string, warning: { code: WarningCode; message: string; place: string }): void {
    const { code, message, place } = warning;
    const sql =
      'DELETE FROM warning WHERE portal_id = ? AND code = ? AND place = ? AND document_id IS NULL AND report_id IS NULL';
    this.#store.run(sql, portalId, code, place);
    addWarning(
      this.#store,
      { reportId: null, documentId: null, portalId, runId: this.#runId },
      { code, message, where: place },
    );
  }

  /** At the end of a visit: channels whose own total differs from the rows that were read. */
  reconcile(portalId: string, since: number): void {
    settleEnds(this.#store, portalId, since, this.#runId);
    const sql = `SELECT url, announced, items, stop_reason AS stop FROM channel
      WHERE portal_id = ? AND run_id >= ? AND announced IS NOT NULL AND announced <> items`;
    const rows = this.#store.all<{ url: string; announced: number; items: number; stop: string | null }>(
      sql,
      portalId,
      since,
    );
    for (const { url, announced, items, stop } of rows) {
      const message = `the list announces ${announced} entries, ${items} were read (stopped: ${stop ?? 'unknown'})`;
      this.warn(portalId, { code: 'list_total_mismatch', message, place: url });
    }
  }
}
