import { existsSync } from 'node:fs';
import { z } from 'zod';
import { globalAllowed } from './allowed.ts';
import { BROWSER_MODES, type BrowserMode, type PortalConfig, type YearRange } from './portal.ts';
import { concurrency, delay } from './schema.ts';
import { readYaml } from './yaml.ts';

/** What a crawl of one portal obeys, after the whole ladder: defaults → config/nianbao.yaml → portal → command line. */
export interface Settings {
  /** Mail address or URL in the user agent, so that an operator of a portal can reach ours; null: the project's own page. */
  readonly contact: string | null;
  /** Milliseconds between two requests to one host (a name and a port). */
  readonly delay: number;
  /** Requests at once to one host. */
  readonly concurrency: number;
  /** Requests at once over all hosts. */
  readonly parallel: number;
  /** Milliseconds without a byte until a request is given up; in all it may take five times as long. */
  readonly timeout: number;
  /** Attempts after the first for a request that may succeed later. */
  readonly retries: number;
  /** Largest response body, bytes; the rest of a larger one is not read. */
  readonly maxBytes: number;
  /** List pages followed in one channel. */
  readonly maxPages: number;
  /** Requests of one portal in one run. */
  readonly maxRequests: number;
  /** A WARC file of more bytes is followed by a new one. */
  readonly warcBytes: number;
  readonly browser: BrowserMode;
  readonly years: YearRange;
  /** Whom a night tells that something is otherwise: an http or https address, or a command line; null: nobody. */
  readonly hook: string | null;
}

/** Settings somebody has set: the global file's or the command line's. */
export type SettingsLayer = { readonly [Key in keyof Settings]?: Settings[Key] | undefined };

export const DEFAULTS: Settings = {
  contact: null,
  // A portal is somebody's small server: slower than a person who clicks, and 200 reports are still done in five minutes.
  delay: 1500,
  concurrency: 1,
  // 16 hosts at once keep two cores busy with parsing; more only fills the queue between crawling and extraction.
  parallel: 16,
  // Old portals take up to half a minute for a first page after a quiet night.
  timeout: 60_000,
  retries: 4,
  // The largest real attachments (scans of 30 pages) are about 40 MB.
  maxBytes: 100 * 1024 * 1024,
  // 15 rows a page: 3,000 rows, more than a province's whole channel has.
  maxPages: 200,
  maxRequests: 20_000,
  // The size that the WARC guidelines recommend.
  warcBytes: 1024 * 1024 * 1024,
  browser: 'auto',
  years: { from: null, to: null },
  hook: null,
};

const globalSchema = z
  .strictObject({
    contact: z.union([z.email(), z.url({ protocol: /^https?$/u })]),
    delay,
    concurrency,
    parallel: z.int().min(1).max(256),
    timeout: z.int().min(1000).max(600_000),
    retries: z.int().min(0).max(20),
    maxBytes: z.int().min(1024),
    maxPages: z.int().min(1),
    maxRequests: z.int().min(1),
    warcBytes: z.int().min(1024 * 1024),
    browser: z.enum(BROWSER_MODES),
    hook: z.string().trim().min(1),
  })
  .partial()
  // A file with only comments is a file that sets nothing.
  .nullable()
  .transform((read): SettingsLayer => read ?? {});

/**
 * Reads config/nianbao.yaml; a file that is not there sets nothing. `${NAME}` in a value is taken from the environment: secrets need not
 * stand in the file. @throws {ConfigError}
 */
export function loadGlobalSettings(file: string): SettingsLayer {
  return existsSync(file) ? readYaml(file, globalSchema, globalAllowed(), process.env) : {};
}

/** The ladder: each rung overrides those before it, key by key. */
export function resolveSettings(rungs: {
  readonly file?: SettingsLayer;
  readonly portal?: PortalConfig;
  readonly commandLine?: SettingsLayer;
}): Settings {
  return { ...DEFAULTS, ...set(rungs.file), ...(rungs.portal && ofPortal(rungs.portal)), ...set(rungs.commandLine) };
}

function ofPortal({ delay, concurrency, browser, years }: PortalConfig): Partial<Settings> {
  return {
    ...(delay !== null && { delay }),
    ...(concurrency !== null && { concurrency }),
    ...(browser !== null && { browser }),
    ...(years !== null && { years }),
  };
}

/** Without keys that are undefined: an option that was not given must not erase the rung below. */
function set(layer: SettingsLayer = {}): Partial<Settings> {
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
}
