import { worldSettings } from "./settings";
import { newShopkeeper, type ShopkeeperMemory, shopkeep } from "./shopkeeper";
import { createState, type WorldState } from "./state";
import { advance } from "./step";
import type { DayEvents, WorldSettings } from "./types";

/** Where a history ends, for whoever lets the world go on. */
export interface HistoryEnd {
  readonly state: WorldState;
  readonly memory: ShopkeeperMemory;
}

/**
 * The shop's history under its shopkeeper, a day at a time: take a day, write it, take the next. Only one day's
 * rows are alive at once.
 * @returns (as the generator's value) the state on the morning after
 */
export function* runHistory(
  wish: Partial<Omit<WorldSettings, "version">> = {},
): Generator<DayEvents, HistoryEnd> {
  const settings = worldSettings(wish);
  const state = createState(settings);
  let memory = newShopkeeper();
  for (let day = 0; day < settings.historyDays; day++) {
    const plan = shopkeep(state, memory);
    memory = plan.memory;
    yield advance(state, plan.actions);
  }
  return { state, memory };
}
