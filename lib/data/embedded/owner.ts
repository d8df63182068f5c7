// The one process that opens a data folder's database, started by connect.ts. It serves a loopback port, stays as
// long as anybody is connected, and stops after the last client: Ctrl-C reaches it too and means nothing to it.
import { randomBytes } from "node:crypto";
import type { PGlite } from "@electric-sql/pglite";
import { logger } from "@/lib/platform/logger";
import { type Claim, releaseClaim, takeClaim } from "./claim";
import { emptyDataFolder, openDatabase } from "./data-folder";
import { Housekeeping } from "./housekeeping";
import type { OwnerOrder, OwnerReport } from "./owner-messages";
import { DEMO_NAME } from "./purposes";
import type { Turns } from "./turns";
import { WireServer } from "./wire-server";

/** How long an owner without clients waits for the next one: enough for a process that was restarted. */
const LINGER_MS = 3_000;
/** The same for the very first client, whose process may be slow to come. */
const FIRST_CLIENT_MS = 60_000;

interface Service {
  readonly folder: string;
  readonly claim: Claim;
  readonly server: WireServer;
  readonly database: PGlite;
  readonly turns: Turns;
  readonly housekeeping: Housekeeping;
}

let service: Service | undefined;
let released = false;
let leaving: NodeJS.Timeout | undefined;

function report(message: OwnerReport): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

function leaveAfter(waitMs: number): void {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (service && service.server.clients === 0) void stop(service);
  }, waitMs);
}

function onClients(count: number): void {
  clearTimeout(leaving);
  if (count === 0) leaveAfter(released ? 0 : LINGER_MS);
}

function die(error: unknown): void {
  logger.fatal({ err: error }, "the embedded database failed; the next owner recovers it from its log");
  process.exit(1);
}

async function stop({ folder, claim, server, database, turns, housekeeping }: Service): Promise<void> {
  service = undefined;
  housekeeping.stop();
  server.refuseNewcomers();
  await turns.stop();
  await database.close();
  await releaseClaim(folder, claim);
  server.close();
  logger.info({ folder }, "the embedded database is closed");
  process.exit(0);
}

async function start(order: OwnerOrder & { kind: "start" }): Promise<void> {
  const nonce = order.nonce ?? randomBytes(24).toString("base64url");
  const server = new WireServer({
    password: nonce,
    exclusive: {
      name: DEMO_NAME,
      refusal: "A demo is already running on this data folder.",
    },
    onGoodbye: () => {
      released = true;
    },
    onClients,
    onFatal: die,
  });
  const port = await server.listen(order.port ?? 0);
  const claim: Claim = { generation: order.generation, port, nonce, processId: process.pid, stopped: false };
  if (!(await takeClaim(order.folder, claim))) {
    report({ kind: "lost" });
    process.exit(0);
  }
  if (order.fresh) await emptyDataFolder(order.folder);
  const database = await openDatabase(order.folder);
  const turns = await server.serve(database);
  const housekeeping = new Housekeeping(turns, (error) => logger.warn({ err: error }, "tidying up failed"));
  service = { folder: order.folder, claim, server, database, turns, housekeeping };
  logger.info({ folder: order.folder, port, generation: claim.generation }, "the embedded database is open");
  if (server.clients === 0) leaveAfter(FIRST_CLIENT_MS);
  report({ kind: "serving" });
}

function release(): void {
  released = true;
  if (!service) return;
  if (service.server.clients === 0) void stop(service);
  else report({ kind: "staying" });
}

for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("SIGTERM", () => {
  if (service) void stop(service);
  else process.exit(0);
});
process.on("uncaughtException", die);
process.on("unhandledRejection", die);
process.on("disconnect", () => {
  if (!service) return;
  if (service.server.clients === 0) leaveAfter(LINGER_MS);
});
process.on("message", (order: OwnerOrder) => {
  if (order.kind === "release") return release();
  start(order).catch((error: Error) => {
    logger.error({ err: error }, "the embedded database could not be opened");
    report({ kind: "failed", message: error.message });
    setTimeout(() => process.exit(1), 100);
  });
});
