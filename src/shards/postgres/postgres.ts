import type { Pool, PoolClient } from 'pg';
import { messageOf } from '../../message-of.ts';
import { maskUserInfo } from '../../vocabulary/user-info.ts';
import { shardMessages } from '../messages.ts';
import { loadPg } from '../packages.ts';
import { SCHEMA, STEPS } from './schema.ts';

/** PostgreSQL cannot be reached, or is not what it should be: told in a line. */
class PostgresError extends Error {
  readonly exitCode = 2;
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PostgresError';
  }
}

export type PgValue = string | number | boolean | null | readonly string[] | readonly number[] | readonly boolean[];

/** Whatever statements can be sent through: the pool, or one connection in a transaction. */
export interface Queries {
  /** The caller names the rows' type, as the SQL beside it gives it. */
  query<Row>(sql: string, ...values: readonly PgValue[]): Promise<Row[]>;
}

/** A statement that takes longer has lost its connection without being told. */
const STATEMENT_MS = 20_000;
const CONNECT_MS = 10_000;
/** A worker does little with it at once. */
const MOST_CONNECTIONS = 4;

/** The database that the workers share. A connection that breaks is made anew with the next statement. */
export class Postgres implements Queries {
  readonly #pool: Pool;

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Connects, and brings the schema up to date. @throws PostgresError */
  static async open(url: string): Promise<Postgres> {
    const { Pool: PgPool } = await loadPg();
    let pool: Pool;
    try {
      pool = new PgPool({
        connectionString: url,
        max: MOST_CONNECTIONS,
        connectionTimeoutMillis: CONNECT_MS,
        query_timeout: STATEMENT_MS,
        keepAlive: true,
        application_name: 'nianbao',
      });
    } catch (error) {
      throw new PostgresError(shardMessages.postgresUrl(maskUserInfo(url)), { cause: error });
    }
    // An idle connection that breaks is replaced by the next statement; without a listener it would end the process.
    pool.on('error', () => undefined);
    const postgres = new Postgres(pool);
    try {
      await postgres.#migrate();
      return postgres;
    } catch (error) {
      await postgres.close();
      const reason = reasonOf(error);
      throw new PostgresError(shardMessages.postgresUnreachable(maskUserInfo(url), maskUserInfo(reason)), {
        cause: error,
      });
    }
  }

  async query<Row>(sql: string, ...values: readonly PgValue[]): Promise<Row[]> {
    const { rows } = await this.#pool.query(sql, [...values]);
    return rows as Row[];
  }

  /** As pg-boss asks: several statements in one text have no values. */
  async execute(sql: string, values?: readonly PgValue[]): Promise<{ rows: never[] }> {
    const { rows = [] } = await this.#pool.query(sql, values === undefined ? undefined : [...values]);
    return { rows: rows as never[] };
  }

  /** All or nothing. */
  async transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(within(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      // A connection that cannot even undo is thrown away.
      await client.query('ROLLBACK').catch((lost: Error) => {
        broken = lost;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #migrate(): Promise<void> {
    await this.transaction(async (queries) => {
      // Workers that start at the same moment wait for each other.
      await queries.query("SELECT pg_advisory_xact_lock(hashtext('nianbao.schema'))");
      await queries.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
      await queries.query(`CREATE TABLE IF NOT EXISTS ${SCHEMA}.version (step integer PRIMARY KEY)`);
      const [row] = await queries.query<{ step: number | null }>(`SELECT max(step) AS step FROM ${SCHEMA}.version`);
      const reached = row?.step ?? 0;
      if (reached > STEPS.length) throw new Error(shardMessages.newerSchema);
      for (const [index, step] of STEPS.entries()) {
        if (index < reached) continue;
        await queries.query(step);
        await queries.query(`INSERT INTO ${SCHEMA}.version (step) VALUES ($1)`, index + 1);
      }
    });
  }
}

const within = (client: PoolClient): Queries => ({
  query: async <Row>(sql: string, ...values: readonly PgValue[]) => {
    const { rows } = await client.query(sql, [...values]);
    return rows as Row[];
  },
});

/** Where a name has several addresses, none of which answers, the error says nothing by itself. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '')
    return error.errors.map((one) => messageOf(one)).join('; ');
  return messageOf(error);
}
