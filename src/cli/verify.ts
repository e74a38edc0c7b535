import type { Command } from 'commander';
import { told } from '../language/told.ts';
import { type Verified, verify } from '../verify/verify.ts';
import { type CliCommand, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder } from './data-folder.ts';
import { archiveMessages } from './messages/archive.ts';
import { commonMessages } from './messages/common.ts';

/** Enough for a night; a database of 100,000 records has had its turn in a third of a year. */
const SAMPLE = 1000;
const MOST_SHOWN = 50;

export const command: CliCommand = {
  configure(command: Command): void {
    const m = archiveMessages.verify;
    command
      .option('--data <dir>', commonMessages.data)
      .option('--sample <n>', m.sample, String(SAMPLE))
      .option('--full', m.full, false)
      .option('--json', m.json, false);
    helpAfter(command, m.about, ['nianbao verify', 'nianbao verify --full', 'nianbao verify --sample 200 --json']);
  },

  async run(_args, options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    if (!/^[1-9]\d{0,8}$/.test(String(options.sample))) throw new UsageError(archiveMessages.verify.sampleTakes);
    const sample = options.full === true ? null : Number(options.sample);
    const verified = verify({ dataDir, sample, database: true, signal: io.signal });
    if (options.json === true) io.out(`${JSON.stringify(verified)}\n`);
    else printVerified(verified, io, sample === null);
    if (io.signal.aborted) return EXIT.interrupted;
    return verified.findings.length > 0 ? EXIT.failures : EXIT.ok;
  },
};

/** What is damaged, what it costs, and what to do. */
export function printVerified(
  { records, files, findings, costs, knownDamaged }: Verified,
  io: Pick<Io, 'out'>,
  isAll = false,
): void {
  const line = (text: string) => io.out(`${text}\n`);
  const m = archiveMessages.verify;
  line(m.checked(records, files));
  if (knownDamaged > 0) line(m.known(knownDamaged));
  if (findings.length === 0) {
    line(isAll ? m.well : m.wellSoFar);
    return;
  }
  line(m.damaged(findings.length));
  for (const { place, what, todo } of findings.slice(0, MOST_SHOWN)) {
    line(`  ${place}: ${told(what)}`);
    line(`    → ${told(todo)}`);
  }
  if (findings.length > MOST_SHOWN) line(`  ${archiveMessages.moreShown(findings.length - MOST_SHOWN)}`);
  if (costs.length === 0) return;
  line(m.costs(costs.length));
  for (const { portal, organ, year } of costs.slice(0, MOST_SHOWN)) line(`  ${organ} ${year} (${portal})`);
}
