import { hostname } from 'node:os';
import { VERSION } from '../version.ts';
import type { Postgres } from './postgres/postgres.ts';
import type { Meter } from './worker/meter.ts';

/** How often a worker is seen. */
const SEEN_EVERY_MS = 10_000;

/** Tells PostgreSQL that a worker lives, and what it has done. Where that cannot be told, it is told later. */
export class Presence {
  readonly #postgres: Postgres;
  readonly #name: string;
  readonly #kind: 'crawl' | 'read';
  readonly #meter: Meter;
  #timer: NodeJS.Timeout | undefined;
  #shard: string | null = null;
  #telling: Promise<void> = Promise.resolve();

  constructor(
    postgres: Postgres,
    about: { readonly name: string; readonly kind: 'crawl' | 'read'; readonly meter: Meter },
  ) {
    this.#postgres = postgres;
    this.#name = about.name;
    this.#kind = about.kind;
    this.#meter = about.meter;
  }

  /** What it works on from now on; null: nothing. */
  set shard(shard: string | null) {
    this.#shard = shard;
    void this.#tell(false);
  }

  async begin(): Promise<void> {
    const sql = `INSERT INTO nianbao.worker (name, kind, machine, pid, version) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, machine = excluded.machine, pid = excluded.pid, version = excluded.version,
        started_at = now(), seen_at = now(), ended_at = NULL, shard = NULL, portal = NULL, requests = 0, failed = 0, documents = 0`;
    await this.#postgres.query(sql, this.#name, this.#kind, hostname(), process.pid, VERSION);
    this.#timer = setInterval(() => void this.#tell(false), SEEN_EVERY_MS);
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#tell(true);
  }

  /** One after the other: the last word must be the last. */
  #tell(ended: boolean): Promise<void> {
    this.#telling = this.#telling.then(() => this.#write(ended)).catch(() => undefined);
    return this.#telling;
  }

  async #write(ended: boolean): Promise<void> {
    const { requests, failed, documents } = this.#meter.total;
    const sql = `UPDATE nianbao.worker SET seen_at = now(), shard = $2, portal = $3, requests = $4, failed = $5, documents = $6,
      ended_at = CASE WHEN $7 THEN now() END WHERE name = $1`;
    const { portal } = this.#meter;
    await this.#postgres.query(sql, this.#name, this.#shard, portal, requests, failed, documents, ended);
    if (this.#shard === null || this.#kind === 'read') return;
    // Of a lease that is over, somebody else tells.
    const left = 'UPDATE nianbao.shard SET left_requests = $3 WHERE name = $1 AND worker = $2 AND lease_until > now()';
    await this.#postgres.query(left, this.#shard, this.#name, this.#meter.open);
  }
}
