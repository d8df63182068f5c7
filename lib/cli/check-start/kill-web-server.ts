import { setTimeout as pause } from "node:timers/promises";
import { type AppDatabase, openAppDatabase } from "../process/app-database";

const FIRST_MESSAGES = 5;
const LONGEST_MS = 800;
const LOOK_AGAIN_MS = 100;
/** As many as one request may carry. */
const RESENT_AT_ONCE = 200;

/** A demo that is open, as it told of itself. */
export interface OpenDemo {
  readonly folder: string;
  readonly address: string;
  readonly webServerId: number;
}

/**
 * Kills a demo's web server at a random moment, while a shop's site sends it feedback and the worker has a run under
 * way. It must serve again with every message that it acknowledged, and the run must end as if nothing had been.
 * @returns how many messages were acknowledged before. @throws Error for what was lost
 */
export async function killWebServer({ folder, address, webServerId }: OpenDemo): Promise<number> {
  const database = await openAppDatabase({ purpose: "worker", dataFolder: folder });
  try {
    return await killed(address, webServerId);
  } finally {
    await leave(database);
  }
}

async function killed(address: string, webServerId: number): Promise<number> {
  // Loaded only now: they need the database's address.
  const { systemActor } = await import("@/lib/domain/actor");
  const { getImportStore } = await import("@/lib/services/imports/ensure-import-store");
  const { createApiKey } = await import("@/lib/services/api-keys/create-api-key");
  const { enqueueTraining } = await import("@/lib/services/training/enqueue-training");
  const { getRun } = await import("@/lib/services/training/get-run");
  const { isTerminal } = await import("@/lib/domain/runs");
  const { WORLD_STORE_SLUG } = await import("@/lib/demo/world/fill-world-store");

  const actor = systemActor((await getImportStore(WORLD_STORE_SLUG)).id);
  const scopes = ["recommendations:read", "feedback:write"] as const;
  const { key } = await createApiKey(actor, { name: "Check", scopes: [...scopes] }, new Date());
  const site = new Site(address, key);
  const recommendationId = await site.getList();
  const asked = { kind: "recommendation", params: { seed: 2 }, idempotencyKey: "check:web-kill" } as const;
  let run = await enqueueTraining(actor, asked, new Date());
  const look = async () => {
    await pause(LOOK_AGAIN_MS);
    run = await getRun(actor, run.id);
  };
  while (run.status === "queued") await look();

  const messageIds: string[] = [];
  const sending = site.sendUntilItFails(recommendationId, messageIds);
  let failed = false;
  void sending.then(() => {
    failed = true;
  });
  while (messageIds.length < FIRST_MESSAGES && !failed) await pause(LOOK_AGAIN_MS);
  if (failed) throw new Error(`Only ${messageIds.length} messages were taken before any kill.`);
  await pause(Math.random() * LONGEST_MS);
  process.kill(webServerId, "SIGKILL");
  await sending;
  while (!(await site.isServed())) await pause(LOOK_AGAIN_MS);
  for (let k = 0; k < messageIds.length; k += RESENT_AT_ONCE) {
    const again = messageIds.slice(k, k + RESENT_AT_ONCE);
    const { repeated } = await site.send(recommendationId, again);
    if (repeated !== again.length)
      throw new Error(`${again.length - repeated} messages were acknowledged and are not there.`);
  }
  while (!isTerminal(run.status)) await look();
  if (run.status !== "succeeded") throw new Error(`The run under way ended as ${run.status}.`);
  return messageIds.length;
}

/** A shop's own site that talks to the public API. */
class Site {
  readonly #address: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(address: string, key: string) {
    this.#address = address;
    this.#headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  }

  async getList(): Promise<string> {
    const list = (await this.#ask("recommendations?placement=home&session=check&n=3")) as {
      recommendationId: string;
    };
    return list.recommendationId;
  }

  send(recommendationId: string, messageIds: readonly string[]): Promise<{ repeated: number }> {
    const feedback = messageIds.map((messageId) => ({ recommendationId, kind: "impression", messageId }));
    const init = { method: "POST", body: JSON.stringify({ feedback }) };
    return this.#ask("recommendations/feedback", init) as Promise<{ repeated: number }>;
  }

  /** One message after another. @param acknowledged gets those that were */
  async sendUntilItFails(recommendationId: string, acknowledged: string[]): Promise<void> {
    try {
      for (;;) {
        const messageId = `m${acknowledged.length}`;
        await this.send(recommendationId, [messageId]);
        acknowledged.push(messageId);
      }
    } catch {
      // Its server has been killed.
    }
  }

  async isServed(): Promise<boolean> {
    return fetch(`${this.#address}/sign-in`).then(
      (response) => response.ok,
      () => false,
    );
  }

  async #ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await fetch(`${this.#address}/api/v1/${path}`, { ...init, headers: this.#headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    return response.json();
  }
}

/** Leaves no trace of it in this process: the next demo it starts has a database of its own. */
async function leave(database: AppDatabase): Promise<void> {
  const { disconnect } = await import("@/lib/data/disconnect");
  await disconnect();
  await database.close();
  delete process.env.DATABASE_URL;
}
