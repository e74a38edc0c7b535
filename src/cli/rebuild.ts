import type { Command } from 'commander';
import { told } from '../language/told.ts';
import { type RebuildSummary, rebuild } from '../rebuild/rebuild.ts';
import { type CliCommand, EXIT, type ExitCode, type Io } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder } from './data-folder.ts';
import { archiveMessages } from './messages/archive.ts';
import { commonMessages } from './messages/common.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = archiveMessages.rebuild;
    command
      .option('--data <dir>', commonMessages.data)
      .option('--json', archiveMessages.summaryJson, false)
      .option('--quiet', commonMessages.quiet, false);
    helpAfter(command, m.about, ['nianbao rebuild', 'nianbao rebuild --data /srv/nianbao --json']);
  },

  async run(_args, options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    const tell =
      options.quiet === true || options.json === true ? () => undefined : (line: string) => io.err(`${line}\n`);
    const summary = await rebuild({
      dataDir,
      signal: io.signal,
      pool: io.pool,
      onProgress: (done, all) => {
        if (done === all || done % 100 === 0) tell(archiveMessages.rebuild.progress(done, all));
      },
      onReading: (waiting) => tell(archiveMessages.reading(waiting)),
    });
    if (options.json === true) io.out(`${JSON.stringify(summary)}\n`);
    else print(summary, io);
    if (!summary.complete) return EXIT.interrupted;
    return summary.damage.length > 0 ? EXIT.failures : EXIT.ok;
  },
};

function print(summary: RebuildSummary, io: Io): void {
  const line = (text: string) => io.out(`${text}\n`);
  const m = archiveMessages.rebuild;
  if (!summary.complete) {
    line(archiveMessages.asItWas);
    return;
  }
  line(m.rebuilt(summary.files, summary.captures, summary.runs));
  line(m.reports(summary.reports, summary.documents, summary.unreadable));
  if (summary.damage.length > 0) line(m.damaged(summary.damage.length));
  for (const one of summary.damage) line(`  ${told(one)}`);
  if (summary.formerDatabase !== null) line(m.former(summary.formerDatabase));
}
