import { type ShopkeeperMemory, shopkeep } from "@/lib/world/shopkeeper";
import type { WorldState } from "@/lib/world/state";
import { advance } from "@/lib/world/step";
import type { Actions, DayEvents } from "@/lib/world/types";
import { replicateOf } from "../truth/counterfactual";

/**
 * A way to run the shop. It sees what a shop sees, yesterday's rows, and never the world behind them;
 * `usual` is what the shopkeeper would do today, to be kept, changed or thrown away.
 */
export interface Policy {
  readonly name: string;
  /** Begins afresh for every run; the function it gives is asked each morning. */
  begin(): (yesterday: DayEvents | null, usual: Actions) => Actions;
}

export interface ForwardResult {
  readonly policy: string;
  readonly profitMinor: number;
  readonly netRevenueMinor: number;
  readonly orders: number;
  readonly units: number;
  /** Profit by week; the last one may be short. */
  readonly weeklyProfitMinor: readonly number[];
}

/**
 * Lets a policy run the shop from a morning on, in one throw of the dice. Runs of the same replicate share every
 * draw, whatever the policies do. `state` and `memory` are left as they were.
 * Cost: `days` days of the world and what the policy takes.
 */
export function runForward(
  start: { readonly state: WorldState; readonly memory: ShopkeeperMemory },
  policy: Policy,
  options: { readonly days: number; readonly replicate: number },
): ForwardResult {
  const state = replicateOf(start.state, options.replicate);
  let { memory } = start;
  const act = policy.begin();
  let yesterday: DayEvents | null = null;
  const totals = { profitMinor: 0, netRevenueMinor: 0, orders: 0, units: 0 };
  const weeklyProfitMinor: number[] = [];
  for (let k = 0; k < options.days; k++) {
    const usual = shopkeep(state, memory);
    memory = usual.memory;
    const today: DayEvents = advance(state, act(yesterday, usual.actions));
    const week = Math.floor(k / 7);
    weeklyProfitMinor[week] = (weeklyProfitMinor[week] ?? 0) + today.ledger.profitMinor;
    totals.profitMinor += today.ledger.profitMinor;
    totals.netRevenueMinor += today.ledger.netRevenueMinor;
    totals.orders += today.orders.length;
    for (const order of today.orders) for (const line of order.lines) totals.units += line.quantity;
    yesterday = today;
  }
  return { policy: policy.name, ...totals, weeklyProfitMinor };
}

/** The shopkeeper's own way. */
export const USUAL: Policy = { name: "shopkeeper", begin: () => (_, usual) => usual };
