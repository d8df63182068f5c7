import type { PGlite } from "@electric-sql/pglite";
import { simpleQuery, sync } from "./wire-protocol";

/** Whoever sends work: one connection. Compared by identity only. */
export interface Client {
  receive(bytes: Uint8Array): void;
}

/** What one client sends up to a Sync or a simple query. */
export interface Unit {
  readonly client: Client;
  readonly bytes: Uint8Array;
  /** It ended in a Flush: the client wants to read before it sends the rest of its batch. */
  readonly unfinished: boolean;
}

/**
 * Gives the one backend to one client at a time. A unit runs whole: two clients' messages never mix, which on one
 * backend would hand one client's statement to another. While a client has a transaction or an unfinished unit
 * open, only its units run; the others wait.
 */
export class Turns {
  readonly #database: PGlite;
  readonly #onFatal: (error: unknown) => void;
  readonly #gone = new WeakSet<Client>();
  #queue: Unit[] = [];
  #holder: Client | undefined;
  #unfinished = false;
  #busy = false;
  #done: Promise<void> = Promise.resolve();
  #stopped = false;

  /** @param onFatal told when the engine itself failed: after that it must not be used again */
  constructor(database: PGlite, onFatal: (error: unknown) => void) {
    this.#database = database;
    this.#onFatal = onFatal;
  }

  /** Nobody is being served and nobody waits. */
  get idle(): boolean {
    return !this.#busy && this.#holder === undefined;
  }

  take(unit: Unit): void {
    if (this.#stopped) return;
    this.#queue.push(unit);
    this.#serve();
  }

  /** Forgets a client that is gone and rolls back what it left open. */
  leave(client: Client): void {
    this.#gone.add(client);
    this.#queue = this.#queue.filter((unit) => unit.client !== client);
    this.#serve();
  }

  /** Lets the unit in progress finish and starts no other; the shutdown rolls back what is open. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#queue = [];
    await this.#done;
  }

  #serve(): void {
    if (this.#busy) return;
    this.#busy = true;
    this.#done = this.#run();
  }

  async #run(): Promise<void> {
    try {
      for (let unit = this.#next(); unit; unit = this.#next()) {
        const { client } = unit;
        await this.#database.runExclusive(() =>
          this.#database.execProtocolRawStream(unit.bytes, { onRawData: (bytes) => client.receive(bytes) }),
        );
        this.#unfinished = unit.unfinished;
        this.#holder = this.#unfinished || this.#database.isInTransaction() ? client : undefined;
      }
    } catch (error) {
      this.#stopped = true;
      this.#onFatal(error);
    } finally {
      this.#busy = false;
    }
  }

  #next(): Unit | undefined {
    if (this.#stopped) return undefined;
    const holder = this.#holder;
    if (!holder) return this.#queue.shift();
    if (this.#gone.has(holder)) {
      const end = [...(this.#unfinished ? [sync()] : []), simpleQuery("ROLLBACK")];
      return { client: NOBODY, bytes: Buffer.concat(end), unfinished: false };
    }
    const index = this.#queue.findIndex((unit) => unit.client === holder);
    return index < 0 ? undefined : this.#queue.splice(index, 1)[0];
  }
}

const NOBODY: Client = { receive: () => undefined };
