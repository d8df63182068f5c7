import { refreshPricesInForce } from "@/lib/data/product-figures";
import { inTransaction, type StoreScope, storeScope } from "@/lib/data/scope";
import { advanceClock, findStoreBySlug } from "@/lib/data/stores";
import { findWorldPace, findWorldState, moveWorldState } from "@/lib/data/world-state";
import { AppError } from "@/lib/domain/errors";
import { refreshFeatures } from "@/lib/services/customers/refresh-features";
import { refreshProductFigures } from "@/lib/services/products/refresh-product-figures";
import type { HistoryEnd } from "@/lib/world/run-history";
import { shopkeep } from "@/lib/world/shopkeeper";
import { advance } from "@/lib/world/step";
import { chargeDecidedPrices } from "./charge-decided-prices";
import { shopMorning } from "./shop-morning";
import { decodeSnapshot, encodeSnapshot } from "./world-snapshot";
import { writeDays } from "./write-days";

const NO_WORLD =
  "No state of the world is kept for this shop, so it cannot go on. Start once with --fresh, or without --live.";

/**
 * The world behind a shop, going on. Each step writes a day's rows, the world's state and the shop's clock in one
 * transaction: a process that is killed leaves a whole day or none, and the next goes on with the day after. Several
 * processes may step the same shop; each day is written by one of them.
 */
export class LivingWorld {
  readonly #scope: StoreScope;
  /** Where this process believes the world stands; forgotten whenever that may be wrong. */
  #at: HistoryEnd | undefined;

  private constructor(scope: StoreScope) {
    this.#scope = scope;
  }

  /**
   * The world behind the shop of this address.
   * @throws AppError NOT_FOUND for a shop that is not there, or that no world stands behind
   */
  static async open(slug: string): Promise<LivingWorld> {
    const shop = await findStoreBySlug(slug);
    const scope = shop && storeScope(shop.id);
    if (!scope || !(await findWorldPace(scope))) throw new AppError("NOT_FOUND", NO_WORLD);
    return new LivingWorld(scope);
  }

  /** Wall milliseconds until the next day begins, when a day lasts `dayMs`; 0 when it is due. */
  async msUntilNextDay(wallNow: Date, dayMs: number): Promise<number> {
    const { steppedAt } = (await findWorldPace(this.#scope)) ?? { steppedAt: null };
    const waited = steppedAt ? wallNow.getTime() - steppedAt.getTime() : dayMs;
    // A wall clock that was set back must not stop the world for as long.
    return waited < 0 ? dayMs : Math.max(0, dayMs - waited);
  }

  /**
   * Steps one day and brings the figures of customers and products up to it.
   * @returns the number of the day that was written and the shop's new time, or null when another process was first
   * @throws AppError NOT_FOUND for a shop without a world; RangeError for a world of another version
   */
  async step(wallNow: Date): Promise<{ day: number; clockAt: Date } | null> {
    const { state, memory } = this.#at ?? (await this.#load());
    this.#at = undefined;
    const { day, world } = state;
    const clockAt = shopMorning(world.calendar, day + 1);
    const plan = shopkeep(state, memory);
    const decided = await chargeDecidedPrices(this.#scope, state, plan.actions);
    const events = advance(state, decided.actions);
    const next = { state, memory: plan.memory };
    const written = await inTransaction(this.#scope, async (tx) => {
      const content = encodeSnapshot(next);
      if (!(await moveWorldState(tx, day, { day: day + 1, content, steppedAt: wallNow }))) return false;
      await writeDays(tx, [decided.written(events)]);
      await advanceClock(tx, clockAt);
      await refreshPricesInForce(tx, clockAt);
      return true;
    });
    if (!written) return null;
    this.#at = next;
    await refreshFeatures(this.#scope, clockAt);
    await refreshProductFigures(this.#scope, () => wallNow);
    return { day, clockAt };
  }

  async #load(): Promise<HistoryEnd> {
    const stored = await findWorldState(this.#scope);
    if (!stored) throw new AppError("NOT_FOUND", NO_WORLD);
    return decodeSnapshot(stored.content);
  }
}
