import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Writes of one transaction that do not need each other's rows: each is packed and sent while the database is still at
 * those before, instead of after their answers. All have ended when this returns.
 * @throws whatever failed first; what came after it in the transaction failed only because of it
 */
export async function sideBySide<T extends Readonly<Record<string, () => Promise<unknown>>>>(
  writes: T,
): Promise<{ [K in keyof T]: Awaited<ReturnType<T[K]>> }> {
  const results: Record<string, unknown> = {};
  const failures: unknown[] = [];
  const running: Promise<void>[] = [];
  for (const [name, write] of Object.entries(writes)) {
    running.push(
      write().then(
        (result) => {
          results[name] = result;
        },
        (error: unknown) => {
          failures.push(error);
        },
      ),
    );
    await nextTurn();
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
  return results as { [K in keyof T]: Awaited<ReturnType<T[K]>> };
}
