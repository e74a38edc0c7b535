import type { Command } from 'commander';
import { z } from 'zod';
import { type LedgerEntry, ledger, STATUSES, type Status } from '../query/coverage/ledger.ts';
import { type CoverageRow, coverage, GROUPS, type Grouping } from '../query/coverage/summary.ts';
import { openStore } from '../store/store.ts';
import { checkedOptions } from './checked-options.ts';
import { type CliCommand, EXIT, type ExitCode } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { corpusFilter } from './corpus-options.ts';
import { dataFolder } from './data-folder.ts';
import { commonMessages } from './messages/common.ts';
import { corpusMessages } from './messages/corpus.ts';
import { coverageMessages } from './messages/coverage.ts';
import { drawColumns } from './print/columns.ts';
import { pad } from './wrap.ts';

/** Nothing to do about these. */
const SETTLED: ReadonlySet<Status> = new Set(['published', 'late', 'withdrawn', 'none']);

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
      .option('--limit <number>', m.limit, '200')
      .option('--data <dir>', commonMessages.data)
      .option('--json', m.json, false);
    const statuses = Object.entries(m.status).map(([status, words]) => `  ${pad(status, 15)} ${words}`);
    helpAfter(command, [m.about, ...statuses].join('\n'), [
      'nianbao coverage --years 2023 --kind government',
      'nianbao coverage --by year --province 江苏 --level county',
      'nianbao coverage --missing --years 2023- --json',
    ]);
  },

  async run(_, options, io): Promise<ExitCode> {
    const { years, province, level, kind } = corpusFilter(options);
    const filter = {
      ...(years && { years }),
      ...(province && { province }),
      ...(level && { level }),
      ...(kind && { kind }),
    };
    const { by, limit } = checkedOptions(options, OPTIONS, { by: GROUPS.join(', '), limit: corpusMessages.aNumber });
    const isJson = options.json === true;
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      if (options.organs !== true && options.missing !== true) {
        const rows = coverage(store, filter, by);
        if (isJson) for (const row of rows) io.out(`${JSON.stringify(row)}\n`);
        else io.out(rows.length === 0 ? `${coverageMessages.none}\n` : drawCounts(rows, by, io.columns));
        return EXIT.ok;
      }
      let left = 0;
      const shown: LedgerEntry[] = [];
      for (const entry of ledger(store, filter)) {
        if (options.missing === true && SETTLED.has(entry.status)) continue;
        if (isJson) io.out(`${JSON.stringify(entry)}\n`);
        else if (shown.length < limit) shown.push(entry);
        else left++;
      }
      if (!isJson) io.out(drawEntries(shown, io.columns));
      if (left > 0) io.err(`${coverageMessages.more(left)}\n`);
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

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
