import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { waitUntilServing } from "../demo/wait-until-serving";
import { withDatabase } from "../evaluate/with-database";
import { findFreePort } from "../process/free-port";
import { familyFigures } from "../process/process-figures";
import { SupervisedChild } from "../process/supervised-child";
import { ApiClient } from "./api-client";
import { machineTimes, shareOf } from "./machine-times";
import { type LatencyFigures, steadyLoad } from "./steady-load";

const USAGE = `npm run bench -- serving [--customers 2000] [--products 500] [--rate 50] [--seconds 10] [--rival-rate 10]
On the PostgreSQL server of DATABASE_URL, which should be empty, or on an embedded database of its own.`;
const FIRST_PORT = 3900;
const PATIENCE_MS = 120_000;
const PLACES = 8;
/** The first lists wait for model and catalogue, and run before the compiler has seen enough of them. */
const WARM_SECONDS = 10;
/** Requests a minute that the key may make for each one a second. */
const ALLOWANCE = 1_000;
const CONSTANT_SERVER = fileURLToPath(new URL("constant-server.mjs", import.meta.url));
const RUN_FILE = fileURLToPath(new URL("../run.mjs", import.meta.url));

interface ServingOptions {
  readonly customers: number;
  readonly products: number;
  readonly rate: number;
  readonly seconds: number;
  readonly rivalRate: number;
}

/**
 * Latency of `GET /api/v1/recommendations` as a shop's site meets it: `npm run api` in a process of its own, asked
 * from this one over HTTP with a key, every request for another customer; and the same question answered by a plain
 * SQL co-occurrence query. One JSON object is the last line.
 */
export async function benchServing(args: readonly string[]): Promise<void> {
  const options = toOptions(args);
  if (!options) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 1;
    return;
  }
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const folder = await mkdtemp(join(tmpdir(), "souk-bench-"));
  process.env.BETTER_AUTH_SECRET ??= randomBytes(32).toString("base64url");
  try {
    const report = await withDatabase(undefined, () => measure(options, folder, say));
    process.stdout.write(`${JSON.stringify({ ...options, ...report })}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  { customers, products, rate, seconds, rivalRate }: ServingOptions,
  folder: string,
  say: (sentence: string) => void,
): Promise<object> {
  const shop = await import("@/lib/services/load/load-shop");
  say(`Filling a shop of ${customers} customers and ${products} products, and training, unless it stands.`);
  const prepared = await shop.prepareLoadShop({ customers, products });
  const model = await shop.measureModelLoad(prepared.storeId);
  const key = await shop.createLoadKey(prepared.storeId);
  const address = `http://127.0.0.1:${await findFreePort(FIRST_PORT)}`;
  const api = new SupervisedChild({
    name: "API",
    script: [RUN_FILE, "api", "--port", new URL(address).port],
    env: { NODE_ENV: "production", API_REQUESTS_PER_MINUTE: String(ALLOWANCE * rate) },
    logFile: join(folder, "api.log"),
    onBroken: say,
  });
  const client = new ApiClient(address, key);
  try {
    await waitUntilServing({ address, patienceMs: PATIENCE_MS });
    let asked = 0;
    let fallbacks = 0;
    const one = async () => {
      // A step that shares no factor with a round number of customers meets each of them before any again.
      const customer = shop.loadCustomerId((asked++ * 7_919) % customers);
      const text = await client.get(
        `/api/v1/recommendations?placement=home&customer=${customer}&n=${PLACES}`,
      );
      if (!text.includes('"fallback":null')) fallbacks++;
    };
    say("Asking a server that does nothing: the floor of this machine.");
    const floor = await measureFloor({ rate, seconds: Math.min(seconds, 20) }, key, folder);
    say("Warming up.");
    await steadyLoad(one, { perSecond: rate, seconds: WARM_SECONDS });
    await shop.waitUntilLogged(prepared.storeId, asked);
    const serverId = api.processId!;
    const before = await familyFigures(serverId);
    const machineBefore = await machineTimes();
    const ownBefore = process.cpuUsage();
    say(`Asking for ${rate} lists a second for ${seconds} seconds.`);
    const engine = await steadyLoad(one, { perSecond: rate, seconds });
    const own = process.cpuUsage(ownBefore);
    const after = await familyFigures(serverId);
    const machine = shareOf(machineBefore, await machineTimes());
    const logged = await shop.waitUntilLogged(prepared.storeId, asked);
    say("Asking the SQL co-occurrence query.");
    let rivalAsked = 0;
    const coOccurrence = await steadyLoad(
      () => shop.askCoOccurrence(prepared.storeId, (rivalAsked++ * 7_919) % customers, PLACES),
      { perSecond: rivalRate, seconds: Math.min(seconds, 10) },
    );
    return {
      ...{
        fillSeconds: prepared.fillSeconds,
        trainSeconds: prepared.trainSeconds,
        model,
        floor,
        engine,
        machine,
      },
      serverCpuMsPerList: round((1000 * (after.cpuSeconds - before.cpuSeconds)) / engine.requests),
      clientCpuMsPerList: round((own.user + own.system) / 1000 / engine.requests),
      ...{ serverMemoryMb: after.memoryMb, coOccurrence, fallbacks, served: asked, logged },
    };
  } finally {
    client.close();
    await api.stop();
  }
}

/** The same load on a server in a process of its own that answers a constant. */
async function measureFloor(
  { rate, seconds }: Pick<ServingOptions, "rate" | "seconds">,
  key: string,
  folder: string,
): Promise<LatencyFigures> {
  const port = await findFreePort(FIRST_PORT);
  const address = `http://127.0.0.1:${port}`;
  const server = new SupervisedChild({
    ...{ name: "constant server", script: [CONSTANT_SERVER, String(port)], env: {} },
    ...{ logFile: join(folder, "constant.log"), onBroken: () => undefined },
  });
  const client = new ApiClient(address, key);
  try {
    await waitUntilServing({ address, patienceMs: PATIENCE_MS });
    const one = () => client.get("/").then(() => undefined);
    await steadyLoad(one, { perSecond: rate, seconds: 3 });
    return await steadyLoad(one, { perSecond: rate, seconds });
  } finally {
    client.close();
    await server.stop();
  }
}

function toOptions(args: readonly string[]): ServingOptions | null {
  const text = (preset: string) => ({ type: "string", default: preset }) as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        customers: text("2000"),
        products: text("500"),
        rate: text("50"),
        seconds: text("10"),
        "rival-rate": text("10"),
      },
    });
    const options = {
      customers: Number(values.customers),
      products: Number(values.products),
      rate: Number(values.rate),
      seconds: Number(values.seconds),
      rivalRate: Number(values["rival-rate"]),
    };
    return Object.values(options).every((value) => value > 0) ? options : null;
  } catch {
    return null;
  }
}

function round(value: number): number | null {
  return Number.isFinite(value) ? Math.round(100 * value) / 100 : null;
}
