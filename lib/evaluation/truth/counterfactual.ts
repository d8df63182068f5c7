import { Draws } from "@/lib/world/draws";
import { newShopkeeper, shopkeep } from "@/lib/world/shopkeeper";
import { cloneState, type WorldState } from "@/lib/world/state";
import { advance } from "@/lib/world/step";
import type { Actions, DayEvents } from "@/lib/world/types";

/**
 * The same morning in another throw of the dice: people, goods and past are kept, every later chance is drawn
 * anew from `replicate`. Two states of one replicate meet the same chances whatever is done in them.
 */
export function replicateOf(state: WorldState, replicate: number): WorldState {
  const { world } = state;
  const copy = cloneState(state);
  return {
    ...copy,
    world: { ...world, daily: new Draws(world.settings.seed, 1_000_003 + replicate) },
  };
}

/**
 * Runs a shop that stands still but for `extra`: everyday prices, the same advertising and lists as the
 * shopkeeper's, the staff answering, no campaigns and no price moves.
 * @param state is left as it was
 */
export function* runStill(
  state: WorldState,
  days: number,
  extra: (day: number, state: WorldState) => Actions,
): Generator<DayEvents, WorldState> {
  const copy = cloneState(state);
  const memory = newShopkeeper();
  for (let k = 0; k < days; k++) {
    const { recommend, spend, reply } = shopkeep(copy, memory).actions;
    yield advance(copy, { recommend, spend, reply, ...extra(copy.day, copy) } as Actions);
  }
  return copy;
}
