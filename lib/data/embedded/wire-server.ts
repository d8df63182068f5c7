import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { type Client, Turns } from "./turns";
import { askForPassword, FrameReader, fatalError, readGreeting, startupPacket } from "./wire-protocol";

export const LOOPBACK = "127.0.0.1";

const PASSWORD = "p".charCodeAt(0);
const TERMINATE = "X".charCodeAt(0);
const FLUSH = "H".charCodeAt(0);
/** Frames that end a unit: a simple query, Sync, Flush, a function call. */
const UNIT_ENDS = new Set(["Q", "S", "H", "F"].map((type) => type.charCodeAt(0)));

export interface WireServerOptions {
  readonly password: string;
  /** At most one connection of this application name at a time; the next one is refused with this sentence. */
  readonly exclusive: { readonly name: string; readonly refusal: string };
  /** The exclusive one has said goodbye, as it does when it stops in order and not when it is killed. */
  readonly onGoodbye: () => void;
  /** The number of signed-in connections changed. */
  readonly onClients: (count: number) => void;
  /** The engine failed: the process must end, and a new one recovers from the log. */
  readonly onFatal: (error: unknown) => void;
}

/**
 * PostgreSQL's wire protocol over a loopback port in front of one PGlite. It listens before the database is open,
 * so that the port can be claimed first; who signs in early waits.
 */
export class WireServer {
  readonly #options: WireServerOptions;
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  #database: { readonly turns: Turns; readonly welcome: Buffer } | undefined;
  #stopping = false;

  constructor(options: WireServerOptions) {
    this.#options = options;
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
  }

  /** @param port 0 for any @returns the port */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, LOOPBACK, resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("A loopback port has a number");
    return address.port;
  }

  /** Begins to serve: what a sign-in is answered with is asked of the engine once and the same for everyone. */
  async serve(database: PGlite): Promise<Turns> {
    const welcome: Buffer[] = [];
    await database.execProtocolRawStream(startupPacket(), {
      onRawData: (bytes) => welcome.push(Buffer.from(bytes)),
    });
    const turns = new Turns(database, this.#options.onFatal);
    this.#database = { turns, welcome: Buffer.concat(welcome) };
    for (const connection of this.#connections) connection.admit();
    return turns;
  }

  get clients(): number {
    return [...this.#connections].filter((connection) => connection.signedIn).length;
  }

  /** From now on nobody signs in; who asks is told to come again. */
  refuseNewcomers(): void {
    this.#stopping = true;
  }

  /** Frees the port. Called last, when the database is closed. */
  close(): void {
    for (const connection of this.#connections) connection.end();
    this.#server.close();
  }

  #accept(socket: Socket): void {
    const connection = new Connection(socket, {
      database: () => this.#database,
      refusal: (password, name) => this.#refusal(password, name),
      onSignedIn: () => this.#options.onClients(this.clients),
      onGoodbye: (name) => {
        if (name === this.#options.exclusive.name) this.#options.onGoodbye();
      },
      onGone: (wasSignedIn) => {
        this.#connections.delete(connection);
        if (wasSignedIn) this.#options.onClients(this.clients);
      },
    });
    this.#connections.add(connection);
  }

  #refusal(password: string, name: string | undefined): Buffer | undefined {
    if (!sameSecret(password, this.#options.password)) return fatalError("28P01", "The password is wrong.");
    if (this.#stopping) return fatalError("57P03", "The database is shutting down.");
    const { exclusive } = this.#options;
    const taken = [...this.#connections].some(({ signedIn, name }) => signedIn && name === exclusive.name);
    if (name === exclusive.name && taken) return fatalError("55006", exclusive.refusal);
    return undefined;
  }
}

interface House {
  readonly database: () => { readonly turns: Turns; readonly welcome: Buffer } | undefined;
  /** Why this newcomer may not come in, as the message to send; undefined when welcome. */
  readonly refusal: (password: string, name: string | undefined) => Buffer | undefined;
  readonly onSignedIn: () => void;
  readonly onGoodbye: (name: string | undefined) => void;
  readonly onGone: (wasSignedIn: boolean) => void;
}

class Connection implements Client {
  readonly #socket: Socket;
  readonly #house: House;
  readonly #frames = new FrameReader();
  /** Frames of a unit that is not complete yet. */
  #unit: Buffer[] = [];
  #state: "greeting" | "password" | "waiting" | "signed-in" | "gone" = "greeting";
  name: string | undefined;

  constructor(socket: Socket, house: House) {
    this.#socket = socket;
    this.#house = house;
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#left());
  }

  get signedIn(): boolean {
    return this.#state === "signed-in" || this.#state === "waiting";
  }

  receive(bytes: Uint8Array): void {
    // The engine reuses its buffer, so what it gave is copied before the socket keeps it.
    if (this.#socket.writable) this.#socket.write(Buffer.from(bytes));
  }

  /** The database is open: a newcomer who waited may begin. */
  admit(): void {
    const database = this.#house.database();
    if (this.#state !== "waiting" || !database) return;
    this.#state = "signed-in";
    this.receive(database.welcome);
  }

  end(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    try {
      for (const frame of this.#frames.push(chunk)) this.#take(frame);
    } catch {
      this.end();
    }
  }

  #take(frame: Buffer): void {
    if (this.#state === "greeting") this.#greet(frame);
    else if (this.#state === "password") this.#checkPassword(frame);
    else if (this.#state === "signed-in" && frame[0] !== TERMINATE) this.#collect(frame);
    else {
      if (this.signedIn) this.#house.onGoodbye(this.name);
      this.end();
    }
  }

  #collect(frame: Buffer): void {
    this.#unit.push(frame);
    if (!UNIT_ENDS.has(frame[0]!)) return;
    const bytes = Buffer.concat(this.#unit);
    this.#unit = [];
    this.#house.database()?.turns.take({ client: this, bytes, unfinished: frame[0] === FLUSH });
  }

  #greet(frame: Buffer): void {
    const greeting = readGreeting(frame);
    if (greeting.kind === "encryption") {
      this.#socket.write("N");
    } else if (greeting.kind === "startup") {
      this.name = greeting.parameters.get("application_name");
      this.#state = "password";
      this.#socket.write(askForPassword());
    } else {
      // Cancelling is not possible on one backend; anything else is no client of ours.
      this.end();
    }
  }

  #checkPassword(frame: Buffer): void {
    const password = frame[0] === PASSWORD ? frame.toString("utf8", 5, frame.length - 1) : "";
    const refusal = this.#house.refusal(password, this.name);
    if (refusal) {
      this.#socket.end(refusal);
      return;
    }
    this.#state = "waiting";
    this.#house.onSignedIn();
    this.admit();
  }

  #left(): void {
    const wasSignedIn = this.signedIn;
    this.#state = "gone";
    this.#house.database()?.turns.leave(this);
    this.#house.onGone(wasSignedIn);
  }
}

function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
