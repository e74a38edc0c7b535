import { adHocPortals } from '../../config/ad-hoc.ts';
import { globalFile, loadGlobalSettings, readEnvironment } from '../../config/index.ts';
import { findPortal } from '../../config/load.ts';
import type { PortalConfig, YearRange } from '../../config/portal.ts';
import { DEFAULTS, resolveSettings, type Settings, type SettingsLayer } from '../../config/settings.ts';
import type { PortalToCrawl } from '../../crawlers/crawl.ts';
import { type CliOptions, UsageError } from '../command.ts';
import { configuredPortals } from '../configured-portals.ts';
import { commonMessages } from '../messages/common.ts';
import { crawlMessages } from '../messages/crawl.ts';
import { commandLine } from '../next.ts';
import { isFiltered, NO_FILTER, type PortalFilter } from '../portal-filter.ts';
import { filterConfigured } from '../portal-states.ts';

export interface CrawlSelection {
  readonly portals: readonly PortalToCrawl[];
  /** Settings of the run as a whole. */
  readonly settings: Settings;
  /** Portals of which only an entry is known: nothing to crawl yet. */
  readonly withoutChannels: readonly PortalConfig[];
}

export interface SelectOptions {
  readonly config?: string;
  readonly layer: SettingsLayer;
  readonly filter?: PortalFilter;
  /** Where a filter finds what the last visits brought. */
  readonly dataDir?: string;
}

/** The portals that the arguments name: ids, addresses of channels, or all configured ones where there are none; of these those that pass. */
export function selectPortals(args: readonly string[], options: SelectOptions): CrawlSelection {
  const { filter = NO_FILTER, dataDir = readEnvironment().dataDir } = options;
  const configDir = options.config ?? readEnvironment().configDir;
  const file = loadGlobalSettings(globalFile(configDir));
  const urls = args.filter((arg) => /^https?:\/\//i.test(arg));
  const ids = args.filter((arg) => !urls.includes(arg));
  const configured = configuredPortals(configDir);
  if (urls.length > 0 && isFiltered(filter)) throw new UsageError(crawlMessages.filtersChoose);
  const named = args.length === 0 ? configured : ids.map((id) => findPortal(configured, id));
  const chosen = urls.length > 0 ? named : filterConfigured(named, filter, dataDir);
  const withoutChannels = chosen.filter(({ channels }) => channels.length === 0);
  const empty = withoutChannels.find(({ id }) => ids.includes(id));
  if (empty !== undefined) {
    const carried = options.config === undefined ? [] : ['--config', options.config];
    throw new UsageError(
      crawlMessages.emptyPortal(empty.id, commandLine(['nianbao', 'probe', empty.entry ?? empty.id, ...carried])),
    );
  }
  const known = withChannels(urls, configured);
  const unknown = urls.filter((url) => !known.some((portal) => hasChannel(portal, url)));
  const portals = [...chosen.filter(({ channels }) => channels.length > 0), ...known, ...adHocPortals(unknown)];
  return {
    portals: portals.map((config) => ({
      config,
      settings: resolveSettings({ file, portal: config, commandLine: options.layer }),
    })),
    settings: { ...DEFAULTS, ...resolveSettings({ file, commandLine: options.layer }) },
    withoutChannels,
  };
}

/** The address of a configured channel means that portal, its code and its settings, for that channel alone. */
function withChannels(urls: readonly string[], configured: readonly PortalConfig[]): PortalConfig[] {
  const named = configured.filter((portal) => urls.some((url) => hasChannel(portal, url)));
  return named.map((portal) => ({ ...portal, channels: portal.channels.filter(({ url }) => urls.includes(url)) }));
}

const hasChannel = (portal: PortalConfig, url: string): boolean =>
  portal.channels.some((channel) => channel.url === url);

/** `2021`, `2021-2023`, `2021-`, `-2018`. */
export function parseYears(text: string): YearRange {
  const [, from, dash, to] = /^\s*((?:19|20)\d{2})?\s*(-)?\s*((?:19|20)\d{2})?\s*$/.exec(text) ?? [];
  if ((from ?? to) === undefined || (dash === undefined && to !== undefined)) {
    throw new UsageError(crawlMessages.yearsTake(text));
  }
  const range = {
    from: from === undefined ? null : Number(from),
    to: dash === undefined ? Number(from) : to === undefined ? null : Number(to),
  };
  if (range.from !== null && range.to !== null && range.from > range.to)
    throw new UsageError(crawlMessages.yearsBackwards(text));
  return range;
}

/** What the command line says of how portals are visited. */
export function settingsLayer(options: CliOptions): SettingsLayer {
  return {
    delay: parseNumber('--delay', options.delay, 0, 600_000),
    concurrency: parseNumber('--concurrency', options.concurrency, 1, 32),
    maxPages: parseNumber('--max-pages', options.maxPages, 1, 100_000),
    years: typeof options.years === 'string' ? parseYears(options.years) : undefined,
  };
}

/** A whole number within bounds. */
export function parseNumber(name: string, text: unknown, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (typeof text === 'string' && /^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(commonMessages.takesNumber(name, least, most, String(text)));
}
