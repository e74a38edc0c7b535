import type { Command } from 'commander';
import { listRuns, type Run } from '../store/runs.ts';
import { openStore } from '../store/store.ts';
import { type CliCommand, EXIT, type ExitCode, UsageError } from './command.ts';
import { dataFolder } from './data-folder.ts';
import { tellOutdated } from './outdated.ts';
import { drawTable, wrap } from './report/text.ts';

const COMMAND_WIDTH = 40;

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .option('--data <dir>', 'data folder: database and archive')
      .option('--limit <number>', 'at most so many, the newest first', '20')
      .option('--json', 'print JSON, one object a run', false)
      .addHelpText(
        'after',
        `
Outcomes: ok; failures (some pages or files, listed in the summary); interrupted; crashed (killed). The last two go on where they
were when the same command is run again.

Examples:
  nianbao runs
  nianbao runs --limit 1 --json`,
      );
  },

  async run(_args, options, io): Promise<ExitCode> {
    const limit = Number(options.limit);
    if (!Number.isSafeInteger(limit) || limit < 1)
      throw new UsageError(`--limit must be a whole number from 1, not "${options.limit}"`);
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      const runs = listRuns(store, limit);
      if (options.json === true) for (const run of runs) io.out(`${JSON.stringify(run)}\n`);
      else io.out(runs.length === 0 ? 'no runs yet\n' : drawRuns(runs));
      tellOutdated(store, io);
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

function drawRuns(runs: readonly Run[]): string {
  const rows = runs.map((run) => [
    String(run.id),
    run.started_at.slice(0, 19).replace('T', ' '),
    duration(run),
    run.outcome ?? 'running',
    counts(run.summary),
    wrap(run.command, COMMAND_WIDTH),
  ]);
  return `${drawTable(['run', 'started (UTC)', 'took', 'outcome', 'result', 'command'], rows, 'left')}\n`;
}

function duration({ started_at, ended_at }: Run): string {
  if (ended_at === null) return '';
  const seconds = Math.round((Date.parse(ended_at) - Date.parse(started_at)) / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return minutes === 0 ? `${rest} s` : `${minutes} min ${rest} s`;
}

/** The summary's plain numbers, one a line; what is zero is left out. */
function counts(summary: unknown): string {
  if (typeof summary !== 'object' || summary === null) return '';
  return Object.entries(summary)
    .filter(([, value]) => typeof value === 'number' && value !== 0)
    .map(([name, value]) => `${value} ${name.replaceAll('_', ' ')}`)
    .join('\n');
}
