import type { ShardState, ShardsState } from '../../shards/status.ts';
import type { Io } from '../command.ts';
import { durationText } from '../duration.ts';
import { shardsMessages } from '../messages/shards.ts';
import { workerMessages } from '../messages/worker.ts';
import { drawTable } from '../report/text.ts';
import { localTime } from '../runs.ts';

/** Shards and workers, for a person. */
export function printShards(state: ShardsState, io: Pick<Io, 'out'>): void {
  const m = shardsMessages;
  const line = (text: string): void => io.out(`${text}\n`);
  const { shard, state: how, who, since, portals, left, documents, failed, outcome } = m.head;
  const head = [shard, how, who, since, portals, left, documents, failed, outcome];
  line(drawTable(head, state.shards.map(row)));
  for (const one of summaryLines(state)) line(one);
  if (state.workers.length === 0) line(m.noWorkers);
  else line(m.workers);
  for (const { worker, kind, shard: at, portal, requests, documents: read, silent_s } of state.workers) {
    const where = [at ?? m.resting, portal].filter((part) => part !== null).join(' ');
    line(m.worker(worker, m.kinds[kind], where, requests, read, durationText(silent_s * 1000)));
  }
}

/** What is to be said of all together; the morning shows it as well. */
export function summaryLines({ shards, totals, rates, parted, schedule }: ShardsState): string[] {
  const m = shardsMessages;
  const { left_requests: left, left_documents: documents, failed_requests: failed, offered } = totals;
  const per = (rate: number | null): string => (rate === null ? '?' : rate.toFixed(rate < 10 ? 1 : 0));
  const { requests_per_minute: requests, documents_per_minute: read, minutes_left: minutes } = rates;
  const unbegun = shards.filter(({ state, left_requests: open }) => open === null && state !== 'retired');
  const states = new Map<ShardState['state'], number>();
  for (const { state } of shards) states.set(state, (states.get(state) ?? 0) + 1);
  return [
    m.shards(
      shards.length,
      [...states].map(([state, count]) => `${count} ${m.states[state]}`),
    ),
    m.totals(totals.portals, totals.hosts, left, documents, failed),
    ...(unbegun.length > 0
      ? [
          m.unbegun(
            unbegun.length,
            unbegun.reduce((sum, { rows }) => sum + rows, 0),
          ),
        ]
      : []),
    ...(offered > 0 ? [m.offered(offered)] : []),
    ...(requests === null ? [] : [m.rates(per(requests), per(read))]),
    ...(minutes === null || minutes === 0 ? [] : [m.left(durationText(minutes * 60_000))]),
    ...(parted.length > 0 ? [m.parted(new Set(parted.map(({ portal }) => portal)).size)] : []),
    ...shards.filter(({ state }) => state === 'failed').map((one) => m.failedShard(one.shard, one.message ?? '')),
    ...(schedule === null ? [m.unscheduled] : []),
  ];
}

function row(one: ShardState): string[] {
  const m = shardsMessages;
  const number = (count: number | null): string => (count === null ? '' : String(count));
  const isOutcome = (name: string): name is keyof typeof workerMessages.end => Object.hasOwn(workerMessages.end, name);
  const outcome = one.outcome ?? '';
  return [
    one.shard,
    m.states[one.state],
    one.worker ?? '',
    one.since === null ? m.never : localTime(one.since),
    String(one.portals),
    number(one.left_requests),
    number(one.left_documents),
    number(one.failed_requests),
    isOutcome(outcome) ? workerMessages.end[outcome] : outcome,
  ];
}
