import type { Ours } from './ours.ts';
import type { Throughput } from './pace.ts';

export interface Row {
  readonly format: string;
  readonly ours: Ours;
  readonly peerName: string;
  /** Or why there is none. */
  readonly peer: Throughput | string;
}

/** What two cores should reach, in documents a second, and the most memory of all workers together. */
export const EXPECTED = {
  pace: new Map([
    ['html', 150],
    ['pdf', 5],
  ]),
  bytes: 600 * 1024 ** 2,
};

const WIDTHS = [7, 6, 8, 8, 10, 10, 20, 8, 8, 7];

const columns = (cells: readonly string[]): string =>
  cells.map((cell, index) => (index === 6 ? cell.padEnd(20) : cell.padStart(WIDTHS[index] ?? 0))).join(' ');

export const HEAD: readonly string[] = [
  columns(['format', 'files', 'docs/s', 'CPU ms', 'MB in all', 'MB largest', '  beside', 'docs/s', 'CPU ms', 'ratio']),
];

const pace = ({ documents, seconds }: Throughput): number => documents / seconds;
const cpu = ({ cpuSeconds, documents }: Throughput): string =>
  cpuSeconds === null ? '–' : ((1000 * cpuSeconds) / Math.max(1, documents)).toFixed(1);
const megabytes = (bytes: number | undefined): string =>
  bytes === undefined ? '–' : String(Math.round(bytes / 1024 ** 2));

/** A line of the table; below it the files that were not read, for a benchmark that reads nothing is fast. */
export function line({ format, ours, peerName, peer }: Row): string {
  const { usage, unread } = ours;
  const own = [format, String(ours.documents), pace(ours).toFixed(1), cpu(ours)];
  const memory = [megabytes(usage?.togetherBytes), megabytes(usage?.largestBytes)];
  const beside =
    typeof peer === 'string'
      ? [`  ${peer}`]
      : [`  ${peerName}`, pace(peer).toFixed(1), cpu(peer), (pace(ours) / pace(peer)).toFixed(2)];
  const short = typeof peer !== 'string' && peer.documents !== ours.documents;
  return [
    columns([...own, ...memory, ...beside]),
    ...unread.map((reason) => `  not read: ${reason}`),
    ...(short ? [`  ${peerName} read ${peer.documents} of them`] : []),
  ].join('\n');
}

/** Each expectation with what was reached. */
export function verdicts(rows: readonly Row[], expected: typeof EXPECTED, workers: number): string[] {
  const paces = rows.flatMap(({ format, ours }) => {
    const least = expected.pace.get(format);
    if (least === undefined) return [];
    const reached = `${pace(ours).toFixed(1)} documents/s${alone(ours, workers)}`;
    return [`${format}: ${reached}, expected over ${least}: ${yes(pace(ours) > least)}`];
  });
  const most = Math.max(0, ...rows.map(({ ours }) => ours.usage?.togetherBytes ?? 0));
  if (most === 0) return paces;
  const limit = megabytes(expected.bytes);
  return [
    ...paces,
    `memory of the workers: ${megabytes(most)} MB, expected under ${limit}: ${yes(most < expected.bytes)}`,
  ];
}

/** The pace if other programs left each worker a core of its own: on a busy machine the wall clock says little. */
function alone({ cpuSeconds, documents }: Ours, workers: number): string {
  return cpuSeconds === null ? '' : ` (${((workers * documents) / cpuSeconds).toFixed(1)} by processor time)`;
}

const yes = (met: boolean): string => (met ? 'met' : 'NOT met');
