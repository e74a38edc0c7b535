import type { Command } from 'commander';
import type { GovernmentLevel, OrganKind } from '../organs/index.ts';
import { type CorpusFilter, REPORT_STATUSES, type ReportStatus } from '../query/filter.ts';
import { UsageError } from './command.ts';
import { commonMessages } from './messages/common.ts';
import { corpusMessages } from './messages/corpus.ts';

/** Options that say which reports are meant, the same in every command that asks the database. */
export function addCorpusOptions(command: Command): Command {
  const m = corpusMessages;
  return command
    .option('--years <from-to>', m.years)
    .option('--province <name>', m.province)
    .option('--city <name>', m.city)
    .option('--level <level>', m.level)
    .option('--kind <kind>', m.kind)
    .option('--organ <name>', m.organ)
    .option('--template <form>', m.template)
    .option('--portal <id>', m.portal)
    .option('--containing <words>', m.containing)
    .option('--where <condition>', m.where)
    .option('--failing [rule]', m.failing)
    .option('--status <status>', m.status(REPORT_STATUSES.join(', ')))
    .option('--data <dir>', commonMessages.data);
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
    ...given('containing', text('containing')),
    ...given('where', text('where')),
  };
}

const given = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });

function yearsOf(text: string): [number, number] {
  const [, from, dash, to] = /^(\d{4})?(-)?(\d{4})?$/.exec(text) ?? [];
  if (from === undefined && to === undefined) throw new UsageError(corpusMessages.yearsTake(text));
  return [Number(from ?? 0), Number(to ?? (dash === undefined ? from : 9999))];
}
