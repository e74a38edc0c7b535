import { readFileSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import { EXIT } from './command.ts';
import { mainMessages } from './messages/main.ts';

/**
 * Prints, and never hinders what is being stored: a reader that went away or a full disk of the log silences it. Where nothing is stored,
 * there is nothing to go on for: a reader that went away (`| head`) ends the process, a full disk ends it with a word on it.
 */
export function tellingTo(stream: WriteStream, goesOn: boolean): (text: string) => void {
  let silent = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!silent && error.code !== 'EPIPE') tellLost(stream, error);
    silent = true;
    if (!goesOn) process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failures);
  });
  return (text) => {
    if (!silent) stream.write(text);
  };
}

function tellLost(stream: WriteStream, error: Error): void {
  if (stream === process.stdout) process.stderr.write(`nianbao: ${mainMessages.outputLost(error.message)}\n`);
}

/** nohup opens what was a terminal's input for writing only; shells name it in `_`. */
export function isUnderNohup(): boolean {
  if (/(?:^|\/)nohup$/.test(process.env._ ?? '')) return true;
  try {
    const flags = /^flags:\s+(\d+)/m.exec(readFileSync('/proc/self/fdinfo/0', 'latin1'))?.[1] ?? '0';
    return (Number.parseInt(flags, 8) & 1) === 1;
  } catch {
    // No such folder outside of Linux.
    return false;
  }
}
