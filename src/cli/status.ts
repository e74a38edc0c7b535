import type { Command } from 'commander';
import { openStore } from '../store/store.ts';
import { type CliCommand, EXIT, type ExitCode } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { parseNumber } from './crawl/select.ts';
import { dataFolder } from './data-folder.ts';
import { commonMessages } from './messages/common.ts';
import { statusMessages } from './messages/status.ts';
import { localTime } from './runs.ts';
import { complaints } from './status/check.ts';
import { readMorning } from './status/morning.ts';
import { printMorning } from './status/print.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = statusMessages;
    command
      .option('--data <dir>', commonMessages.data)
      .option('--config <dir>', commonMessages.config)
      .option('--nights <n>', m.nights, '7')
      .option('--check', m.check, false)
      .option('--max-age <hours>', m.maxAge, '36')
      .option('--min-nights <n>', m.minNights, '3')
      .option('--json', m.json, false);
    helpAfter(command, m.about, ['nianbao status', 'nianbao status --check --max-age 30', 'nianbao status --json']);
  },

  async run(_args, options, io): Promise<ExitCode> {
    const nights = parseNumber('--nights', options.nights, 1, 366) ?? 7;
    const maxAge = parseNumber('--max-age', options.maxAge, 1, 10_000) ?? 36;
    const minNights = parseNumber('--min-nights', options.minNights, 0, 10_000) ?? 3;
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      const now = new Date();
      const morning = readMorning(store, now.toISOString().slice(0, 10), nights);
      const found = complaints(morning, { maxAge, minNights }, now.getTime());
      if (options.json === true) io.out(`${JSON.stringify({ ...morning, complaints: found })}\n`);
      else if (options.check === true) {
        const last = morning.runs[0];
        const well = statusMessages.well(last === undefined ? '' : localTime(last.started_at));
        io.out(`${found.length === 0 ? well : found.map(({ text }) => text).join('; ')}\n`);
      } else printMorning(morning, options, io);
      if (options.check !== true) return EXIT.ok;
      return found.reduce<ExitCode>((most, { code }) => (code > most ? code : most), EXIT.ok);
    } finally {
      store.close();
    }
  },
};
