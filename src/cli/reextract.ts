import type { Command } from 'commander';
import { apply, compareAll, type ReextractSummary } from '../reextract/reextract.ts';
import type { Recovery } from '../store/recovery.ts';
import { type CliCommand, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder } from './data-folder.ts';
import { archiveMessages } from './messages/archive.ts';
import { commonMessages } from './messages/common.ts';
import { commandLine } from './next.ts';
import { recoveryLines } from './recovered.ts';
import { bringUpToDate } from './up-to-date.ts';

const KINDS = ['won', 'lost', 'other', 'failing'] as const;
type ChangeKind = (typeof KINDS)[number];
const MOST_SHOWN = 20;
const MOST_CELLS = 5;

export const command: CliCommand = {
  configure(command: Command): void {
    const m = archiveMessages.reextract;
    command
      .option('--data <dir>', commonMessages.data)
      .option('--where <sql>', m.where)
      .option('--apply', m.apply, false)
      .option('--fail-on <kinds>', m.failOn(KINDS.join(', ')))
      .option('--json', m.json, false)
      .option('--quiet', commonMessages.quiet, false);
    helpAfter(command, m.about, [
      'nianbao reextract',
      `nianbao reextract --where "portal_id = 'beijing-daxing'" --apply`,
      'nianbao reextract --fail-on lost,other',
    ]);
  },

  async run(_args, options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    const failOn = kindsOf(options.failOn);
    bringUpToDate(dataDir, io);
    const where = typeof options.where === 'string' ? options.where : null;
    const tell =
      options.quiet === true || options.json === true ? () => undefined : (line: string) => io.err(`${line}\n`);
    const chosen = { dataDir, where, signal: io.signal, pool: io.pool };
    const summary = await compareAll({
      ...chosen,
      onProgress: (done, all) => {
        if (done === all || done % 500 === 0) tell(archiveMessages.reextract.progress(done, all));
      },
    });
    if (options.json === true) io.out(`${JSON.stringify(summary)}\n`);
    else print(summary, io);
    if (!summary.complete) return EXIT.interrupted;
    if (failOn.some((kind) => countOf(summary, kind) > 0)) return EXIT.failures;
    if (options.apply !== true) return EXIT.ok;
    const command = commandLine(['nianbao', 'reextract', ...(where === null ? [] : ['--where', where]), '--apply']);
    const onRecovery = (files: readonly Recovery[]) => {
      for (const line of recoveryLines(files)) io.err(`${line}\n`);
    };
    const applied = await apply({ ...chosen, command, onRecovery });
    if (options.json !== true) io.out(`${archiveMessages.reextract.applied(applied)}\n`);
    return io.signal.aborted ? EXIT.interrupted : EXIT.ok;
  },
};

function kindsOf(value: unknown): ChangeKind[] {
  if (typeof value !== 'string') return [];
  const kinds = value.split(',').map((word) => word.trim());
  const wrong = kinds.find((kind) => !KINDS.some((known) => known === kind));
  if (wrong !== undefined) throw new UsageError(commonMessages.takes('--fail-on', KINDS.join(', '), wrong));
  return KINDS.filter((kind) => kinds.includes(kind));
}

const countOf = (summary: ReextractSummary, kind: ChangeKind): number =>
  kind === 'failing' ? summary.checks_failing : summary[kind];

function print(summary: ReextractSummary, io: Io): void {
  const line = (text: string) => io.out(`${text}\n`);
  const m = archiveMessages.reextract;
  const { won, lost, other, reports_changed: reports } = summary;
  line(m.documents(summary.documents, summary.outdated));
  line(m.cells({ won, lost, other, reports }));
  line(m.checks(summary.checks_failing, summary.checks_mended));
  for (const one of summary.unreadable.slice(0, MOST_SHOWN)) line(`  ${m.unreadable(one)}`);
  for (const { organ, year, url, won, lost, other } of summary.changes.slice(0, MOST_SHOWN)) {
    line(`  ${organ} ${year}  ${url}`);
    const cells = [...other, ...lost, ...won];
    for (const { cell, before, after } of cells.slice(0, MOST_CELLS))
      line(`    ${cell}: ${before ?? '–'} → ${after ?? '–'}`);
    if (cells.length > MOST_CELLS) line(`    ${m.more(cells.length - MOST_CELLS)}`);
  }
  if (summary.changes.length > MOST_SHOWN) line(`  ${m.moreReports(summary.changes.length - MOST_SHOWN)}`);
}
