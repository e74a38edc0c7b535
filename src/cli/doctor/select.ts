import {
  findPortal,
  globalFile,
  loadGlobalSettings,
  loadPortals,
  type PortalConfig,
  portalsDir,
} from '../../config/index.ts';
import { resolveSettings, type Settings } from '../../config/settings.ts';
import { DIALECTS } from '../../crawlers/platforms/index.ts';
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
  const configured = loadPortals(portalsDir(configDir), { platforms: DIALECTS.map(({ key }) => key) });
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
