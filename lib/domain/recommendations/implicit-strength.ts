/** What a customer did with a product, as counted by the database. */
export const SIGNALS = ["purchase", "cart", "click", "view", "rating", "hide"] as const;
export type SignalKind = (typeof SIGNALS)[number];

export interface Signal {
  readonly kind: SignalKind;
  readonly count: number;
  /** Stars of a rating, 1–5; else null. */
  readonly value: number | null;
  readonly lastAt: Date;
}

/** What one act of each kind is worth beside a purchase. */
const WORTH: Readonly<Record<Exclude<SignalKind, "rating" | "hide">, number>> = {
  purchase: 1,
  cart: 0.5,
  click: 0.25,
  view: 0.2,
};
/** What a star above or below three adds. */
const STAR_WORTH = 0.25;
/** An act is worth half as much after so many days; nothing is forgotten whole. */
const HALF_LIFE_DAYS = 180;
const LEAST_MEMORY = 0.2;
const DAY_MS = 86_400_000;

/**
 * How strongly a customer and a product met: Σ_kind worth · (1 + ln count) · memory(age) + stars, where memory falls
 * from 1 by half every 180 days, not below 0.2. A purchase that is known twice, from an order and from a report, counts
 * once, as the stronger of the two. Whoever hid a product does not want it: 0. Never negative.
 * @param now of the shop. O(signals).
 */
export function implicitStrength(signals: readonly Signal[], now: Date): number {
  let strength = 0;
  let purchase = 0;
  for (const { kind, count, value, lastAt } of signals) {
    if (kind === "hide") return 0;
    const ageDays = Math.max(0, (now.getTime() - lastAt.getTime()) / DAY_MS);
    const memory = Math.max(LEAST_MEMORY, 2 ** (-ageDays / HALF_LIFE_DAYS));
    if (kind === "rating") strength += (STAR_WORTH * ((value ?? 3) - 3) + STAR_WORTH) * memory;
    else {
      const worth = WORTH[kind] * (1 + Math.log(Math.max(1, count))) * memory;
      if (kind === "purchase") purchase = Math.max(purchase, worth);
      else strength += worth;
    }
  }
  return Math.max(0, strength + purchase);
}
