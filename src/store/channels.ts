import type { Store } from './store.ts';

/** What came of a channel's rows in its last visit. */
export interface ChannelResult {
  readonly portal: string;
  readonly url: string;
  readonly title: string | null;
  readonly platform: string | null;
  readonly completeness: 'complete' | 'incomplete' | 'unknown' | null;
  readonly evidence: string | null;
  /** The list's own total. */
  readonly announced: number | null;
  /** Rows read. */
  readonly read: number;
  /** Rows whose page or file was fetched. */
  readonly kept: number;
  /** Rows that were left, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly failed: number;
  /** Rows that wait for the next run. */
  readonly open: number;
}

interface ChannelRow extends Omit<ChannelResult, 'kept' | 'skipped' | 'failed' | 'open'> {
  readonly id: number;
}

const CHANNELS = `SELECT id, portal_id AS portal, url, title, platform, completeness, completeness_evidence AS evidence, announced,
  items AS read FROM channel WHERE (? IS NULL OR portal_id = ?) ORDER BY portal_id, id`;

/** Each row of the last visit once: fetched, failed, waiting, or left; a row under several spellings of one address is a duplicate. */
const ROWS = `SELECT fate, count(*) AS n FROM (
    SELECT coalesce(
      (SELECT state FROM request WHERE request.portal_id = channel.portal_id AND request.url = list_item.url
        AND kind IN ('detail', 'attachment', 'channel', 'list') ORDER BY id DESC LIMIT 1),
      (SELECT reason FROM skipped WHERE skipped.portal_id = channel.portal_id AND skipped.url = list_item.url),
      'duplicate') AS fate
    FROM list_item JOIN channel ON channel.id = list_item.channel_id WHERE channel.id = ? AND last_run_id >= channel.run_id)
  GROUP BY fate`;

/** What came of the channels of a portal, or of all. */
export function channelResults(store: Store, portalId: string | null): ChannelResult[] {
  return store.all<ChannelRow>(CHANNELS, portalId, portalId).map(({ id, ...channel }) => {
    const fates = new Map(store.all<{ fate: string; n: number }>(ROWS, id).map(({ fate, n }) => [fate, n]));
    const take = (...names: readonly string[]) =>
      names.reduce((sum, name) => {
        const n = fates.get(name) ?? 0;
        fates.delete(name);
        return sum + n;
      }, 0);
    const [kept, failed, open] = [take('done'), take('failed'), take('pending', 'active')];
    return { ...channel, kept, failed, open, skipped: Object.fromEntries(fates) };
  });
}
