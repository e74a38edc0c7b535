import type { Command } from 'commander';
import { findReports, type ReportFilter, reportDetails } from '../store/reports.ts';
import { openStore, type Store } from '../store/store.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { dataFolder } from './data-folder.ts';
import { oneReport, wholeNumber } from './report/find.ts';
import { reportJson } from './report/json.ts';
import { listReports, showReport } from './report/view.ts';

/** As many as a terminal shows; more on request. */
const LIST_LIMIT = 100;

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .argument('<action>', '`show` one report, or `list` many')
      .argument('[organ]', 'the organ’s name, or a part of it')
      .argument('[year]', 'the report year')
      .option('--data <dir>', 'data folder: database and archive')
      .option('--portal <id>', 'only reports of this portal')
      .option('--year <year>', 'only reports of this year (list)')
      .option('--edition <number>', 'an older edition (show)')
      .option('--limit <number>', 'list at most so many', String(LIST_LIMIT))
      .option('--json', 'print JSON', false)
      .addHelpText(
        'after',
        `
${'✗'} marks what a failed check is about, ~ a number recognised from pixels.

Examples:
  nianbao report list --year 2023
  nianbao report show 北京市大兴区西红门镇人民政府 2020
  nianbao report show 西红门 2020 --json`,
      );
  },

  async run([action, organ, year], options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    const store = openStore(dataDir, { readonly: true });
    try {
      if (action === 'list')
        return list(store, filterOf(organ, year ?? options.year, options), options.json === true, io);
      if (action !== 'show') throw new UsageError(`\`report ${action}\`: say \`report show\` or \`report list\``);
      if (organ === undefined || year === undefined) {
        throw new UsageError('`report show` needs an organ and a year: nianbao report show 西红门 2020');
      }
      const row = oneReport(store, filterOf(organ, year, options), options.edition);
      const details = reportDetails(store, row);
      io.out(
        options.json === true ? `${JSON.stringify(reportJson(details))}\n` : showReport(details, dataDir, io.columns),
      );
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

function filterOf(organ: string | undefined, year: unknown, options: CliOptions): ReportFilter {
  return {
    ...(organ === undefined ? {} : { organ }),
    ...(year === undefined ? {} : { year: wholeNumber(year, 'year') }),
    ...(options.portal === undefined ? {} : { portal: String(options.portal) }),
    limit: wholeNumber(options.limit, '--limit'),
  };
}

function list(store: Store, filter: ReportFilter, json: boolean, io: Io): ExitCode {
  const rows = findReports(store, filter);
  if (json) for (const { id: _id, ...row } of rows) io.out(`${JSON.stringify(row)}\n`);
  else io.out(rows.length === 0 ? 'no reports\n' : listReports(rows));
  if (rows.length === filter.limit) io.err(`Only the first ${filter.limit}; --limit shows more.\n`);
  return EXIT.ok;
}
