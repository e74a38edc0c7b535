import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { told } from '../language/told.ts';
import { type MergeSummary, merge } from '../merge/merge.ts';
import { type CliCommand, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { archiveMessages } from './messages/archive.ts';
import { commonMessages } from './messages/common.ts';
import { pad } from './wrap.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = archiveMessages.merge;
    command
      .argument('<target>', m.target)
      .argument('<source...>', m.sources)
      .option('--json', archiveMessages.summaryJson, false)
      .option('--quiet', commonMessages.quiet, false);
    helpAfter(command, m.about, ['nianbao merge data /mnt/usb/data', 'nianbao merge all north south west']);
  },

  async run([target = '', ...sources], options, io): Promise<ExitCode> {
    const strange = sources.find((source) => !existsSync(join(source, 'warc')));
    if (strange !== undefined) throw new UsageError(archiveMessages.merge.strange(strange));
    if (sources.some((source) => resolve(source) === resolve(target)))
      throw new UsageError(archiveMessages.merge.itself(target));
    const tell =
      options.quiet === true || options.json === true ? () => undefined : (line: string) => io.err(`${line}\n`);
    const summary = await merge({
      dataDir: target,
      sources,
      signal: io.signal,
      pool: io.pool,
      onCopied: (file, what) => tell(`${pad(archiveMessages.merge.copied[what], 8)} ${file}`),
      onReading: (waiting) => tell(archiveMessages.reading(waiting)),
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
  const m = archiveMessages.merge;
  line(m.files(files.new, files.longer, files.known));
  for (const one of conflicts) line(`  ${m.conflict(one)}`);
  if (rebuilt === null) line(m.nothingNew);
  else if (!rebuilt.complete) line(m.again);
  else line(m.reports(rebuilt.reports, rebuilt.documents, rebuilt.runs));
  for (const one of rebuilt?.damage ?? []) line(`  ${m.damaged(told(one))}`);
}
