import type { Command } from 'commander';
import { isDataFolderHeld } from '../store/lock.ts';
import { listRuns, type Run, type RunOutcome } from '../store/runs.ts';
import { openStore } from '../store/store.ts';
import { type CliCommand, EXIT, type ExitCode, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder, pastedCommand } from './data-folder.ts';
import { durationText } from './duration.ts';
import { commonMessages } from './messages/common.ts';
import { runsMessages } from './messages/runs.ts';
import { tellOutdated } from './outdated.ts';
import { pad, wrapWords } from './wrap.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .option('--data <dir>', commonMessages.data)
      .option('--limit <number>', runsMessages.limit, '20')
      .option('--json', runsMessages.json, false);
    helpAfter(command, runsMessages.about, ['nianbao runs', 'nianbao runs --limit 1 --json']);
  },

  async run(_args, options, io): Promise<ExitCode> {
    const limit = Number(options.limit);
    if (!Number.isSafeInteger(limit) || limit < 1) throw new UsageError(runsMessages.limitTakes(String(options.limit)));
    const dataDir = dataFolder(options);
    const store = openStore(dataDir, { readonly: true });
    try {
      // One run at a time writes to a data folder: where nobody does, a run without an end was killed.
      const isHeld = isDataFolderHeld(dataDir);
      const runs = listRuns(store, limit).map((run) => ({ ...run, state: stateOf(run, isHeld) }));
      if (options.json === true) for (const run of runs) io.out(`${JSON.stringify(run)}\n`);
      else
        io.out(
          runs.length === 0
            ? `${runsMessages.none}\n`
            : runs.map((run) => drawRun(run, dataDir, io.columns)).join('\n'),
        );
      tellOutdated(store, io);
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

/** How a run ended, or that it goes on. */
export type RunState = RunOutcome | 'running';

export const stateOf = ({ outcome }: Pick<Run, 'outcome'>, isHeld: boolean): RunState =>
  outcome ?? (isHeld ? 'running' : 'crashed');

/** A line of facts, one of the portals, and the command as it can be pasted, to the width of the screen. */
function drawRun(run: Run & { readonly state: RunState }, dataDir: string, columns: number): string {
  const facts = [
    pad(String(run.id), 4, 'right'),
    localTime(run.started_at),
    pad(took(run), 12),
    pad(runsMessages.outcome[run.state], 11),
  ].join('  ');
  const lines = [
    `${facts.trimEnd()}`,
    indented(countsText(run.summary), columns),
    indented(portalsText(run.summary), columns),
  ];
  return `${[...lines.filter((line) => line !== ''), indented(pastedCommand(run.command, dataDir), columns)].join('\n')}\n`;
}

const INDENT = ' '.repeat(6);
const indented = (text: string, columns: number): string => (text === '' ? '' : wrapWords(INDENT + text, columns));

/** `2026-11-29 18:24`, in the time zone of this machine. */
export function localTime(iso: string): string {
  const date = new Date(iso);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

const took = ({ started_at, ended_at }: Run): string =>
  ended_at === null ? '' : durationText(Date.parse(ended_at) - Date.parse(started_at));

/** The summary's plain numbers that have a name; what is zero is left out. */
export function countsText(summary: unknown): string {
  if (typeof summary !== 'object' || summary === null) return '';
  return Object.entries(runsMessages.counts)
    .flatMap(([name, say]) => {
      const value: unknown = Reflect.get(summary, name);
      return typeof value === 'number' && value !== 0 ? [say(value)] : [];
    })
    .join(', ');
}

/** Portals named in a line; the others are counted. */
const MOST_NAMED = 6;

function portalsText(summary: unknown): string {
  const portals: unknown = typeof summary === 'object' && summary !== null ? Reflect.get(summary, 'portals') : null;
  if (!Array.isArray(portals) || portals.length === 0) return '';
  const names = portals.slice(0, MOST_NAMED).map(String);
  const rest = portals.length - names.length;
  return runsMessages.portals(portals.length, [...names, ...(rest > 0 ? [runsMessages.others(rest)] : [])].join(', '));
}
