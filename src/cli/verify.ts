import type { Command } from 'commander';
import { type Verified, verify } from '../verify/verify.ts';
import { type CliCommand, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { dataFolder } from './data-folder.ts';

/** Enough for a night; a database of 100,000 records has had its turn in a third of a year. */
const SAMPLE = 1000;
const MOST_SHOWN = 50;

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .option('--data <dir>', 'data folder: database and archive')
      .option('--sample <n>', 'so many records, others each day', String(SAMPLE))
      .option('--full', 'every record of every file', false)
      .option('--json', 'print the findings as JSON', false)
      .addHelpText(
        'after',
        `
Compares archive and database both ways and changes nothing: files and their sizes, records and their digests, SQLite's own integrity and
references, counts. Says what is damaged, which reports depend on it, and what to do. A small sample runs at the end of each crawl. Exit
codes: 0 all well; 1 something is damaged; 2 wrong usage; 130 interrupted.

Examples:
  nianbao verify
  nianbao verify --full
  nianbao verify --sample 200 --json`,
      );
  },

  async run(_args, options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    if (!/^[1-9]\d{0,8}$/.test(String(options.sample))) throw new UsageError('--sample takes a whole number above 0');
    const sample = options.full === true ? null : Number(options.sample);
    const verified = verify({ dataDir, sample, database: true, signal: io.signal });
    if (options.json === true) io.out(`${JSON.stringify(verified)}\n`);
    else printVerified(verified, io);
    if (io.signal.aborted) return EXIT.interrupted;
    return verified.findings.length > 0 ? EXIT.failures : EXIT.ok;
  },
};

/** What is damaged, what it costs, and what to do. */
export function printVerified({ records, files, findings, costs, knownDamaged }: Verified, io: Pick<Io, 'out'>): void {
  const line = (text: string) => io.out(`${text}\n`);
  line(`Checked ${records} records of ${files} archive files`);
  if (knownDamaged > 0)
    line(
      `${knownDamaged} records are known to be damaged; newer ones have taken their place where pages were fetched again`,
    );
  if (findings.length === 0) {
    line('All is well');
    return;
  }
  line(`Damaged: ${findings.length}`);
  for (const { place, what, todo } of findings.slice(0, MOST_SHOWN)) {
    line(`  ${place}: ${what}`);
    line(`    → ${todo}`);
  }
  if (findings.length > MOST_SHOWN) line(`  … and ${findings.length - MOST_SHOWN} more: --json shows all`);
  if (costs.length === 0) return;
  line(`Reports whose source cannot be read again (their numbers stay in the database): ${costs.length}`);
  for (const { portal, organ, year } of costs.slice(0, MOST_SHOWN)) line(`  ${organ} ${year} (${portal})`);
}
