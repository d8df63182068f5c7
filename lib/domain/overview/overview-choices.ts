/** How many whole days the figures look back. */
export const OVERVIEW_PERIODS = [7, 30, 90] as const;
export type OverviewPeriod = (typeof OVERVIEW_PERIODS)[number];
const FIRST_PERIOD: OverviewPeriod = 30;

/** A period as an address names it; anything else is the usual one. */
export function overviewPeriod(days: unknown): OverviewPeriod {
  return OVERVIEW_PERIODS.find((known) => String(known) === String(days)) ?? FIRST_PERIOD;
}

export const OVERVIEW_MEASURES = ["revenue", "orders", "activeCustomers", "orderValue"] as const;
export type OverviewMeasure = (typeof OVERVIEW_MEASURES)[number];
