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

/** The portals that are named, or all that have a channel, with their settings. */
export function selectExamined(
  ids: readonly string[],
  { configDir, delay }: { configDir: string; delay: number | undefined },
): { portals: { config: PortalConfig; settings: Settings }[]; contact: string | null } {
  const file = loadGlobalSettings(globalFile(configDir));
  const configured = loadPortals(portalsDir(configDir), { platforms: DIALECTS.map(({ key }) => key) });
  const chosen =
    ids.length > 0
      ? ids.map((id) => findPortal(configured, id))
      : configured.filter(({ channels }) => channels.length > 0);
  const portals = [...new Set(chosen)].map((portal) => ({
    config: portal,
    settings: resolveSettings({ file, portal, commandLine: { delay } }),
  }));
  return { portals, contact: resolveSettings({ file }).contact };
}

export { parseNumber } from '../crawl/select.ts';
