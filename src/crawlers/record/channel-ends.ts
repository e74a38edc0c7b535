import type { Store } from '../../store/store.ts';
import { complete, incomplete, type ListEnd, unknown, WORST } from '../plan/completeness.ts';
import type { Completeness } from '../reasons.ts';

/** Notes how a list of a channel ended; of several lists the worst counts. */
export function noteListEnd(store: Store, channelId: number, end: ListEnd): void {
  const known = store.get<{ completeness: Completeness | null }>(
    'SELECT completeness FROM channel WHERE id = ?',
    channelId,
  )?.completeness;
  if (known != null && WORST.indexOf(known) <= WORST.indexOf(end.completeness)) return;
  setEnd(store, channelId, end);
}

interface ReadChannel {
  readonly id: number;
  readonly items: number;
  readonly pages: number;
  readonly announced: number | null;
  readonly stop: string | null;
  readonly completeness: Completeness | null;
}

/** At the end of a visit: what the lists' own totals say of their rows, and what has come to no end of its own. */
export function settleEnds(store: Store, portalId: string, since: number, runId: number): void {
  const channels = store.all<ReadChannel>(
    'SELECT id, items, pages, announced, stop_reason AS stop, completeness FROM channel WHERE portal_id = ? AND run_id >= ?',
    portalId,
    since,
  );
  // A visit may go on over several runs; it is told of in the last.
  store.run('UPDATE channel SET run_id = ? WHERE portal_id = ? AND run_id >= ?', runId, portalId, since);
  for (const channel of channels) {
    const end = settled(channel);
    if (end !== null) setEnd(store, channel.id, end);
  }
}

function settled(channel: ReadChannel): ListEnd | null {
  const { announced, items, stop, completeness } = channel;
  if (announced !== null && announced > items && stop !== 'year_range' && !isStale(channel, announced))
    return completeness === 'incomplete' ? null : incomplete(`${announced} entries are announced, ${items} were read`);
  if (announced !== null && announced <= items && completeness !== 'complete')
    return complete(`all ${announced} announced entries were read`);
  return completeness === null ? unknown('its list came to no end') : null;
}

/** Stops by which a page beyond the last one was asked for, and had nothing. */
const BEYOND = new Set(['page_gone', 'empty_page', 'no_new_items']);

/** A total that is too high by whole pages, of which the first was asked for and is not there. Single rows may have been overlooked. */
function isStale({ items, pages, stop, completeness }: ReadChannel, announced: number): boolean {
  const proved = completeness === 'complete' && BEYOND.has(stop ?? '');
  return proved && pages > 1 && items * 2 >= announced && announced - items >= items / pages;
}

function setEnd(store: Store, channelId: number, { completeness, evidence }: ListEnd): void {
  const sql = 'UPDATE channel SET completeness = ?, completeness_evidence = ? WHERE id = ?';
  store.run(sql, completeness, evidence, channelId);
}
