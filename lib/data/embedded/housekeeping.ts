import type { Client, Turns } from "./turns";
import { FrameReader, readErrorText, readRow, simpleQuery } from "./wire-protocol";

// One backend has no background processes: without this the log grows for ever and the planner never learns.
const LOOK_EVERY_MS = 10_000;
const CHECKPOINT_AFTER_BYTES = 64 * 1024 * 1024;

const LOG_POSITION = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";
/** The tables that autovacuum would treat now by PostgreSQL's preset thresholds, most changed first. */
const TREATMENTS = `
  SELECT format('%I.%I', schemaname, relname), n_dead_tup > 50 + 0.2 * n_live_tup
  FROM pg_stat_user_tables
  WHERE n_dead_tup > 50 + 0.2 * n_live_tup OR n_mod_since_analyze > 50 + 0.1 * n_live_tup
  ORDER BY n_mod_since_analyze DESC LIMIT 1`;

/** Does in quiet moments what a server's background processes do: checkpoints, vacuum, statistics. */
export class Housekeeping {
  readonly #turns: Turns;
  readonly #onError: (error: Error) => void;
  readonly #timer: NodeJS.Timeout;
  #checkpointAt: number | undefined;
  #busy = false;

  constructor(turns: Turns, onError: (error: Error) => void) {
    this.#turns = turns;
    this.#onError = onError;
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#busy || !this.#turns.idle) return;
    this.#busy = true;
    await this.tidy().catch(this.#onError);
    this.#busy = false;
  }

  /** One round: at most one checkpoint and one table, so that nobody waits long. */
  async tidy(): Promise<void> {
    const position = Number((await ask(this.#turns, LOG_POSITION))[0]?.[0]);
    this.#checkpointAt ??= position;
    if (position - this.#checkpointAt > CHECKPOINT_AFTER_BYTES) {
      await ask(this.#turns, "CHECKPOINT");
      this.#checkpointAt = position;
    }
    const [treatment] = await ask(this.#turns, TREATMENTS);
    if (treatment)
      await ask(this.#turns, `${treatment[1] === "t" ? "VACUUM (ANALYZE)" : "ANALYZE"} ${treatment[0]}`);
  }
}

/** Takes a turn like any client. @returns the rows as text. @throws Error in the server's words */
function ask(turns: Turns, sql: string): Promise<(string | null)[][]> {
  return new Promise((done, fail) => {
    const frames = new FrameReader(true);
    const rows: (string | null)[][] = [];
    let failure: Error | undefined;
    const client: Client = {
      receive: (bytes) => {
        for (const frame of frames.push(Buffer.from(bytes))) {
          const type = String.fromCharCode(frame[0]!);
          if (type === "D") rows.push(readRow(frame));
          if (type === "E") failure = new Error(`${readErrorText(frame)} in ${sql}`);
          if (type === "Z") failure ? fail(failure) : done(rows);
        }
      },
    };
    turns.take({ client, bytes: simpleQuery(sql), unfinished: false });
  });
}
