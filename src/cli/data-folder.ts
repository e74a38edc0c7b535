import { readEnvironment } from '../config/environment.ts';
import type { CliOptions } from './command.ts';
import { shellWord } from './next.ts';

/** The data folder of a command: `--data`, else `NIANBAO_DATA`, else `data`. */
export function dataFolder(options: CliOptions): string {
  return typeof options.data === 'string' ? options.data : readEnvironment().dataDir;
}

/** How the next command names it, where it would not find it by itself. */
export function dataOption(dataDir: string): string {
  return dataDir === readEnvironment().dataDir ? '' : ` --data ${shellWord(dataDir)}`;
}

/** A run's command as it can be pasted: no run notes its data folder, since it is noted there. */
export const pastedCommand = (command: string, dataDir: string): string => `${command}${dataOption(dataDir)}`;
