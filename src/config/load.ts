import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { portalAllowed } from './allowed.ts';
import { ConfigError, type ConfigProblem, readOr } from './error.ts';
import { configMessages } from './messages.ts';
import type { PortalConfig } from './portal.ts';
import { type ConfigKnowledge, portalSchema } from './schema.ts';
import { closest } from './suggest.ts';
import { readYaml } from './yaml.ts';

/** Reads one portal's file. @throws {ConfigError} with every problem of the file. */
export function loadPortal(file: string, known: ConfigKnowledge = {}): PortalConfig {
  return readPortal(file, portalSchema(known), allowedWith(known.platforms));
}

/**
 * Reads all *.yaml and *.yml below `dir`, in the order of their paths.
 * @throws {ConfigError} with every problem of every file: one broken file must not hide the next.
 */
export function loadPortals(dir: string, known: ConfigKnowledge = {}): PortalConfig[] {
  const schema = portalSchema(known);
  const allowed = allowedWith(known.platforms);
  const portals: PortalConfig[] = [];
  const problems: ConfigProblem[] = [];
  for (const file of yamlFiles(dir)) {
    const portal = readOr(problems, () => readPortal(file, schema, allowed));
    if (portal !== null) portals.push(portal);
  }
  problems.push(...repeatedIds(portals));
  if (problems.length > 0) throw new ConfigError(problems);
  return portals;
}

/** The portal with this id. @throws {ConfigError} naming the nearest id where there is none. */
export function findPortal(portals: readonly PortalConfig[], id: string): PortalConfig {
  const found = portals.find((portal) => portal.id === id);
  if (found !== undefined) return found;
  const near = closest(
    id,
    portals.map((portal) => portal.id),
  );
  const message = near === null ? configMessages.noPortal : configMessages.noPortalNear(near);
  throw new ConfigError([{ file: id, line: null, key: '', message }]);
}

function yamlFiles(dir: string): string[] {
  try {
    return readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ya?ml$/iu.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConfigError([{ file: dir, line: null, key: '', message: configMessages.folderUnread(reason) }]);
  }
}

function allowedWith(platforms: readonly string[] | undefined): Readonly<Record<string, string>> {
  if (platforms === undefined) return portalAllowed();
  const list = ['auto', ...platforms].join(', ');
  return { ...portalAllowed(), platform: list, 'channels.platform': list };
}

type PortalFile = z.output<ReturnType<typeof portalSchema>>;

function readPortal(
  file: string,
  schema: z.ZodType<PortalFile>,
  allowed: Readonly<Record<string, string>>,
): PortalConfig {
  const read = readYaml(file, schema, allowed);
  const repeated = read.channels.find(
    ({ url }, index) => read.channels.findIndex((other) => other.url === url) < index,
  );
  if (repeated !== undefined) {
    throw new ConfigError([{ file, line: null, key: 'channels', message: configMessages.twice(repeated.url) }]);
  }
  return {
    ...read,
    channels: read.channels.map(({ url, title, organ, platform, sure }) => ({
      url,
      title: title ?? null,
      organ: organ ?? null,
      platform: platform === undefined || platform === 'auto' ? null : platform,
      sure: sure ?? null,
    })),
    entry: read.entry ?? null,
    organ: read.organ ?? null,
    delay: read.delay ?? null,
    concurrency: read.concurrency ?? null,
    years: read.years === undefined ? null : { from: read.years.from ?? null, to: read.years.to ?? null },
    browser: read.browser ?? null,
    sure: read.sure ?? null,
    note: read.note ?? null,
    file,
  };
}

function repeatedIds(portals: readonly PortalConfig[]): ConfigProblem[] {
  const first = new Map<string, PortalConfig>();
  const problems: ConfigProblem[] = [];
  for (const portal of portals) {
    const earlier = first.get(portal.id);
    if (earlier === undefined) first.set(portal.id, portal);
    else {
      const message = configMessages.idTaken(portal.id, earlier.file ?? '');
      problems.push({ file: portal.file ?? portal.id, line: null, key: 'id', message });
    }
  }
  return problems;
}
