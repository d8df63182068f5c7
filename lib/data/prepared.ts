import "server-only";
import { Pool, type PoolClient } from "pg";
import { databaseConnections, databaseUrl } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { refuseInsideTransaction } from "./scope";

/** SQLSTATE of a statement name that the server does not know, or knows already: a pooler stands in between. */
const NAMES_MIXED_UP = new Set(["26000", "42P05"]);

// One pool a process; Next's development server loads modules again, hence the global.
const holder = globalThis as unknown as { soukPrepared?: PreparedPool };

/**
 * Statements that run hundreds of times a second, planned once a connection and read as bare arrays: a third of the
 * processor time of the general client. For readings outside transactions alone.
 * @param name unique to the text @returns rows as arrays in the order of the columns
 */
export async function preparedRows<Row extends readonly unknown[]>(
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  refuseInsideTransaction();
  holder.soukPrepared ??= new PreparedPool();
  return (await holder.soukPrepared.rows(name, text, values)) as unknown as Row[];
}

/** Closes the connections; the next statement opens new ones. */
export async function disconnectPrepared(): Promise<void> {
  const pool = holder.soukPrepared;
  holder.soukPrepared = undefined;
  await pool?.close();
}

class PreparedPool {
  private readonly pool: Pool;
  /** Connections that share one backend (the embedded database) must not share names. */
  private readonly suffixes = new WeakMap<PoolClient, string>();
  private named = true;

  constructor() {
    this.pool = new Pool({ connectionString: databaseUrl(), max: databaseConnections() });
    this.pool.on("error", (error) => logger.warn({ err: error }, "a resting connection for lists was lost"));
    // A connection that breaks while it works tells its statement as well, which is where it is answered.
    this.pool.on("connect", (client) => client.on("error", () => undefined));
  }

  async rows(name: string, text: string, values: readonly unknown[]): Promise<unknown[][]> {
    const client = await this.pool.connect();
    try {
      const { rows } = await client.query<unknown[]>({
        ...(this.named ? { name: this.nameFor(client, name) } : {}),
        ...{ text, values: [...values], rowMode: "array" },
      });
      client.release();
      return rows;
    } catch (error) {
      client.release(true);
      if (!this.named || !NAMES_MIXED_UP.has((error as { code?: string }).code ?? "")) throw error;
      this.named = false;
      logger.warn(
        { err: error },
        "prepared statements do not work through this connection; going on without",
      );
      return this.rows(name, text, values);
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private nameFor(client: PoolClient, name: string): string {
    let suffix = this.suffixes.get(client);
    if (suffix === undefined) {
      suffix = Math.random().toString(36).slice(2, 10);
      this.suffixes.set(client, suffix);
    }
    return `${name}-${suffix}`;
  }
}
