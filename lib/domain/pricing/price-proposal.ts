import type { Objection } from "./approval-rules";
import type { PricingFamily } from "./demand-family";
import type { BlockReason } from "./guardrails";
import type { PriceChangeState } from "./price-change";
import type { PriceLimit } from "./price-limit";
import type { PriceSufficiency } from "./price-sufficiency";
import type { WatchedMetric } from "./watched-metric";

export const PROPOSAL_ORIGINS = ["model", "person", "counter", "revert", "import", "sampling"] as const;
export type ProposalOrigin = (typeof PROPOSAL_ORIGINS)[number];
export const APPROVAL_KINDS = ["person", "policy"] as const;

/** An expectation with the range that holds it nine times in ten. */
export interface Expectation {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** What a price is expected to bring over the horizon; money net of tax, minor units. */
export interface ExpectedOutcome {
  readonly priceMinor: number;
  readonly units: Expectation;
  readonly revenueMinor: Expectation;
  readonly profitMinor: Expectation;
}

/** What a price change rests on, as it stood when it was proposed. */
export interface ProposalEvidence {
  readonly horizonWeeks: number;
  /** Whose curve the outcomes below are read off; absent before families competed: the log–log model's. */
  readonly family?: PricingFamily;
  /** Doing nothing, and the proposed price; null where no model knows the product. */
  readonly today: ExpectedOutcome | null;
  readonly proposed: ExpectedOutcome | null;
  /** Profit over the horizon that keeping today's price is expected to forgo, the rest of the category counted in. */
  readonly gainMinor: number | null;
  /** 0–1: earning less than today. */
  readonly chanceOfLoss: number | null;
  readonly elasticity: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly sufficiency: Omit<PriceSufficiency, "priceSpread"> | null;
  readonly limits: readonly PriceLimit[];
  readonly beyondChange: boolean;
  readonly margin: { readonly today: number | null; readonly proposed: number | null };
  /** Why a person has to look at it. */
  readonly objections: readonly Objection[];
  /** Of a price that a sampler drew inside an approved set: what it drew, so that anybody can draw it again. */
  readonly sample?: {
    /** Seeds the generator that drew. */
    readonly key: string;
    readonly round: number;
    /** The elasticity drawn, and the belief it was drawn from. */
    readonly elasticity: number;
    readonly mean: number;
    readonly deviation: number;
    readonly pricesMinor: readonly number[];
    /** Pieces and days that the belief rests on beside the model. */
    readonly units: number;
    readonly days: number;
  };
  /** Of a way back that was proposed because a watched metric broke. */
  readonly watch?: {
    readonly broken: readonly WatchedMetric[];
    readonly days: number;
    readonly units: number;
    readonly profitMinor: number;
    readonly expectedUnits: number | null;
    readonly expectedProfitMinor: number | null;
  };
}

/** A price change with everything the shop keeps of it. */
export interface PriceProposal extends PriceChangeState {
  readonly id: string;
  readonly productId: string;
  readonly origin: ProposalOrigin;
  readonly currency: string;
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly compareAtMinor: number | null;
  readonly policyVersion: number;
  readonly proposerName: string;
  readonly approverName: string | null;
  readonly modelVersionId: string | null;
  readonly stakeMinor: number;
  readonly evidence: ProposalEvidence;
  readonly reason: string | null;
  readonly answersId: string | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly activatedAt: Date | null;
}

/** Why nothing is proposed for a product. */
export type NoProposal = BlockReason | "NO_MODEL" | "NO_SALES" | "NOTHING_BETTER" | "TOO_UNSURE";

/**
 * Of the expected gain, what others of the category bring: buyers whom a dearer price sends to them, or a lower one
 * takes. 0 where no model knows the product.
 */
export function othersGainMinor({
  gainMinor,
  today,
  proposed,
}: Pick<ProposalEvidence, "gainMinor" | "today" | "proposed">): number {
  if (gainMinor === null || !today || !proposed) return 0;
  return Math.round(gainMinor - (proposed.profitMinor.expected - today.profitMinor.expected));
}
