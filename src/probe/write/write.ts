import { existsSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, loadPortal, loadPortals, type PortalConfig, portalsDir } from '../../config/index.ts';
import { configMessages } from '../../config/messages.ts';
import { DIALECTS } from '../../crawlers/platforms/index.ts';
import type { PortalIdentity } from '../findings.ts';
import type { Probed } from '../probe.ts';
import { addressOf } from '../search/near.ts';
import { writeConfig } from './config-file.ts';
import { writeFixture } from './fixture.ts';
import { provinceFolder } from './province-folders.ts';

/** Where a probe writes. */
export interface Places {
  /** Folder of nianbao.yaml and portals/. */
  readonly configDir: string;
  /** Folder with a folder of saved pages for each portal; null: none are saved. */
  readonly fixturesDir: string | null;
  /** The configured portals' files by id, kept up to date, where thousands are written; absent: they are read each time. */
  readonly files?: Map<string, string>;
}

/** The configured portals' files by their ids. */
export const filesById = (portals: readonly PortalConfig[]): Map<string, string> =>
  new Map(portals.flatMap(({ id, file }) => (file === null ? [] : [[id, file] as const])));

function fileOf(id: string, places: Places): string | null {
  return (places.files ?? filesById(readPortals(places))).get(id) ?? null;
}

/** The configured portal that has this page's host, where exactly one has: what is found belongs to it. */
export function configuredAt(url: string, places: Places): PortalConfig | null {
  const host = addressOf(url);
  const found = readPortals(places).filter(({ entry, channels }) =>
    [...(entry === null ? [] : [entry]), ...channels.map((channel) => channel.url)].some(
      (one) => addressOf(one) === host,
    ),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

const PLATFORMS = { platforms: DIALECTS.map(({ key }) => key) };

function readPortals({ configDir }: Places): PortalConfig[] {
  return existsSync(portalsDir(configDir)) ? loadPortals(portalsDir(configDir), PLATFORMS) : [];
}

/** What writing would overwrite: the config of this id, and its saved pages. Empty: nothing. */
export function obstacles(id: string, places: Places): string[] {
  const config = fileOf(id, places);
  const fixture = places.fixturesDir === null ? null : path.join(places.fixturesDir, id);
  return [...(config === null ? [] : [config]), ...(fixture !== null && existsSync(fixture) ? [fixture] : [])];
}

/**
 * Adds config and saved pages of what was found, and reads the config back. Returns what was written. `gone`: channels of an existing
 * config that are none any more; they are left out, and noted.
 * @throws {ConfigError} where the configuration is not valid with it.
 */
export function writeProbed(
  { result, lists }: Probed,
  places: Places,
  day: string,
  gone: readonly string[] = [],
): { readonly config: string; readonly fixture: readonly string[] } {
  const { id } = result.identity;
  const file = fileOf(id, places) ?? newFile(result.identity, places);
  writeConfig(file, result, day, gone);
  if (loadPortal(file, PLATFORMS).id !== id)
    throw new ConfigError([{ file, line: null, key: 'id', message: configMessages.notReadBack(id) }]);
  places.files?.set(id, file);
  const dir = places.fixturesDir;
  return { config: file, fixture: dir === null ? [] : writeFixture(path.join(dir, id), id, lists, day) };
}

function newFile(identity: PortalIdentity, { configDir }: Places): string {
  return path.join(portalsDir(configDir), provinceFolder(identity), `${identity.id}.yaml`);
}
