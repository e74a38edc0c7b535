import { Presets, SingleBar } from 'cli-progress';
import { type ImportProgress, MOST_WAITING } from '../../import/progress.ts';
import type { Io } from '../command.ts';
import { importMessages } from '../messages/import.ts';
import { printable } from '../terminal.ts';

/** Shows how far an import is. */
export interface ImportDisplay {
  show(progress: ImportProgress): void;
  /** A line for the person, without tearing the bar. */
  say(line: string): void;
  stop(): void;
}

/** A bar on a terminal, a line now and then elsewhere, nothing when asked to be quiet. */
export function startDisplay(io: Io, quiet: boolean): ImportDisplay {
  if (quiet) return { show: () => undefined, say: () => undefined, stop: () => undefined };
  return io.terminal && process.stderr.isTTY ? bar() : lines(io);
}

function bar(): ImportDisplay {
  const screen = new SingleBar(
    { format: ' {bar} {percentage} %  {files}  {waiting}', hideCursor: true, stream: process.stderr },
    Presets.shades_classic,
  );
  screen.start(1, 0, { files: '', waiting: '' });
  return {
    show: (progress) => {
      screen.setTotal(Math.max(1, progress.bytesTotal));
      screen.update(progress.bytes, { files: filesOf(progress), waiting: waitingOf(progress) });
    },
    say: (line) => process.stderr.write(`\r\u001b[K${printable(line)}\n`),
    stop: () => screen.stop(),
  };
}

/** Between two lines, milliseconds: a log of a night's import stays readable. */
const LINE_EVERY_MS = 5_000;

function lines(io: Io): ImportDisplay {
  let at = Date.now();
  return {
    show: (progress) => {
      if (Date.now() - at < LINE_EVERY_MS) return;
      at = Date.now();
      io.err(`${[filesOf(progress), waitingOf(progress)].filter(Boolean).join(', ')}\n`);
    },
    say: (line) => io.err(`${line}\n`),
    stop: () => undefined,
  };
}

const filesOf = ({ files, filesTotal }: ImportProgress): string => importMessages.progress(files, filesTotal);

function waitingOf({ waiting }: ImportProgress): string {
  if (waiting === 0) return '';
  return waiting >= MOST_WAITING ? importMessages.manyWaiting(MOST_WAITING) : importMessages.waiting(waiting);
}
