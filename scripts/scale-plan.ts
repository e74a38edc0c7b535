/**
 * What a whole country takes, simulated lease by lease with the program's own planner of shards: `npx tsx scripts/scale-plan.ts [--machines 3]
 * [--workers 4] [--cores 16] [--shards 64] [--portals 14000] [--reports 2800000]`. Prints the table of docs/scale.md. What a request, a document and a byte
 * cost stands in COST, each with where it is from.
 */
import { parseArgs } from 'node:util';
import { randomFrom } from '../src/sample/random.ts';
import { planShards } from '../src/shards/manage/init.ts';
import type { PlacedPortal } from '../src/shards/plan/load.ts';

const { values } = parseArgs({
  options: {
    machines: { type: 'string', default: '3' },
    workers: { type: 'string', default: '4' },
    cores: { type: 'string', default: '16' },
    shards: { type: 'string', default: '64' },
    portals: { type: 'string', default: '14000' },
    reports: { type: 'string', default: '2800000' },
  },
});
const [machines, perMachine, cores, shardCount, portalCount, reportCount] = (
  ['machines', 'workers', 'cores', 'shards', 'portals', 'reports'] as const
).map((name) => Number(values[name])) as [number, number, number, number, number, number];

const COST = {
  /** Seconds between two requests to a host: the default pace. */
  pace: 1.5,
  /** Seconds that an answer takes on the way, as the forecast of nights reckons. */
  roundTrip: 0.4,
  /** Requests at once of a worker: the default. */
  parallel: 16,
  /** Seconds of a lease: the default budget. */
  budget: 1800,
  /** Rows of a list page. */
  rows: 15,
  /** Seconds of a processor that a document takes: docs/performance.md. */
  read: { page: 0.005, pdf: 0.05, scan: 3.9 },
  /** Of all reports: the question that was asked. */
  share: { pdf: 0.3, scan: 0.1 },
  /** Bytes in the archive, packed: assumed. */
  bytes: { page: 10_000, pdf: 300_000, scan: 3_000_000 },
  /** Bytes of a report in the database, and what packing leaves of it: both measured on 100,000 reports. */
  database: 16_700,
  packed: 0.285,
  /** Bytes a second between a machine and the store: 1 Gbit/s, of which two thirds come through. */
  network: 80e6,
} as const;

interface SimShard {
  /** Requests that are left on each host. */
  readonly hosts: number[];
  asked: number;
  archived: number;
  /** That has its folder; -1: nobody has begun it. */
  machine: number;
}

/** Portals of very different sizes: most have dozens of reports, provinces have tens of thousands. */
function makePortals(): PlacedPortal[] {
  const random = randomFrom(14);
  const sizes = Array.from({ length: portalCount }, () => Math.exp(1.2 * gauss(() => random.next())));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size, index) => {
    const reports = Math.max(1, Math.round((size / whole) * reportCount));
    const requests = requestsOf(reports);
    // One portal in five is on a host with others, as county portals on their city's.
    const host = index % 5 === 4 ? `h${index - (index % 5)}` : `h${index}`;
    return { id: `p${index}`, hosts: [host], load: { rows: reports, paceMs: requests * COST.pace * 1000 } };
  });
}

/** robots.txt, lists, pages, and the files of those that are published as files. */
const requestsOf = (reports: number): number =>
  1 + Math.ceil(reports / COST.rows) + reports + Math.round(reports * (COST.share.pdf + COST.share.scan));

const gauss = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

const bytesOfReport = (): number => {
  const { pdf, scan } = COST.share;
  return COST.bytes.page + pdf * COST.bytes.pdf + scan * COST.bytes.scan;
};

const portals = makePortals();
const requests = portals.reduce((sum, { load }) => sum + load.paceMs / COST.pace / 1000, 0);
const reports = portals.reduce((sum, { load }) => sum + load.rows, 0);
const planned = planShards(portals, shardCount);
const byId = new Map(portals.map((portal) => [portal.id, portal]));
const shards: SimShard[] = planned.map(({ portals: ids }) => {
  const hosts = new Map<string, number>();
  for (const id of ids) {
    const { hosts: [host = ''] = [], load } = byId.get(id) ?? { load: { paceMs: 0 } };
    hosts.set(host, (hosts.get(host) ?? 0) + load.paceMs / COST.pace / 1000);
  }
  return { hosts: [...hosts.values()], asked: 0, archived: 0, machine: -1 };
});

/** One lease: as many requests as pace, parallel requests and budget allow. Returns its seconds. */
function lease(shard: SimShard, perRequest: number): number {
  const most = COST.budget / COST.pace;
  const wanted = shard.hosts.map((left) => Math.min(left, most));
  const total = wanted.reduce((sum, one) => sum + one, 0);
  const capacity = (COST.budget * COST.parallel) / COST.roundTrip;
  const share = Math.min(1, capacity / total);
  const asked = wanted.map((one) => Math.ceil(one * share));
  for (const [index, count] of asked.entries()) shard.hosts[index] = Math.max(0, (shard.hosts[index] ?? 0) - count);
  const sum = asked.reduce((all, one) => all + one, 0);
  shard.asked += sum;
  const bytes = sum * perRequest;
  shard.archived += bytes;
  const crawling = Math.max(Math.max(0, ...asked) * COST.pace, (sum * COST.roundTrip) / COST.parallel);
  return Math.min(COST.budget, crawling) + (bytes + snapshotOf(shard)) / COST.network;
}

