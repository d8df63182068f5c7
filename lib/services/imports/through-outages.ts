import { setTimeout as pause } from "node:timers/promises";
import { isConnectionError } from "@/lib/data/connection-error";
import { AppError } from "@/lib/domain/errors";

/** An owner of the embedded database that was killed is back within seconds; a server that restarts, within a minute. */
const ATTEMPTS = 30;
const PAUSE_MS = 2_000;

/**
 * Does work that the database's absence may interrupt, again when it is back.
 * @param settled asked before each new attempt: the interrupted one may have been stored without the word getting
 * through; what it returns, unless undefined, is the result
 * @throws AppError UNAVAILABLE when the database stays away
 */
export async function throughOutages<T>(
  work: () => Promise<T>,
  settled: () => Promise<T | undefined> = async () => undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const done = attempt > 1 ? await settled() : undefined;
      return done ?? (await work());
    } catch (error) {
      if (!isConnectionError(error)) throw error;
      if (attempt === ATTEMPTS)
        throw new AppError("UNAVAILABLE", "The database went away. Give the same command again to go on.", {
          cause: error,
        });
      await pause(PAUSE_MS);
    }
  }
}
