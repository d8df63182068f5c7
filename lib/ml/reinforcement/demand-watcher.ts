import type { Rng } from "../core/rng";
import type { Policy } from "./finite-mdp";
import type { ReferencePrice } from "./reference-price";
import type { SeasonalStock } from "./seasonal-stock";

/** Share of random prices once there is a plan to follow. */
export const EXPLORING_SHARE = 0.5;

/** Collects what a shop shows under a policy with exploration, and makes a model of it. */
export interface DemandWatcher {
  readonly observations: number;
  /** @param amount seasons, or periods of an endless process. @param policy null: random prices. */
  watch(amount: number, policy: Policy | null, rng: Rng): void;
  fit(): SeasonalStock | ReferencePrice;
}
