import type { Command } from 'commander';
import { apply, compareAll, type ReextractSummary } from '../reextract/reextract.ts';
import { type CliCommand, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { dataFolder } from './data-folder.ts';

const KINDS = ['won', 'lost', 'other', 'failing'] as const;
type ChangeKind = (typeof KINDS)[number];
const MOST_SHOWN = 20;
const MOST_CELLS = 5;

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .option('--data <dir>', 'data folder: database and archive')
      .option(
        '--where <sql>',
        'only these: a condition over report, payload and document, as "year = 2023 AND format = \'pdf\'"',
      )
      .option('--apply', 'write it: read and file anew what is chosen', false)
      .option('--fail-on <kinds>', `end with 1 where there are any: ${KINDS.join(', ')}`)
      .option('--json', 'print all changes as JSON', false)
      .option('--quiet', 'no progress', false)
      .addHelpText(
        'after',
        `
Reads the archived documents with the present extractor and shows what would change: cells won, lost and other, checks newly failing or
mended. Nothing is written without --apply; with it and --fail-on, only where nothing of that kind was found. Exit codes: 0 all well;
1 changes of a kind in --fail-on; 2 wrong usage; 3 another run holds the data folder; 130 interrupted.

Examples:
  nianbao reextract
  nianbao reextract --where "portal_id = 'beijing-daxing'" --apply
  nianbao reextract --fail-on lost,other`,
      );
  },

  async run(_args, options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    const failOn = kindsOf(options.failOn);
    const where = typeof options.where === 'string' ? options.where : null;
    const tell =
      options.quiet === true || options.json === true ? () => undefined : (line: string) => io.err(`${line}\n`);
    const chosen = { dataDir, where, signal: io.signal, pool: io.pool };
    const summary = await compareAll({
      ...chosen,
      onProgress: (done, all) => {
        if (done === all || done % 500 === 0) tell(`${done} of ${all} documents read`);
      },
    });
    if (options.json === true) io.out(`${JSON.stringify(summary)}\n`);
    else print(summary, io);
    if (!summary.complete) return EXIT.interrupted;
    if (failOn.some((kind) => countOf(summary, kind) > 0)) return EXIT.failures;
    if (options.apply !== true) return EXIT.ok;
    const command = ['nianbao reextract', ...(where === null ? [] : [`--where "${where}"`]), '--apply'].join(' ');
    const { documents } = await apply({ ...chosen, command });
    if (options.json !== true) io.out(`Applied: ${documents} documents filed anew\n`);
    return io.signal.aborted ? EXIT.interrupted : EXIT.ok;
  },
};

function kindsOf(value: unknown): ChangeKind[] {
  if (typeof value !== 'string') return [];
  const kinds = value.split(',').map((word) => word.trim());
  const wrong = kinds.find((kind) => !KINDS.some((known) => known === kind));
  if (wrong !== undefined) throw new UsageError(`--fail-on takes ${KINDS.join(', ')}, not "${wrong}"`);
  return KINDS.filter((kind) => kinds.includes(kind));
}

const countOf = (summary: ReextractSummary, kind: ChangeKind): number =>
  kind === 'failing' ? summary.checks_failing : summary[kind];

function print(summary: ReextractSummary, io: Io): void {
  const line = (text: string) => io.out(`${text}\n`);
  line(`Documents: ${summary.documents} read, ${summary.outdated} of all were stored by an older extractor`);
  line(
    `Cells:     ${summary.won} won, ${summary.lost} lost, ${summary.other} other, in ${summary.reports_changed} reports`,
  );
  line(`Checks:    ${summary.checks_failing} newly failing, ${summary.checks_mended} mended`);
  for (const one of summary.unreadable.slice(0, MOST_SHOWN)) line(`  unreadable  ${one}`);
  for (const { organ, year, url, won, lost, other } of summary.changes.slice(0, MOST_SHOWN)) {
    line(`  ${organ} ${year}  ${url}`);
    const cells = [...other, ...lost, ...won];
    for (const { cell, before, after } of cells.slice(0, MOST_CELLS))
      line(`    ${cell}: ${before ?? '–'} → ${after ?? '–'}`);
    if (cells.length > MOST_CELLS) line(`    … and ${cells.length - MOST_CELLS} more`);
  }
  if (summary.changes.length > MOST_SHOWN)
    line(`  … and ${summary.changes.length - MOST_SHOWN} more reports: --json shows all`);
}
