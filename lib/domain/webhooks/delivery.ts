export const DELIVERY_STATUSES = ["waiting", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** How long to wait after each attempt that failed; after the last one nothing is tried any more. */
const WAITS_MS = [
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  8 * HOUR_MS,
  24 * HOUR_MS,
];
export const MOST_ATTEMPTS = WAITS_MS.length + 1;

/** When to try again after so many attempts that failed; null: no more. O(1). */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}

/** An answer of 2xx takes a delivery in; anything else, a redirect too, does not. */
export function isTakenIn(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
