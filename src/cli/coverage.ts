import type { Command } from 'commander';
import { z } from 'zod';
import { csvLines } from '../export/formats/csv.ts';
import { ledgerTable } from '../export/shapes/ledger.ts';
import { type LedgerEntry, type LedgerFilter, ledger, STATUSES, type Status } from '../query/coverage/ledger.ts';
import { type CoverageRow, coverage, GROUPS, type Grouping } from '../query/coverage/summary.ts';
import { openStore, type Store } from '../store/store.ts';
import { checkedOptions } from './checked-options.ts';
import { type CliCommand, EXIT, type ExitCode, type Io } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { corpusFilter } from './corpus-options.ts';
import { dataFolder } from './data-folder.ts';
import { commonMessages } from './messages/common.ts';
import { corpusMessages } from './messages/corpus.ts';
import { coverageMessages } from './messages/coverage.ts';
import { drawColumns } from './print/columns.ts';
import { pad } from './wrap.ts';

/** Of these no report is here, for whatever reason. */
const MISSING: readonly Status[] = ['none', 'not_known', 'unreadable', 'refused', 'not_looked_for'];

export const command: CliCommand = {
  configure(command: Command): void {
    const m = coverageMessages;
    command
      .option('--by <group>', m.by(GROUPS.join(', ')), 'province')
      .option('--years <from-to>', m.years)
      .option('--province <name>', m.province)
      .option('--level <level>', corpusMessages.level)
      .option('--kind <kind>', corpusMessages.kind)
      .option('--organs', m.organs, false)
      .option('--missing', m.missing, false)
      .option('--late', m.late, false)
      .option('--status <statuses>', m.statuses)
      .option('--limit <number>', m.limit, '200')
      .option('--data <dir>', commonMessages.data)
      .option('--json', m.json, false)
      .option('--csv', m.csv, false);
    const statuses = Object.entries(m.status).map(([status, words]) => `  ${pad(status, 15)} ${words}`);
    helpAfter(command, [m.about, ...statuses].join('\n'), [
      'nianbao coverage --years 2023 --kind government',
      'nianbao coverage --by year --province 江苏 --level county',
      'nianbao coverage --missing --late --years 2023 --kind government --province 江苏',
      'nianbao coverage --status not_looked_for,refused --years 2023- --json',
      'nianbao coverage --late --csv > late.csv',
    ]);
  },

  async run(_, options, io): Promise<ExitCode> {
    const { years, province, level, kind } = corpusFilter({ ...options, status: undefined });
    const filter = {
      ...(years && { years }),
      ...(province && { province }),
      ...(level && { level }),
      ...(kind && { kind }),
    };
    const { by, limit } = checkedOptions(options, OPTIONS, { by: GROUPS.join(', '), limit: corpusMessages.aNumber });
    const asked = statusesOf(options);
    const isJson = options.json === true;
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      if (asked === null && options.organs !== true && options.csv !== true) {
        const rows = coverage(store, filter, by);
        if (isJson) for (const row of rows) io.out(`${JSON.stringify(row)}\n`);
        else io.out(rows.length === 0 ? `${coverageMessages.none}\n` : drawCounts(rows, by, io.columns));
        return EXIT.ok;
      }
      const entries = ledgerOf(store, filter, asked);
      if (isJson) for (const entry of entries) io.out(`${JSON.stringify(entry)}\n`);
      else if (options.csv === true) for (const line of csvLines(ledgerTable(() => entries))) io.out(line);
      else list(entries, limit, io);
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

const STATUS_NAMES = Object.keys(STATUSES) as [Status, ...Status[]];

/** Null: all, and nobody has asked for a list. */
function statusesOf(options: Readonly<Record<string, unknown>>): ReadonlySet<Status> | null {
  const named = options.status === undefined ? [] : String(options.status).split(',');
  const { status } = checkedOptions({ status: named }, STATUS_OPTION, { status: STATUS_NAMES.join(', ') });
  if (options.missing === true) status.push(...MISSING);
  if (options.late === true) status.push('late');
  return status.length === 0 ? null : new Set(status);
}

const STATUS_OPTION = z.object({ status: z.array(z.enum(STATUS_NAMES)) });

function* ledgerOf(store: Store, filter: LedgerFilter, asked: ReadonlySet<Status> | null): Generator<LedgerEntry> {
  for (const entry of ledger(store, filter)) if (asked?.has(entry.status) ?? true) yield entry;
}

/** What is known of somebody stands before what nobody has looked for. */
const ORDER: readonly Status[] = [...STATUS_NAMES.filter((status) => status !== 'published'), 'published'];

/** As many as are asked for, and how many more there are. */
function list(entries: Iterable<LedgerEntry>, limit: number, io: Io): void {
  const first = new Map<Status, LedgerEntry[]>(ORDER.map((status) => [status, []]));
  let count = 0;
  for (const entry of entries) {
    count++;
    const alike = first.get(entry.status);
    if (alike !== undefined && alike.length < limit) alike.push(entry);
  }
  const shown = [...first.values()].flat().slice(0, limit);
  io.out(drawEntries(shown, io.columns));
  if (count > shown.length) io.err(`${coverageMessages.more(count - shown.length)}\n`);
}

const OPTIONS = z.object({ by: z.enum(GROUPS), limit: z.coerce.number().int().positive() });

function drawCounts(rows: readonly CoverageRow[], by: Grouping, columns: number): string {
  const m = coverageMessages;
  const statuses = (Object.keys(STATUSES) as Status[]).filter((status) =>
    rows.some(({ counts }) => counts[status] > 0),
  );
  const sum = (pick: (row: CoverageRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const body = rows.map(({ group, counts, total, share }) => [
    group ?? m.notKnown,
    ...statuses.map((status) => String(counts[status])),
    String(total),
    percent(share),
  ]);
  const all = sum(({ total }) => total);
  const held = sum(({ counts }) => counts.published + counts.late);
  body.push([
    m.together,
    ...statuses.map((status) => String(sum(({ counts }) => counts[status]))),
    String(all),
    percent(all === 0 ? 0 : held / all),
  ]);
  const counted = [...statuses.map((status) => m.statusName[status]), m.expected, m.inCorpus];
  const head = [
    { title: m.group[by], shrinks: true },
    ...counted.map((title) => ({ title, align: 'right' as const, shrinks: true })),
  ];
  return drawColumns(head, body, columns);
}

function drawEntries(entries: readonly LedgerEntry[], columns: number): string {
  const m = coverageMessages;
  if (entries.length === 0) return `${m.nothing}\n`;
  const rows = entries.map(({ publisher, year, status, published_on }) => [
    publisher.name,
    String(year),
    m.statusName[status],
    published_on ?? '',
    publisher.portals.join('\n'),
  ]);
  const head = [
    { title: m.organ, shrinks: true },
    { title: m.year },
    { title: m.statusColumn },
    { title: m.published },
    { title: m.portals, shrinks: true },
  ];
  return drawColumns(head, rows, columns);
}
