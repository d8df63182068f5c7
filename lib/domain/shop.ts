export const CLOCK_KINDS = ["wall", "simulated"] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** One shop as every floor sees it. */
export interface Shop {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** ISO 4217; every reported amount is in it. */
  readonly currency: string;
  /** IANA name: defines day, week and hour. */
  readonly timeZone: string;
  readonly clockKind: ClockKind;
  /** The shop's now when its clock is simulated. */
  readonly clockAt: Date | null;
}

/** The shop's business time: its own clock when simulated, else the wall's. */
export function shopNow(shop: Pick<Shop, "clockKind" | "clockAt">, wallNow: Date): Date {
  return shop.clockKind === "simulated" && shop.clockAt ? shop.clockAt : wallNow;
}
