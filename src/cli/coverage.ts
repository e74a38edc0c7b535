import type { Command } from 'commander';
import { z } from 'zod';
import { type LedgerEntry, ledger, STATUSES, type Status } from '../query/coverage/ledger.ts';
import { type CoverageRow, coverage, GROUPS } from '../query/coverage/summary.ts';
import { openStore } from '../store/store.ts';
import { checkedOptions } from './checked-options.ts';
import { type CliCommand, EXIT, type ExitCode } from './command.ts';
import { corpusFilter } from './corpus-options.ts';
import { dataFolder } from './data-folder.ts';
import { drawTable } from './report/text.ts';

/** Nothing to do about these. */
const SETTLED: ReadonlySet<Status> = new Set(['published', 'late', 'withdrawn', 'none']);

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .option('--by <group>', `group by ${GROUPS.join(', ')}`, 'province')
      .option('--years <from-to>', 'report years: 2019-2023, 2021-, or 2022; default: all that have reports')
      .option('--province <name>', 'only this province: 江苏 or 江苏省')
      .option('--level <level>', 'of government: nation, province, city, county or township')
      .option('--kind <kind>', 'government, department, township, zone or central')
      .option('--organs', 'each organ and year, in place of counts', false)
      .option('--missing', 'each organ and year that a run should look for next', false)
      .option('--limit <number>', 'list at most so many organs and years', '200')
      .option('--data <dir>', 'data folder: database and archive')
      .option('--json', 'print JSON Lines (of --organs and --missing without limit)', false)
      .addHelpText(
        'after',
        `
Who ought to publish: the government of every division, every organ of which a report is stored, every organ that a list names. What became of
each report:
${Object.entries(STATUSES)
  .map(([status, words]) => `  ${status.padEnd(15)} ${words}`)
  .join('\n')}

Examples:
  nianbao coverage --years 2023 --kind government
  nianbao coverage --by year --province 江苏 --level county
  nianbao coverage --missing --years 2023- --json`,
      );
  },

  async run(_, options, io): Promise<ExitCode> {
    const { years, province, level, kind } = corpusFilter(options);
    const filter = {
      ...(years && { years }),
      ...(province && { province }),
      ...(level && { level }),
      ...(kind && { kind }),
    };
    const { by, limit } = checkedOptions(options, OPTIONS, TAKES);
    const isJson = options.json === true;
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      if (options.organs !== true && options.missing !== true) {
        const rows = coverage(store, filter, by);
        if (isJson) for (const row of rows) io.out(`${JSON.stringify(row)}\n`);
        else io.out(rows.length === 0 ? 'no reports yet\n' : `${drawCounts(rows, by)}\n`);
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
      if (!isJson) io.out(`${drawEntries(shown)}\n`);
      if (left > 0) io.err(`${left} more; --limit and --json show them.\n`);
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

const OPTIONS = z.object({ by: z.enum(GROUPS), limit: z.coerce.number().int().positive() });

const TAKES: Readonly<Record<string, string>> = { by: GROUPS.join(', '), limit: 'a number' };

const words = (status: Status): string => status.replaceAll('_', '\n');

function drawCounts(rows: readonly CoverageRow[], by: string): string {
  const statuses = (Object.keys(STATUSES) as Status[]).filter((status) =>
    rows.some(({ counts }) => counts[status] > 0),
  );
  const sum = (pick: (row: CoverageRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const body = rows.map(({ group, counts, total, share }) => [
    group ?? 'not known',
    ...statuses.map((status) => String(counts[status])),
    String(total),
    percent(share),
  ]);
  const all = sum(({ total }) => total);
  const held = sum(({ counts }) => counts.published + counts.late);
  body.push([
    'together',
    ...statuses.map((status) => String(sum(({ counts }) => counts[status]))),
    String(all),
    percent(all === 0 ? 0 : held / all),
  ]);
  return drawTable([by, ...statuses.map(words), 'expected', 'in the\ncorpus'], body);
}

function drawEntries(entries: readonly LedgerEntry[]): string {
  if (entries.length === 0) return 'nothing';
  const rows = entries.map(({ publisher, year, status, published_on }) => [
    publisher.name,
    String(year),
    status.replaceAll('_', ' '),
    published_on ?? '',
    publisher.portals.join('\n'),
  ]);
  return drawTable(['organ', 'year', 'status', 'published', 'portals'], rows, 'left');
}
