import { z } from "zod";
import { PLACEMENTS } from "@/lib/domain/recommendations/placements";
import type { Estimate, ReplayResult } from "@/lib/domain/recommendations/replay";
import type { SegmentSummary } from "@/lib/domain/segments/segmentation";
import { rankingPolicy } from "./ranking-policy";

export const replayInput = z.object({ placement: z.enum(PLACEMENTS), content: rankingPolicy });

export interface ReplayView {
  /** Lists served since then were judged, with a model that knew nothing after it. */
  readonly since: string | null;
  readonly inForce: ReplayResult;
  readonly draft: ReplayResult;
  /** Null where the log cannot tell of either. */
  readonly difference: { readonly clicks: Estimate; readonly profitMinor: Estimate } | null;
  /** Share of the goods that stand in any of the replayed lists, 0–1. */
  readonly coverage: { readonly inForce: number; readonly draft: number } | null;
  /** Purchases after a click on those lists that are left out of the profit, since their cost is unknown. */
  readonly withoutCost: number;
}

export interface ListFigures {
  readonly placement: string;
  readonly policy: string;
  /** Lists drawn at random by the exploration share. */
  readonly explored: boolean;
  readonly customers: number;
  readonly lists: number;
  /** Share of the lists that were clicked. */
  readonly clickRate: Estimate | null;
  /** Share of the clicks after which the product was bought within the window. */
  readonly conversion: number | null;
  /** Share of the lists that the shop reported as seen; null where it reports none. */
  readonly seen: number | null;
  /** Without tax. */
  readonly revenuePerThousandMinor: number;
  /** From what was bought at a known cost. */
  readonly profitPerThousandMinor: number;
  /** Purchases left out of the profit, since their cost is unknown. */
  readonly withoutCost: number;
  /** Against the random lists of the same placement and policy, which differ in nothing else. */
  readonly lift: Estimate | null;
  /** Against the policy that most customers of the placement meet, since both are dealt out by fixed shares. */
  readonly versus: { readonly policy: string; readonly difference: Estimate } | null;
}

/** What a policy's lists brought among the customers of one segment. */
export interface SegmentListFigures
  extends Pick<
    ListFigures,
    | "placement"
    | "policy"
    | "customers"
    | "lists"
    | "clickRate"
    | "conversion"
    | "seen"
    | "revenuePerThousandMinor"
    | "profitPerThousandMinor"
  > {
  /** Null: customers of no segment, visitors among them. */
  readonly segmentId: string | null;
}

export interface RecommendationResults {
  readonly since: string;
  readonly until: string;
  readonly attributionDays: number;
  readonly rows: readonly ListFigures[];
  /** Of the newest segmentation; lists by rank alone, the random ones left out. */
  readonly segmentRows: readonly SegmentListFigures[];
  readonly segments: readonly SegmentSummary[];
}
