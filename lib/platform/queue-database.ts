import "server-only";
import { Pool } from "pg";
import { databaseUrl } from "./env";
import { logger } from "./logger";

/**
 * The queue's own connections. A statement that fails gives its connection up: the queue sends whole transactions as
 * one text, and one that broke off inside would hold the embedded database's only backend for ever.
 */
export class QueueDatabase {
  private readonly pool: Pool;

  constructor(options: { connections: number }) {
    this.pool = new Pool({ connectionString: databaseUrl(), max: options.connections });
    this.pool.on("error", (error) => logger.warn({ err: error }, "the queue lost a resting connection"));
    // A connection that breaks while it works tells its statement as well, which is where it is answered.
    this.pool.on("connect", (client) => client.on("error", () => undefined));
  }

  async executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
    const client = await this.pool.connect();
    try {
      const result = await client.query(text, values);
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
