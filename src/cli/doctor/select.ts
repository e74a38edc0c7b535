import { findPortal, globalFile, loadGlobalSettings, type PortalConfig } from '../../config/index.ts';
import { resolveSettings, type Settings } from '../../config/settings.ts';
import { configuredPortals } from '../configured-portals.ts';
import type { PortalFilter } from '../portal-filter.ts';
import { filterConfigured } from '../portal-states.ts';

/** The portals that are named, or all that have a channel, as far as they pass, with their settings. */
export function selectExamined(
  ids: readonly string[],
  options: {
    readonly configDir: string;
    readonly delay: number | undefined;
    readonly filter: PortalFilter;
    readonly dataDir: string;
  },
): { portals: { config: PortalConfig; settings: Settings }[]; contact: string | null } {
  const { configDir, delay, filter, dataDir } = options;
  const file = loadGlobalSettings(globalFile(configDir));
  const configured = configuredPortals(configDir);
  const chosen =
    ids.length > 0
      ? ids.map((id) => findPortal(configured, id))
      : configured.filter(({ channels }) => channels.length > 0);
  const portals = [...new Set(filterConfigured(chosen, filter, dataDir))].map((portal) => ({
    config: portal,
    settings: resolveSettings({ file, portal, commandLine: { delay } }),
  }));
  return { portals, contact: resolveSettings({ file }).contact };
}

export { parseNumber } from '../crawl/select.ts';
