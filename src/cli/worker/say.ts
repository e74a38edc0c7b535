import type { WorkerEvent } from '../../shards/worker/options.ts';
import { bytesText } from '../bytes.ts';
import type { Io } from '../command.ts';
import { commonMessages } from '../messages/common.ts';
import { workerMessages } from '../messages/worker.ts';
import { recoveryLines } from '../recovered.ts';

/** Portals named in a line. */
const MOST_NAMED = 5;
/** How often a worker tells how far it is, requests. */
const TELL_EVERY = 100;

/** A worker's log: a line an event, each with its shard, and its portal where it has one. */
export function workerLog(io: Pick<Io, 'err'>, quiet: boolean): (event: WorkerEvent) => void {
  let requests = 0;
  return (event) => {
    if (event.kind === 'request') {
      requests++;
      if (event.event.outcome !== 'failed' && requests % TELL_EVERY !== 0) return;
    }
    if (event.kind === 'leased') requests = 0;
    if (quiet && QUIET.has(event.kind)) return;
    io.err(`${new Date().toISOString().slice(0, 19)}Z ${line(event, requests)}\n`);
  };
}

const QUIET: ReadonlySet<WorkerEvent['kind']> = new Set([
  'leased',
  'request',
  'fetching',
  'offered',
  'given_back',
  'round',
  'read',
]);

function line(event: WorkerEvent, requests: number): string {
  const m = workerMessages;
  switch (event.kind) {
    case 'leased':
      return m.leased(event.shard, event.generation, event.portals);
    case 'unknown_portals':
      return m.unknownPortals(event.shard, event.portals.length, some(event.portals));
    case 'moved_portals':
      return m.movedPortals(event.shard, event.portals.length, some(event.portals));
    case 'fetching':
      return m.fetching(event.shard, event.files, bytesText(event.bytes));
    case 'upgrading':
      return `${event.shard}: ${commonMessages.upgrading(event.path, bytesText(event.bytes))}`;
    case 'put_aside':
      return m.putAside(event.shard, event.moved.to);
    case 'request': {
      const { portalId, url, outcome, open } = event.event;
      return outcome === 'failed'
        ? m.failedRequest(event.shard, portalId, url)
        : m.progress(event.shard, portalId, requests, open);
    }
    case 'recovered':
      return recoveryLines(event.files)
        .map((told) => `${event.shard}: ${told}`)
        .join('\n');
    case 'offered':
      return m.offered(event.shard, event.documents);
    case 'given_back': {
      const { outcome, requests: asked, reportsNew, failed, left } = event.end;
      const [open, waiting] = [left?.requests ?? 0, left?.documents ?? 0];
      return m.givenBack(event.shard, m.end[outcome], asked, reportsNew, failed, open, waiting);
    }
    case 'lost':
      return m.lost(event.shard);
    case 'busy':
      return m.busy(event.shard, event.message);
    case 'elsewhere':
    case 'failed':
      return m.failed(event.shard, event.message);
    case 'postgres_gone':
      return m.postgresGone(event.message);
    case 'postgres_back':
      return m.postgresBack;
    case 'round':
      return m.round(event.shards);
    case 'read':
      return m.readDocument(event.shard, event.name, (event.ms / 1000).toFixed(1));
    case 'unread':
      return m.unread(event.shard, event.name, event.message);
  }
}

const some = (names: readonly string[]): string =>
  names.length <= MOST_NAMED ? names.join(', ') : `${names.slice(0, MOST_NAMED).join(', ')} …`;
