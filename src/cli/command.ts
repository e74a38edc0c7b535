import type { Command } from 'commander';
import type { CrawlWorkers } from '../crawlers/run.ts';

/** What the process's exit code means; documented in README.md and docs/operations.md. */
export const EXIT = {
  /** All well. */
  ok: 0,
  /** Finished, with failures listed. */
  failures: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** Another run holds the data folder. */
  locked: 3,
  /** A night found lists that are not known to be read to their end, and nothing worse. */
  incomplete: 4,
  /** No room on the disk, or too little for the next nights. */
  disk: 5,
  /** Our own network was gone; the same command goes on. */
  network: 6,
  /** A health check: the last run crashed, or is too long ago. */
  stale: 7,
  /** Interrupted; run the same command again to go on. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command's surroundings; tests pass their own. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `out` is a terminal: bars and colours only there. */
  readonly terminal: boolean;
  /** Width of the terminal in columns. */
  readonly columns: number;
  /** Aborted on SIGINT/SIGTERM: stop cleanly, leave everything resumable. */
  readonly signal: AbortSignal;
  /** Workers that read the files, where several commands of one process share them; default: each command's own. */
  readonly pool?: CrawlWorkers;
}

/** Options as commander parsed them; each command checks its own. */
export type CliOptions = Readonly<Record<string, unknown>>;

/** One file in this folder is one command; main.ts loads only the one that is called. */
export interface CliCommand {
  /** Declares arguments, options, description and examples. */
  configure(command: Command): void;
  /** Runs it with commander's parsed arguments and options. */
  run(args: readonly string[], options: CliOptions, io: Io): Promise<ExitCode>;
}

/** A mistake of the person who typed the command or wrote the config: printed as one line, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
