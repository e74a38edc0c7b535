import type { Command } from 'commander';
import { acknowledge, acknowledgements, takeBack } from '../nightly/acknowledge.ts';
import { FINDING_KINDS, type FindingKind } from '../store/nights/kinds.ts';
import { openStore, type Store } from '../store/store.ts';
import { dayAfter, dayOf, systemClock } from '../vocabulary/clock.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder } from './data-folder.ts';
import { ackMessages } from './messages/ack.ts';
import { commonMessages } from './messages/common.ts';
import { statusMessages } from './messages/status.ts';
import { shellWord } from './next.ts';
import { drawTable, wrap } from './report/text.ts';
import { bringUpToDate } from './up-to-date.ts';

/** Days for which something is known where nobody says. */
const USUAL_DAYS = 90;
const WIDTH = 30;

export const command: CliCommand = {
  configure(command: Command): void {
    const m = ackMessages;
    command
      .argument('[finding...]', m.findings)
      .option('--reason <words>', m.reason)
      .option('--until <day>', m.until)
      .option('--remove', m.remove, false)
      .option('--data <dir>', commonMessages.data)
      .option('--json', m.json, false);
    helpAfter(command, m.about, [
      `nianbao ack 12 --reason ${shellWord(m.reasonClosed)}`,
      `nianbao ack 12 13 --reason ${shellWord(m.reasonRedesign)} --until 2027-01-31`,
      'nianbao ack',
      'nianbao ack --remove 3',
    ]);
  },

  async run(args, options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    bringUpToDate(dataDir, io);
    const store = openStore(dataDir, { readonly: args.length === 0 });
    try {
      if (args.length === 0) list(store, options, io);
      else if (options.remove === true) remove(store, args, io);
      else add(store, args, options, io);
      return EXIT.ok;
    } finally {
      store.close();
    }
  },
};

function add(store: Store, args: readonly string[], options: CliOptions, io: Io): void {
  const reason = typeof options.reason === 'string' ? options.reason.trim() : '';
  if (reason === '') throw new UsageError(ackMessages.needsReason);
  const madeOn = dayOf(systemClock());
  const expiresOn = readDay(options.until, madeOn);
  for (const given of args) {
    const finding = numberOf(given);
    if (finding === null || !acknowledge(store, { finding, reason, madeOn, expiresOn }))
      throw new UsageError(ackMessages.noFinding(given));
    io.out(`${ackMessages.done(String(finding), expiresOn)}\n`);
  }
}

function remove(store: Store, args: readonly string[], io: Io): void {
  for (const given of args) {
    const id = numberOf(given);
    if (id === null || !takeBack(store, id)) throw new UsageError(ackMessages.noSuch(given));
    io.out(`${ackMessages.taken(given)}\n`);
  }
}

/** `12`, `#12`. */
const numberOf = (text: string): number | null => (/^#?\d{1,9}$/.test(text) ? Number(text.replace('#', '')) : null);

function readDay(given: unknown, today: string): string {
  if (given === undefined) return dayAfter(today, USUAL_DAYS);
  const day = String(given);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && dayOf(Date.parse(day)) === day;
  if (!isDay || day <= today) throw new UsageError(ackMessages.untilTakes(day));
  return day;
}

function list(store: Store, options: CliOptions, io: Io): void {
  const all = acknowledgements(store);
  if (options.json === true) for (const one of all) io.out(`${JSON.stringify(one)}\n`);
  else if (all.length === 0) io.out(`${ackMessages.none}\n`);
  else {
    const { id, what, until, reason } = ackMessages.head;
    const rows = all.map((one) => [
      String(one.id),
      wrap(`${one.name}: ${isKind(one.kind) ? statusMessages.kind[one.kind] : one.kind}`, WIDTH),
      one.expires_on,
      wrap(one.reason, WIDTH),
    ]);
    io.out(`${drawTable([id, what, until, reason], rows, 'left')}\n`);
  }
}

const isKind = (text: string): text is FindingKind => Object.hasOwn(FINDING_KINDS, text);
