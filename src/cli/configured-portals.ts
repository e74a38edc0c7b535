import { loadPortals, type PortalConfig, portalsDir } from '../config/index.ts';
import { DIALECTS } from '../crawlers/platforms/index.ts';
import { nameOf } from '../organs/index.ts';

/** All portals, compared with the dialects and the table of divisions. @throws {ConfigError} */
export const configuredPortals = (configDir: string): PortalConfig[] =>
  loadPortals(portalsDir(configDir), {
    platforms: DIALECTS.map(({ key }) => key),
    isDivision: (code) => nameOf(code) !== null,
  });
