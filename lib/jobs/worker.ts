import { setTimeout as pause } from "node:timers/promises";
import PgBoss from "pg-boss";
import { JOB_QUEUES, type JobQueue } from "@/lib/domain/jobs";
import { newId } from "@/lib/platform/ids";
import { logger } from "@/lib/platform/logger";
import { QueueDatabase } from "@/lib/platform/queue-database";
import { sweepPrices } from "@/lib/services/pricing/sweep-prices";
import { sweepRecommendations } from "@/lib/services/recommendations/sweep-recommendations";
import { sweepExpiredRuns } from "@/lib/services/training/sweep-expired-runs";
import { deliverWebhooks } from "@/lib/services/webhooks/deliver-webhooks";
import { handleTrain } from "./handlers/train";
import type { JobContext } from "./job-context";
import { type LiveOptions, liveWorld } from "./live-world";

const HANDLERS: Record<JobQueue, (payload: unknown, context: JobContext) => Promise<void>> = {
  train: handleTrain,
};
const POLL_MS = 500;
const SWEEP_MS = 5_000;
/** Messages of one queue under way at once: who asks for a short run does not wait for a long one of somebody else. */
const LANES = 2;
/** Between attempts while the database is away. */
const AWAY_MS = 1_000;

export interface Worker {
  readonly id: string;
  /** Stops between two steps of the run under way, which goes back into the queue, and lets go of the database. */
  stop(): Promise<void>;
}

/**
 * Takes messages from the queues, a few at a time, by asking again and again: the embedded database delivers no
 * notifications. Runs under way take turns step by step. A message only points at a row; what is claimed, retried and finished, the row says.
 */
export async function startWorker(
  options: { wallNow?: () => Date; leaseMs?: number; sweepMs?: number; live?: LiveOptions } = {},
): Promise<Worker> {
  const { wallNow = () => new Date(), leaseMs, sweepMs = SWEEP_MS, live } = options;
  const id = newId();
  const leaving = new AbortController();
  const database = new QueueDatabase({ connections: 1 });
  const boss = new PgBoss({ db: database, schedule: false });
  boss.on("error", (error) => logger.warn({ err: error }, "the queue's upkeep failed; it tries again"));
  await boss.start();
  for (const queue of Object.values(JOB_QUEUES)) await boss.createQueue(queue.name, queue);
  const context: JobContext = {
    workerId: id,
    wallNow,
    signal: leaving.signal,
    ...(leaseMs === undefined ? {} : { leaseMs }),
  };
  const loops = [
    ...(Object.keys(HANDLERS) as JobQueue[]).flatMap((queue) =>
      Array.from({ length: LANES }, () =>
        repeat(leaving.signal, `taking messages of "${queue}"`, () => takeOne(boss, queue, context)),
      ),
    ),
    repeat(leaving.signal, "sweeping", async () => {
      const { restarted, ended } = await sweepExpiredRuns(wallNow());
      if (restarted + ended > 0) logger.info({ restarted, ended }, "runs whose worker stopped");
      return sweepMs;
    }),
    repeat(leaving.signal, "moving prices on", async () => {
      const swept = await sweepPrices(wallNow());
      if (Object.values(swept).some((count) => count > 0)) logger.info(swept, "prices moved on");
      return sweepMs;
    }),
    repeat(leaving.signal, "keeping recommendations up", async () => {
      const swept = await sweepRecommendations(wallNow());
      if (swept.moved + swept.queued > 0) logger.info(swept, "recommendations moved on");
      return sweepMs;
    }),
    repeat(leaving.signal, "delivering webhooks", async () => {
      const { delivered, failed, more } = await deliverWebhooks(wallNow());
      if (delivered + failed > 0) logger.info({ delivered, failed }, "webhooks sent");
      return more ? 0 : sweepMs;
    }),
    ...(live ? [repeat(leaving.signal, "living a day", liveWorld(live, wallNow))] : []),
  ];
  logger.info({ workerId: id }, "worker ready");
  return {
    id,
    stop: async () => {
      leaving.abort();
      await Promise.all(loops);
      await boss.stop({ graceful: false });
      await database.close();
    },
  };
}

/** @returns how long to wait before asking again */
async function takeOne(boss: PgBoss, queue: JobQueue, context: JobContext): Promise<number> {
  const { name } = JOB_QUEUES[queue];
  const [job] = await boss.fetch<object>(name);
  if (!job) return POLL_MS;
  try {
    await HANDLERS[queue](job.data, context);
  } catch (error) {
    logger.error({ err: error, queue, payload: job.data }, "a message could not be handled");
    await boss.fail(name, job.id, { message: String(error) });
    return 0;
  }
  await boss.complete(name, job.id);
  return 0;
}

async function repeat(signal: AbortSignal, what: string, work: () => Promise<number>): Promise<void> {
  while (!signal.aborted) {
    const waitMs = await work().catch((error: unknown) => {
      logger.warn({ err: error }, `${what} failed; trying again`);
      return AWAY_MS;
    });
    await pause(waitMs, undefined, { signal }).catch(() => undefined);
  }
}
