import { HISTORY, SIZES, WORLD_VERSION } from "./parameters";
import type { WorldSettings } from "./types";

/**
 * Fills in what a caller leaves open. The demo's history ends on 2026-10-31; its "today" is the day after.
 * @throws RangeError for counts that are not whole numbers from 0 to a million, or a seed that is not safe.
 */
export function worldSettings(wish: Partial<Omit<WorldSettings, "version">> = {}): WorldSettings {
  const size = wish.size ?? "standard";
  const settings: WorldSettings = {
    version: WORLD_VERSION,
    seed: wish.seed ?? HISTORY.seed,
    size,
    customers: wish.customers ?? SIZES[size].customers,
    windowShoppers: wish.windowShoppers ?? SIZES[size].windowShoppers,
    products: wish.products ?? SIZES[size].products,
    startDate: wish.startDate ?? HISTORY.startDate,
    historyDays: wish.historyDays ?? HISTORY.days,
    timeZone: wish.timeZone ?? HISTORY.timeZone,
    currency: wish.currency ?? HISTORY.currency,
    replicate: wish.replicate ?? 0,
    deliveries: wish.deliveries ?? true,
    dirt: wish.dirt ?? 1,
  };
  for (const name of ["customers", "windowShoppers", "products", "historyDays"] as const) {
    const value = settings[name];
    if (!Number.isInteger(value) || value < 0 || value > 1_000_000)
      throw new RangeError(`${name} must be a whole number from 0 to 1,000,000, not ${value}.`);
  }
  if (!Number.isSafeInteger(settings.seed) || !Number.isSafeInteger(settings.replicate))
    throw new RangeError("Seed and replicate must be safe whole numbers.");
  if (!(settings.dirt >= 0 && settings.dirt <= 10)) throw new RangeError("dirt must lie between 0 and 10.");
  return settings;
}
