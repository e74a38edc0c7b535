import type { Io } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import { workers } from './workers.ts';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, not on a terminal. */
export const nianbao = (...argv: string[]): Promise<CliResult> => nianbaoWith({}, ...argv);

/** The same with a part of what surrounds it replaced, as its pool of workers. */
export async function nianbaoWith(around: Partial<Io>, ...argv: string[]): Promise<CliResult> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    terminal: false,
    columns: 100,
    signal: new AbortController().signal,
    pool: workers,
    ...around,
  };
  const code = await main(argv, io);
  return { code, out, err };
}
