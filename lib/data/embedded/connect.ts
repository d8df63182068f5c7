import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Client } from "pg";
import { AppError } from "@/lib/domain/errors";
import { type Claim, claimFile, findClaim } from "./claim";
import type { OwnerOrder, OwnerReport } from "./owner-messages";
import { applicationName, type Purpose } from "./purposes";
import { LOOPBACK } from "./wire-server";

/** A port that takes a connection and stays silent this long is not taken over: its owner may only be busy. */
const HANDSHAKE_MS = 60_000;
const RETRY_MS = 100;
/** An owner without clients closes its database well within this. */
const LEAVING_MS = 3_000;
const OWNER_FILE = fileURLToPath(new URL("./owner.ts", import.meta.url));
const TSCONFIG = fileURLToPath(new URL("../../../tsconfig.cli.json", import.meta.url));

export interface EmbeddedDatabase {
  /** A PostgreSQL address on loopback, with its password, for this process and those it starts. */
  readonly url: string;
  /** Settles when the owner has gone without being asked. */
  readonly lost: Promise<void>;
  /** The owner's port and password, to be kept by the owner that replaces a lost one. */
  readonly place: OwnerPlace;
  /** Lets go. The owner stops after its last client; the process that started it waits for that if nobody else is left. */
  close(): Promise<void>;
}

export interface OwnerPlace {
  readonly port: number;
  readonly nonce: string;
}

export interface ConnectOptions {
  readonly purpose: Purpose;
  /** Empty the folder first; refused while anybody uses it. */
  readonly fresh?: boolean;
  /** Where the lost owner was, so that processes that know its address find the new one. */
  readonly place?: OwnerPlace;
}

/**
 * Joins the owner of a data folder, or starts it. As long as the result is open the owner stays.
 * @throws AppError CONFLICT when a demo asks and another runs, or `fresh` is asked while the folder is in use;
 * UNAVAILABLE when the owner does not answer or cannot open the folder.
 */
export async function connect(dataFolder: string, options: ConnectOptions): Promise<EmbeddedDatabase> {
  const folder = resolve(dataFolder);
  let fresh = options.fresh ?? false;
  for (;;) {
    const claim = await findClaim(folder);
    if (claim && !claim.stopped) {
      const presence = await knock(claim, options.purpose, folder);
      if (presence === "again") {
        await new Promise((done) => setTimeout(done, RETRY_MS));
        continue;
      }
      if (presence !== "nobody") {
        if (!fresh) return joined(claim, presence, () => untilLeft(folder, claim, options.purpose));
        await presence.end();
        throw new AppError("CONFLICT", `Souk is running on ${folder}: stop it before you empty the folder.`);
      }
    }
    const generation = (claim?.generation ?? 0) + 1;
    const owner = await startOwner(folder, generation, fresh, options.place);
    if (!owner) continue;
    // From here on the folder is empty already, whoever answers the next knock.
    fresh = false;
    const started = await findClaim(folder);
    if (!started) continue;
    const presence = await knock(started, options.purpose, folder);
    if (typeof presence !== "string") return joined(started, presence, () => letGo(owner));
  }
}

function address({ port, nonce }: OwnerPlace, name?: string): string {
  const suffix = name ? `&application_name=${name}` : "";
  return `postgresql://souk:${nonce}@${LOOPBACK}:${port}/postgres?sslmode=disable${suffix}`;
}

/** Signs in where a claim points to: the connection, "nobody" when no owner is there, "again" when one is leaving. */
async function knock(claim: Claim, purpose: Purpose, folder: string): Promise<Client | "nobody" | "again"> {
  const client = new Client({
    connectionString: address(claim, applicationName(purpose)),
    connectionTimeoutMillis: HANDSHAKE_MS,
    keepAlive: true,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    await client.end().catch(() => undefined);
    if (code === "55006") throw new AppError("CONFLICT", `${message} Folder: ${folder}`, { cause: error });
    if (code === "57P03") return "again";
    if (/timeout/i.test(message))
      throw new AppError(
        "UNAVAILABLE",
        `Something holds port ${claim.port} of ${folder} but does not answer. If no Souk runs there, delete ${claimFile(folder, claim.generation)}.`,
        { cause: error },
      );
    // Refused, cut off, or a stranger at that port: its owner is gone.
    return "nobody";
  }
}

function joined(claim: Claim, presence: Client, left: () => Promise<void>): EmbeddedDatabase {
  let closing = false;
  const lost = new Promise<void>((done) => {
    presence.once("end", () => {
      if (!closing) done();
    });
  });
  return {
    url: address(claim),
    lost,
    place: { port: claim.port, nonce: claim.nonce },
    close: async () => {
      if (closing) return;
      closing = true;
      await presence.end();
      await left();
    },
  };
}

/** A demo that joined somebody else's owner waits for it too, unless others keep it: then for a moment only. */
async function untilLeft(folder: string, { generation }: Claim, purpose: Purpose): Promise<void> {
  const giveUpMs = Date.now() + (purpose === "demo" ? LEAVING_MS : 0);
  while (Date.now() < giveUpMs) {
    const claim = await findClaim(folder);
    if (!claim || claim.stopped || claim.generation !== generation) return;
    await new Promise((done) => setTimeout(done, RETRY_MS));
  }
}

/** Tells the owner that its starter is done, and waits until it has stopped or says that others still need it. */
async function letGo(owner: ChildProcess): Promise<void> {
  if (owner.exitCode !== null || owner.signalCode !== null) return;
  await new Promise<void>((done) => {
    owner.once("exit", () => done());
    owner.on("message", (report: OwnerReport) => {
      if (report.kind !== "staying") return;
      owner.disconnect();
      owner.unref();
      done();
    });
    send(owner, { kind: "release" });
  });
}

function send(owner: ChildProcess, order: OwnerOrder): void {
  if (owner.connected) owner.send(order, () => undefined);
}

/** @returns the process that now owns the folder, or undefined when another was faster. */
async function startOwner(
  folder: string,
  generation: number,
  fresh: boolean,
  place: OwnerPlace | undefined,
): Promise<ChildProcess | undefined> {
  mkdirSync(folder, { recursive: true });
  const log = join(folder, "database.log");
  const logDescriptor = openSync(log, "a", 0o600);
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const owner = fork(OWNER_FILE, [], {
    execArgv: ["--import", loader],
    env: { ...process.env, TSX_TSCONFIG_PATH: TSCONFIG },
    stdio: ["ignore", logDescriptor, logDescriptor, "ipc"],
  });
  const outcome = new Promise<ChildProcess | undefined>((done, fail) => {
    const failed = (why: string) =>
      fail(new AppError("UNAVAILABLE", `The embedded database did not start: ${why} See ${log}.`));
    owner.once("error", (error) => failed(error.message));
    owner.once("exit", (code) => failed(`its process ended with ${code ?? "a signal"}.`));
    owner.on("message", (report: OwnerReport) => {
      if (report.kind === "serving") done(owner);
      if (report.kind === "lost") done(undefined);
      if (report.kind === "failed") failed(report.message);
    });
  });
  send(owner, {
    kind: "start",
    folder,
    generation,
    port: place?.port ?? null,
    nonce: place?.nonce ?? null,
    fresh,
  });
  return outcome;
}
