import type { Command } from 'commander';
import { type ChannelResult, channelResults } from '../store/channels.ts';
import { knownPortals, NOT_READ } from '../store/portal-states.ts';
import { openStore, type Store } from '../store/store.ts';
import { type CliCommand, EXIT, type ExitCode } from './command.ts';
import { dataFolder } from './data-folder.ts';
import { declareFilter, isFiltered, type PortalFilter, passes, readFilter } from './portal-filter.ts';
import { drawTable, wrap } from './report/text.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    declareFilter(command)
      .argument('[portal...]', 'ids of portals; none: all that were crawled')
      .option('--data <dir>', 'data folder: database and archive')
      .option('--incomplete', 'only those that are not known to be complete', false)
      .option('--json', 'print JSON, one object a channel', false)
      .addHelpText(
        'after',
        `
What came of each channel in its last visit: whether its list was read to its end and what says so; rows announced, read, kept, left by
reason, failed. Exit code 0 where all that are shown are complete, else 1.

Examples:
  nianbao channels beijing-daxing
  nianbao channels --incomplete --json
  nianbao channels --province 44 --channel-state unknown`,
      );
  },

  async run(ids, options, io): Promise<ExitCode> {
    const filter = readFilter(options);
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      const all = chosen(store, ids, filter);
      const shown = options.incomplete === true ? all.filter(isDoubtful) : all;
      if (options.json === true) for (const channel of shown) io.out(`${JSON.stringify(channel)}\n`);
      else io.out(shown.length === 0 ? 'no channels\n' : `${drawChannels(shown)}\n`);
      return shown.some(isDoubtful) ? EXIT.failures : EXIT.ok;
    } finally {
      store.close();
    }
  },
};

/** The channels of the portals that are named, or of all; a filter's family and state are those of the channel itself. */
function chosen(store: Store, ids: readonly string[], filter: PortalFilter): ChannelResult[] {
  const portals = isFiltered(filter) ? knownPortals(store).filter((portal) => passes(portal, filter)) : null;
  const passing = new Set(portals?.map(({ id }) => id));
  const all = ids.length === 0 ? channelResults(store, null) : ids.flatMap((id) => channelResults(store, id));
  if (portals === null) return all;
  const { platform, channelState: state } = filter;
  return all
    .filter((channel) => passing.has(channel.portal))
    .filter((channel) => platform === null || channel.platform === platform)
    .filter((channel) => state === null || (channel.completeness ?? NOT_READ) === state);
}

const isDoubtful = ({ completeness }: ChannelResult): boolean => completeness !== 'complete';

const WIDTH = 36;

function drawChannels(channels: readonly ChannelResult[]): string {
  const rows = channels.map((channel) => [
    channel.portal,
    wrap(channel.title ?? channel.url, WIDTH),
    channel.completeness ?? 'not finished',
    channel.announced === null ? '' : String(channel.announced),
    String(channel.read),
    String(channel.kept),
    String(channel.failed),
    Object.entries(channel.skipped)
      .map(([reason, n]) => `${n} ${reason}`)
      .join('\n'),
    wrap(channel.evidence ?? '', WIDTH),
  ]);
  const head = ['portal', 'channel', 'list', 'announced', 'read', 'kept', 'failed', 'left', 'evidence'];
  return drawTable(head, rows, 'left');
}
