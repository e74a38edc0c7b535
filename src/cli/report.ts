import type { Command } from 'commander';
import { findReports, type ReportFilter, reportDetails } from '../store/reports.ts';
import { openStore, type Store } from '../store/store.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder } from './data-folder.ts';
import { commonMessages } from './messages/common.ts';
import { reportMessages } from './messages/report.ts';
import { oneReport, wholeNumber } from './report/find.ts';
import { reportJson } from './report/json.ts';
import { listReports, showReport } from './report/view.ts';

/** As many as a terminal shows; more on request. */
const LIST_LIMIT = 100;

export const command: CliCommand = {
  configure(command: Command): void {
    const m = reportMessages;
    command
      .argument('<action>', m.action)
      .argument('[organ]', m.organArgument)
      .argument('[year]', m.yearArgument)
      .option('--data <dir>', commonMessages.data)
      .option('--portal <id>', m.portalOption)
      .option('--year <year>', m.yearOption)
      .option('--edition <number>', m.editionOption)
      .option('--limit <number>', m.limit, String(LIST_LIMIT))
      .option('--json', m.json, false);
    helpAfter(command, m.about, [
      'nianbao report list --year 2023',
      'nianbao report show 北京市大兴区西红门镇人民政府 2020',
      'nianbao report show 西红门 2020 --json',
    ]);
  },

  async run([action, organ, year], options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    const store = openStore(dataDir, { readonly: true });
    try {
      if (action === 'list')
        return list(store, listFilter(organ, year ?? options.year, options), options.json === true, io);
      if (action !== 'show') throw new UsageError(reportMessages.sayWhich(action ?? ''));
      if (organ === undefined || year === undefined) {
        throw new UsageError(reportMessages.needs);
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

/** A year alone is a year: no organ is called 2023. */
function listFilter(organ: string | undefined, year: unknown, options: CliOptions): ReportFilter {
  const isYear = year === undefined && organ !== undefined && /^(?:19|20)\d\d$/.test(organ);
  return isYear ? filterOf(undefined, organ, options) : filterOf(organ, year, options);
}

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
  else io.out(rows.length === 0 ? `${reportMessages.none}\n` : listReports(rows, io.columns));
  if (rows.length === filter.limit) io.err(`${reportMessages.onlyFirst(rows.length)}\n`);
  return EXIT.ok;
}
