import type { Command } from 'commander';
import { told } from '../language/told.ts';
import { type ChannelResult, channelResults } from '../store/channels.ts';
import { knownPortals, NOT_READ } from '../store/portal-states.ts';
import { openStore, type Store } from '../store/store.ts';
import { type CliCommand, EXIT, type ExitCode } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder } from './data-folder.ts';
import { channelsMessages } from './messages/channels.ts';
import { commonMessages } from './messages/common.ts';
import { declareFilter, isFiltered, type PortalFilter, passes, readFilter } from './portal-filter.ts';
import { wrapWords } from './wrap.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = channelsMessages;
    declareFilter(command)
      .argument('[portal...]', m.portals)
      .option('--data <dir>', commonMessages.data)
      .option('--incomplete', m.incomplete, false)
      .option('--json', m.json, false);
    helpAfter(command, m.about, [
      'nianbao channels beijing-daxing',
      'nianbao channels --incomplete --json',
      'nianbao channels --province 44 --channel-state unknown',
    ]);
  },

  async run(ids, options, io): Promise<ExitCode> {
    const filter = readFilter(options);
    const store = openStore(dataFolder(options), { readonly: true });
    try {
      const all = chosen(store, ids, filter);
      const shown = options.incomplete === true ? all.filter(isDoubtful) : all;
      if (options.json === true) for (const channel of shown) io.out(`${JSON.stringify(channel)}\n`);
      else
        io.out(
          shown.length === 0 ? `${channelsMessages.none}\n` : shown.map((one) => drawChannel(one, io.columns)).join(''),
        );
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

/** What it is, what came of its rows, and what says so; to the width of the screen. */
function drawChannel(channel: ChannelResult, columns: number): string {
  const m = channelsMessages;
  const { portal, title, url, completeness, announced, read, kept, failed, open, evidence } = channel;
  const skipped = Object.entries(channel.skipped).map(([reason, n]) => `${n} ${reason}`);
  const counts = [
    ...(announced === null ? [] : [m.announced(announced)]),
    m.read(read),
    m.kept(kept),
    ...(failed > 0 ? [m.failed(failed)] : []),
    ...(open > 0 ? [m.open(open)] : []),
    ...(skipped.length > 0 ? [m.left(skipped.join(', '))] : []),
  ];
  const name = [portal, m.state[completeness ?? NOT_READ], title ?? ''].filter((part) => part !== '').join('  ');
  const below = [url, counts.join(', '), evidence === null ? '' : told(evidence)].filter((line) => line !== '');
  return [name, ...below.map((line) => `  ${line}`)].map((line) => `${wrapWords(line, columns)}\n`).join('');
}
