/** "low": there is some, but it lasts for less than two weeks. */
export const STOCK_STATES = ["in", "low", "out"] as const;
export type StockState = (typeof STOCK_STATES)[number];

/** Bands of the margin in percent of the net price; the lower bound belongs to the band. */
export const MARGIN_BANDS = ["below-0", "0-20", "20-40", "40-60", "60-up"] as const;
export type MarginBand = (typeof MARGIN_BANDS)[number];

/** The last 28 days against the 28 before. */
export const SALES_TRENDS = ["rising", "falling", "none"] as const;
export type SalesTrend = (typeof SALES_TRENDS)[number];

/** From (inclusive) and to (exclusive) of a band as shares; null is open. */
export function marginBounds(band: MarginBand): { from: number | null; to: number | null } {
  switch (band) {
    case "below-0":
      return { from: null, to: 0 };
    case "60-up":
      return { from: 0.6, to: null };
    default: {
      const [from, to] = band.split("-").map(Number) as [number, number];
      return { from: from / 100, to: to / 100 };
    }
  }
}
