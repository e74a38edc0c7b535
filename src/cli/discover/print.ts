import pc from 'picocolors';
import stringWidth from 'string-width';
import type { DiscoverySummary, StateCounts } from '../../discover/summary.ts';
import type { Discovery } from '../../store/discoveries.ts';
import type { Io } from '../command.ts';

const COLUMNS = ['found', 'likely', 'none', 'refused', 'unreachable'] as const;

/** A line a province, and what to do next. */
export function printDiscoveries(summary: DiscoverySummary, review: string | null, io: Io): void {
  const colour = pc.createColors(io.terminal);
  const line = (text = ''): void => io.out(`${text}\n`);
  const width = Math.max(8, ...summary.provinces.map(({ province }) => stringWidth(province))) + 2;
  const row = (name: string, counts: StateCounts): string =>
    name + ' '.repeat(width - stringWidth(name)) + COLUMNS.map((state) => String(counts[state]).padStart(12)).join('');
  line(colour.bold(' '.repeat(width) + COLUMNS.map((state) => state.padStart(12)).join('')));
  for (const { province, counts } of summary.provinces) line(row(province, counts));
  line(row('total', summary.counts));
  line();
  const { portals, open, requests } = summary;
  const done = portals - open;
  const average = done === 0 ? '' : `, ${(requests / done).toFixed(1)} requests a portal`;
  line(`${done} of ${portals} portals looked at${average}; ${open} open`);
  if (review !== null) line(`Likely ones, for you to look at: ${review}`);
  const next = open > 0 ? 'nianbao discover (goes on with the open ones)  ·  ' : '';
  line(`Next: ${next}nianbao portals --check  ·  nianbao crawl`);
}

/** `12/300  found  清溪县 http://…  (7 requests)`, with what is left by the pace so far. */
export function discoveryLine(
  discovery: Discovery,
  progress: { readonly done: number; readonly all: number; readonly msSoFar: number },
): string {
  const { done, all, msSoFar } = progress;
  const left = Math.round(((msSoFar / done) * (all - done)) / 60_000);
  const { state, name, channelUrl, because, requests } = discovery;
  return `${done}/${all}  ${state}  ${name}  ${channelUrl ?? because}  (${requests} requests; about ${left} min left)`;
}
