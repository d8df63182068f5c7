import { z } from "zod";
import {
  type OverviewMeasure,
  type OverviewPeriod,
  overviewPeriod,
} from "@/lib/domain/overview/overview-choices";

export const overviewQuery = z.object({ days: z.unknown().transform(overviewPeriod) });

export interface Overview {
  readonly holdings: ShopHoldings;
  /** Null in a shop that never had an order. */
  readonly sales: SalesOverview | null;
  /** Every month from the first rating to the last, `YYYY-MM`; 0 where none was given. */
  readonly monthlyRatings: readonly { readonly month: string; readonly ratings: number }[];
  readonly freshness: Freshness;
}

export interface ShopHoldings {
  readonly customers: number;
  readonly products: number;
  readonly ratings: number;
  readonly ratedProducts: number;
  /** Null without ratings. */
  readonly meanRating: number | null;
}

/** The newest fact of each kind and when the customers' figures were computed; null where there is none. */
export interface Freshness {
  readonly orders: string | null;
  readonly events: string | null;
  readonly ratings: string | null;
  readonly conversations: string | null;
  readonly figures: string | null;
}

/** One measure of a period, and what may be said of its change. */
export interface PeriodFigure {
  readonly value: number | null;
  /** The same of the period before; null where the shop's history does not reach back over all of it. */
  readonly before: number | null;
  /** The same days a year earlier; null where the history does not reach back over all of them. */
  readonly yearBefore: number | null;
  /** Whether the change from the period before is more than chance alone makes likely (5 %); null without one. */
  readonly beyondChance: boolean | null;
}

export interface SalesOverview {
  readonly days: OverviewPeriod;
  /** First and last whole day of the period, ISO dates of the shop. */
  readonly firstDate: string;
  readonly lastDate: string;
  /** The shop has been without an order for longer than the period: it ends with the newest order instead of yesterday. */
  readonly quiet: boolean;
  readonly figures: Readonly<Record<OverviewMeasure, PeriodFigure>>;
  /** Known customers who ordered in the period. */
  readonly buyers: number;
  /** Day by day, oldest first; `before` is the day as many days earlier. */
  readonly daily: readonly SalesDay[];
  readonly movers: { readonly products: readonly Mover[]; readonly categories: readonly Mover[] };
  readonly blindSpots: readonly BlindSpot[];
}

export type DayFigures = Readonly<Record<OverviewMeasure, number | null>>;
export interface SalesDay {
  readonly date: string;
  readonly now: DayFigures;
  readonly before: DayFigures | null;
}

/** Something whose sales changed from the period before. */
export interface Mover {
  /** The product's id, or the category's word. */
  readonly id: string;
  readonly name: string;
  /** Language → name. */
  readonly translations: Readonly<Record<string, string>>;
  readonly revenueMinor: number;
  readonly beforeMinor: number;
  /** More than chance alone makes likely among as many things as were compared (5 % for all of them together). */
  readonly beyondChance: boolean;
}

/** What the figures cannot know, with the number that goes with it. */
export type BlindSpot =
  | { readonly kind: "season" }
  | { readonly kind: "returnsToCome"; readonly share: number; readonly medianDays: number }
  | { readonly kind: "costUnknown"; readonly share: number }
  | { readonly kind: "visitsUnknown" }
  | { readonly kind: "visitors"; readonly orders: number }
  | { readonly kind: "lateEvents"; readonly share: number };