const snapshotOf = (shard: SimShard): number => shard.asked * (reports / requests) * COST.database * COST.packed;

/** Workers; each has a clock of its own. */
const clock = Array.from({ length: machines * perMachine }, () => 0);
/** Those that share a disk: a folder that one of them has made, the others have too. */
const machineOf = (worker: number): number => worker % machines;
const busyUntil = new Map<SimShard, number>();
const perRequest = (reports * bytesOfReport()) / requests;
let leases = 0;
let moved = 0;
const isOpen = ({ hosts }: SimShard): boolean => hosts.some((left) => left > 0);
while (shards.some(isOpen)) {
  const worker = clock.indexOf(Math.min(...clock));
  const now = clock[worker] ?? 0;
  const free = shards.filter((one) => isOpen(one) && (busyUntil.get(one) ?? 0) <= now);
  // Its machine's own first, then one that nobody has begun, then the one that has waited longest.
  const shard = free.find((one) => one.machine === machineOf(worker)) ?? free.find((one) => one.machine < 0) ?? free[0];
  if (shard === undefined) {
    // Nothing to do until another one gives back.
    clock[worker] = Math.min(...[...busyUntil.values()].filter((until) => until > now));
    continue;
  }
  const isMoved = shard.machine >= 0 && shard.machine !== machineOf(worker);
  if (isMoved) moved++;
  const fetching = isMoved ? (snapshotOf(shard) + shard.archived) / COST.network : 0;
  shard.machine = machineOf(worker);
  const end = now + fetching + lease(shard, perRequest);
  clock[worker] = end;
  busyUntil.set(shard, end);
  shards.push(...shards.splice(shards.indexOf(shard), 1));
  leases++;
}

const crawlHours = Math.max(...clock) / 3600;
const processor = {
  page: (reports * COST.read.page) / 3600,
  pdf: (reports * COST.share.pdf * COST.read.pdf) / 3600,
  scan: (reports * COST.share.scan * COST.read.scan) / 3600,
};
const processorHours = processor.page + processor.pdf + processor.scan;
const slowest = Math.max(...portals.map(({ load }) => load.paceMs)) / 3_600_000;
const loads = planned.map(({ load }) => load);
const spreadOf = (pick: (load: (typeof loads)[number]) => number): string => {
  const all = loads.map(pick);
  return `${Math.round((Math.max(...all) / (all.reduce((sum, one) => sum + one, 0) / all.length) - 1) * 100)} %`;
};
const night = portals.reduce((sum, { load }) => sum + 1 + Math.ceil(load.rows / COST.rows / 10), 0);
const grouped = (count: number): string => Math.round(count).toLocaleString('en');
const terabytes = (bytes: number): string => `${(bytes / 1e12).toFixed(2)} TB`;
const rows: [string, string][] = [
  [
    'portals, reports, requests of the first visit',
    `${grouped(portals.length)}, ${grouped(reports)}, ${grouped(requests)}`,
  ],
  [
    'shards; the heaviest over the mean, by rows and by time',
    `${planned.length}; ${spreadOf(({ rows: all }) => all)}, ${spreadOf(({ paceMs }) => paceMs)}`,
  ],
  ['the largest host alone, at its pace', `${slowest.toFixed(1)} h`],
  [
    `crawling, ${machines} × ${perMachine} workers`,
    `${crawlHours.toFixed(1)} h, ${grouped(leases)} leases, ${moved} of them on another machine than before`,
  ],
  [
    'processor hours of reading: pages, PDF, scans',
    `${grouped(processor.page)}, ${grouped(processor.pdf)}, ${grouped(processor.scan)}`,
  ],
  [`reading, ${machines} × ${cores} cores`, `${(processorHours / machines / cores).toFixed(1)} h`],
  ['the same on one machine of 2 cores', `${(processorHours / 2 / 24).toFixed(0)} days`],
  ['archive in the store', terabytes(reports * bytesOfReport())],
  [
    'databases, and their snapshots (two a shard)',
    `${terabytes(reports * COST.database)}, ${terabytes(2 * reports * COST.database * COST.packed)}`,
  ],
  [
    'a snapshot of one shard, and how long it travels',
    `${grouped((reports * COST.database * COST.packed) / planned.length / 1e6)} MB, ${((reports * COST.database * COST.packed) / planned.length / COST.network).toFixed(0)} s`,
  ],
  ['disk of a machine, its shards whole', terabytes((reports * (bytesOfReport() + COST.database)) / machines)],
  ['statements to PostgreSQL from leases, a second', `${((machines * perMachine * 2) / 10).toFixed(1)}`],
  ['requests of a night without news (lists and robots.txt)', grouped(night)],
];
console.log(['| | |', '| --- | --- |', ...rows.map(([what, much]) => `| ${what} | ${much} |`)].join('\n'));
