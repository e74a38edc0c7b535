import type { Command } from 'commander';
import { type RebuildSummary, rebuild } from '../rebuild/rebuild.ts';
import { type CliCommand, EXIT, type ExitCode, type Io } from './command.ts';
import { dataFolder } from './data-folder.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .option('--data <dir>', 'data folder: database and archive')
      .option('--json', 'print the summary as JSON', false)
      .option('--quiet', 'no progress', false)
      .addHelpText(
        'after',
        `
Makes the database anew from the archive alone (warc/), reading every document with the present extractor. The former database is kept
beside it as nianbao.before-rebuild.sqlite; until the new one is whole, nothing is changed. Ctrl-C leaves everything as it was. Exit codes:
0 all well; 1 done, but parts of the archive are damaged (listed); 2 wrong usage; 3 another run holds the data folder; 130 interrupted.

Examples:
  nianbao rebuild
  nianbao rebuild --data /srv/nianbao --json`,
      );
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
        if (done === all || done % 100 === 0) tell(`${done} of ${all} runs of the archive done again`);
      },
      onReading: (waiting) => tell(`reading ${waiting} documents …`),
    });
    if (options.json === true) io.out(`${JSON.stringify(summary)}\n`);
    else print(summary, io);
    if (!summary.complete) return EXIT.interrupted;
    return summary.damage.length > 0 ? EXIT.failures : EXIT.ok;
  },
};

function print(summary: RebuildSummary, io: Io): void {
  const line = (text: string) => io.out(`${text}\n`);
  if (!summary.complete) {
    line('Interrupted; the database is as it was.');
    return;
  }
  line(`Rebuilt from ${summary.files} archive files: ${summary.captures} captures of ${summary.runs} runs`);
  line(
    `Reports: ${summary.reports} current, from ${summary.documents} documents; ${summary.unreadable} files unreadable`,
  );
  if (summary.damage.length > 0)
    line(`Damaged: ${summary.damage.length} stretches, stepped over; their pages are fetched again`);
  for (const one of summary.damage) line(`  ${one}`);
  if (summary.formerDatabase !== null) line(`The former database is kept as ${summary.formerDatabase}`);
}
