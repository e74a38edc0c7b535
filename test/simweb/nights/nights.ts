import { adHocPortal, DEFAULTS, type PortalConfig } from '../../../src/config/index.ts';
import { AddressPolicy } from '../../../src/crawlers/http/address.ts';
import type { CrawlWorkers } from '../../../src/crawlers/run.ts';
import { type NightOptions, type NightResult, runNight } from '../../../src/nightly/night.ts';
import type { Clock } from '../../../src/vocabulary/clock.ts';
import type { Asked, World } from './world.ts';

const DAY_MS = 86_400_000;

/** What a simulated night came to. */
export interface SimNight extends NightResult {
  readonly asked: Asked;
  /** New findings in a word each: `kind scope name (portals)`. */
  readonly alarms: readonly string[];
}

/** Nights over a simulated web, with a calendar of their own: the clock goes on by itself, and is put forward between nights. */
export class SimNights {
  readonly #world: World;
  readonly #dataDir: string;
  readonly #pool: CrawlWorkers;
  #ahead: number;

  constructor(world: World, options: { dataDir: string; firstDay: string; pool: CrawlWorkers }) {
    this.#world = world;
    this.#dataDir = options.dataDir;
    this.#pool = options.pool;
    this.#ahead = Date.parse(`${options.firstDay}T01:00:00Z`) - Date.now();
  }

  readonly clock: Clock = () => Date.now() + this.#ahead;

  get day(): string {
    return new Date(this.clock()).toISOString().slice(0, 10);
  }

  /** Puts the calendar forward. */
  pass(days: number): void {
    this.#ahead += days * DAY_MS;
  }

  /** One night, with all portals as they are configured now; then it is the next day. */
  async run(more: Partial<NightOptions> = {}): Promise<SimNight> {
    const world = this.#world;
    world.asked = { lists: 0, pages: 0, robots: 0 };
    world.log.length = 0;
    const result = await runNight({
      mode: 'nightly',
      hook: null,
      dataDir: this.#dataDir,
      command: 'nianbao crawl --mode nightly',
      portals: world.portals.map((portal) => ({
        config: this.#config(portal.id, world.urlOf(portal)),
        settings: { ...DEFAULTS, delay: 0, retries: 0, browser: 'never' as const },
      })),
      addresses: new AddressPolicy(['127.0.0.0/8']),
      userAgent: 'nianbao/test',
      parallel: 16,
      firstBackOffMs: 1,
      firstOutagePauseMs: 20,
      longestOutageMs: 60,
      signal: new AbortController().signal,
      pool: this.#pool,
      clock: this.clock,
      ...more,
    });
    this.pass(1);
    return { ...result, asked: { ...world.asked }, alarms: alarmsOf(result) };
  }

  #config(id: string, url: string): PortalConfig {
    const portal = adHocPortal(url);
    return { ...portal, id, name: id };
  }
}

const alarmsOf = ({ report }: NightResult): string[] =>
  report.findings
    .filter(({ state, acknowledged }) => state !== 'known' && acknowledged === null)
    .map(({ kind, scope, name, portals }) => `${kind} ${scope} ${name} (${portals.length})`)
    .sort();
