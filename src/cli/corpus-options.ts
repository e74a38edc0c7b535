import type { Command } from 'commander';
import type { GovernmentLevel, OrganKind } from '../organs/index.ts';
import { type CorpusFilter, REPORT_STATUSES, type ReportStatus } from '../query/filter.ts';
import { UsageError } from './command.ts';

/** Options that say which reports are meant, the same in every command that asks the database. */
export function addCorpusOptions(command: Command): Command {
  return command
    .option('--years <from-to>', 'report years: 2019-2023, 2021-, or 2022')
    .option('--province <name>', 'organs of this province: 江苏, 江苏省 or 32')
    .option('--city <name>', 'organs of this city: 淮安市')
    .option('--level <level>', 'of government: nation, province, city, county or township')
    .option('--kind <kind>', 'government, department, township, zone or central')
    .option('--organ <name>', 'an organ as printed or in full, or a part of the name')
    .option('--template <form>', 'generation of the form: 2021, 2019, 2014 or none')
    .option('--portal <id>', 'found on this portal')
    .option(
      '--where <condition>',
      'SQL over columns of current_report and over numbers: applications.new_received.total > 1000',
    )
    .option('--failing [rule]', 'with a failing check, of this rule (docs/codebook.md): balance, carried, tenfold …')
    .option('--status <status>', `of which something happened: ${REPORT_STATUSES.join(', ')}`)
    .option('--data <dir>', 'data folder: database and archive');
}

export function corpusFilter(options: Readonly<Record<string, unknown>>): CorpusFilter {
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
  const [level, kind, years] = [text('level'), text('kind'), text('years')];
  const status = text('status');
  const failing = options.failing === true ? true : text('failing');
  return {
    ...(years === undefined ? {} : { years: yearsOf(years) }),
    ...(level === undefined ? {} : { level: level as GovernmentLevel }),
    ...(kind === undefined ? {} : { kind: kind as OrganKind }),
    ...(failing === undefined ? {} : { failing }),
    ...(status === undefined ? {} : { status: status as ReportStatus }),
    ...given('province', text('province')),
    ...given('city', text('city')),
    ...given('organ', text('organ')),
    ...given('template', text('template')),
    ...given('portal', text('portal')),
    ...given('where', text('where')),
  };
}

const given = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });

function yearsOf(text: string): [number, number] {
  const [, from, dash, to] = /^(\d{4})?(-)?(\d{4})?$/.exec(text) ?? [];
  if (from === undefined && to === undefined)
    throw new UsageError(`--years must be like 2019-2023, 2021-, -2018 or 2022, not "${text}"`);
  return [Number(from ?? 0), Number(to ?? (dash === undefined ? from : 9999))];
}
