import type { DiscoverySummary, StateCounts } from '../../discover/summary.ts';
import { told } from '../../language/told.ts';
import type { Discovery } from '../../store/discoveries.ts';
import type { Io } from '../command.ts';
import { durationText } from '../duration.ts';
import { commonMessages } from '../messages/common.ts';
import { discoverMessages } from '../messages/discover.ts';
import { drawColumns } from '../print/columns.ts';

const COLUMNS = ['found', 'likely', 'none', 'refused', 'unreachable'] as const;

export interface DiscoverContext {
  readonly review: string | null;
  /** Commands to be pasted. */
  readonly next: readonly string[];
}

/** A line a province, and what to do next. */
export function printDiscoveries(summary: DiscoverySummary, { review, next }: DiscoverContext, io: Io): void {
  const m = discoverMessages;
  const line = (text = ''): void => io.out(`${text}\n`);
  const row = (name: string, counts: StateCounts): string[] => [name, ...COLUMNS.map((state) => String(counts[state]))];
  const head = COLUMNS.map((state) => ({ title: m.states[state], align: 'right' as const }));
  const rows = [
    ...summary.provinces.map(({ province, counts }) => row(province, counts)),
    row(m.total, summary.counts),
  ];
  io.out(drawColumns([{ title: '' }, ...head], rows, io.columns));
  line();
  const { portals, open, requests } = summary;
  const done = portals - open;
  line(m.lookedAt(done, portals, open));
  if (done > 0) line(m.average((requests / done).toFixed(1)));
  if (review !== null) line(m.review(review));
  line(commonMessages.next);
  for (const command of next) line(`  ${command}`);
}

/** `12/300  found  清溪县 http://…  (7 requests)`, with what is left by the pace so far. */
export function discoveryLine(
  discovery: Discovery,
  progress: { readonly done: number; readonly all: number; readonly msSoFar: number },
): string {
  const { done, all, msSoFar } = progress;
  const { state, name, channelUrl, because, requests } = discovery;
  const left = done < all ? durationText((msSoFar / done) * (all - done)) : '';
  const what = channelUrl ?? told(because);
  return discoverMessages.line({ done, all, state: discoverMessages.states[state], name, what, requests, left });
}
