import { LivingWorld } from "@/lib/demo/world/living-world";
import { logger } from "@/lib/platform/logger";

/** The demo's clock runs a day a minute. Wall time. */
export const LIVE_DAY_MS = 60_000;

export interface LiveOptions {
  readonly slug: string;
  readonly dayMs?: number;
}

/**
 * Lets the world behind the demo's shop go on: one round is at most one day.
 * @returns a function that does a round and says how many milliseconds later to call it again
 */
export function liveWorld({ slug, dayMs = LIVE_DAY_MS }: LiveOptions, wallNow: () => Date) {
  let world: LivingWorld | undefined;
  return async (): Promise<number> => {
    world ??= await LivingWorld.open(slug);
    const waitMs = await world.msUntilNextDay(wallNow(), dayMs);
    if (waitMs > 0) return waitMs;
    const stepped = await world.step(wallNow());
    if (stepped) logger.info({ day: stepped.day, clockAt: stepped.clockAt }, "the shop lived a day");
    return 0;
  };
}
