import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type MergeSummary, merge } from '../merge/merge.ts';
import { type CliCommand, EXIT, type ExitCode, type Io, UsageError } from './command.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .argument('<target>', 'the data folder that takes the others in; made where there is none')
      .argument('<source...>', 'data folders of nianbao; they are only read')
      .option('--json', 'print the summary as JSON', false)
      .option('--quiet', 'no progress', false)
      .addHelpText(
        'after',
        `
Copies the archive files of the sources and makes the target's database anew from all of them: history is kept, editions are decided as if
one folder had done it all. The former database is kept beside the new one. Called again, it takes what has come since, or changes nothing.
Exit codes: 0 all well; 1 done, but parts are damaged, or files of one name differ; 2 wrong usage; 3 a run holds one of the folders;
130 interrupted: call it again.

Examples:
  nianbao merge data /mnt/usb/data
  nianbao merge all north south west`,
      );
  },

  async run([target = '', ...sources], options, io): Promise<ExitCode> {
    const strange = sources.find((source) => !existsSync(join(source, 'warc')));
    if (strange !== undefined) throw new UsageError(`${strange} is no data folder: it has no warc/`);
    if (sources.some((source) => resolve(source) === resolve(target)))
      throw new UsageError(`${target} cannot be merged into itself`);
    const tell =
      options.quiet === true || options.json === true ? () => undefined : (line: string) => io.err(`${line}\n`);
    const summary = await merge({
      dataDir: target,
      sources,
      signal: io.signal,
      pool: io.pool,
      onCopied: (file, what) => tell(`${what.padEnd(8)} ${file}`),
      onReading: (waiting) => tell(`reading ${waiting} documents …`),
    });
    if (options.json === true) io.out(`${JSON.stringify(summary)}\n`);
    else print(summary, io);
    if (summary.rebuilt?.complete === false) return EXIT.interrupted;
    const damaged = (summary.rebuilt?.damage.length ?? 0) > 0;
    return damaged || summary.conflicts.length > 0 ? EXIT.failures : EXIT.ok;
  },
};

function print({ files, conflicts, rebuilt }: MergeSummary, io: Io): void {
  const line = (text: string) => io.out(`${text}\n`);
  line(`Files: ${files.new} new, ${files.longer} grown, ${files.known} known`);
  for (const one of conflicts)
    line(`  ${one}: another file of this name is there already, and was kept; one of them is damaged`);
  if (rebuilt === null) line('Nothing new: the database is as it was');
  else if (!rebuilt.complete) line('Interrupted; the database is as it was. Call it again.');
  else line(`Reports: ${rebuilt.reports} current, from ${rebuilt.documents} documents of ${rebuilt.runs} runs`);
  for (const one of rebuilt?.damage ?? []) line(`  damaged: ${one}`);
}
