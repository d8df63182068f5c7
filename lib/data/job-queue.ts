import "server-only";
import PgBoss from "pg-boss";
import { JOB_QUEUES, type JobQueue } from "@/lib/domain/jobs";
import { databaseUrl } from "@/lib/platform/env";
import { QueueDatabase } from "@/lib/platform/queue-database";
import type { Db } from "./scope";

const installed = new Map<string, Promise<void>>();

/** Makes the queue's own tables and queues where they are missing. Once a database; never inside a transaction. */
export function ensureQueues(): Promise<void> {
  const url = databaseUrl();
  const done = installed.get(url) ?? install();
  installed.set(url, done);
  return done.catch((error: unknown) => {
    installed.delete(url);
    throw error;
  });
}

async function install(): Promise<void> {
  const database = new QueueDatabase({ connections: 1 });
  try {
    const boss = new PgBoss({ db: database, supervise: false, schedule: false });
    await boss.start();
    for (const queue of Object.values(JOB_QUEUES)) await boss.createQueue(queue.name, queue);
    await boss.stop({ graceful: false });
  } finally {
    await database.close();
  }
}

// Sending needs no connection of its own: every message goes through the transaction that it belongs to.
const sender = new PgBoss({
  db: {
    executeSql: () => Promise.reject(new Error("Messages are sent inside a transaction.")),
  },
});

/**
 * Sends a message in the transaction of the change that asks for it: both become true, or neither.
 * @param options.key one waiting message a key; a second one is dropped.
 */
export async function sendJob(
  db: Db,
  queue: JobQueue,
  payload: object,
  options: { key: string; startAfterSeconds?: number },
): Promise<void> {
  await sender.send(JOB_QUEUES[queue].name, payload, {
    singletonKey: options.key,
    ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
    db: {
      executeSql: async (text, values) => {
        const plain = values.map((value: unknown) =>
          typeof value === "object" && value !== null ? JSON.stringify(value) : (value ?? null),
        );
        return { rows: await db.$queryRawUnsafe<unknown[]>(text, ...plain) };
      },
    },
  });
}
