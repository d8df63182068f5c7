import { z } from "zod";
import type { SentenceValues } from "@/lib/domain/errors";
import { OBJECTIONS } from "@/lib/domain/pricing/approval-rules";
import type { ChangeRules } from "@/lib/domain/pricing/broken-rules";
import type { Realised, RealisedVerdict } from "@/lib/domain/pricing/judge-realised";
import type { PriceChangeStatus } from "@/lib/domain/pricing/price-change";
import { MOST_LADDERS, MOST_RUNGS } from "@/lib/domain/pricing/price-ladder";
import type { PriceLimit } from "@/lib/domain/pricing/price-limit";
import type { CompetitorSeen, PriceHistoryPoint, PriceWeek } from "@/lib/domain/pricing/price-page";
import {
  type ExpectedOutcome,
  type NoProposal,
  PROPOSAL_ORIGINS,
  type ProposalEvidence,
  type ProposalOrigin,
} from "@/lib/domain/pricing/price-proposal";
import { AUTONOMY_LEVELS, type PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { QUEUE_VIEWS } from "@/lib/domain/pricing/queue-views";
import type { TranslatedName } from "@/lib/domain/products/product-language";
import { pageFields, searchText } from "./page";

export const pricingParams = z.object({
  /** Weeks of history read. */
  weeks: z.number().int().min(13).max(260).default(104),
  seed: z.number().int().min(0).max(2_147_483_647).default(1),
});
export type PricingParams = z.infer<typeof pricingParams>;

const priceMinor = z.number().int().min(1).max(1_000_000_000);
const reason = z.string().trim().min(3).max(500);
/** The content that was before the approver's eyes. */
const contentHash = z.string().length(64);

export const proposalListQuery = z.object({
  cursor: pageFields.cursor,
  limit: pageFields.limit,
  q: searchText,
  view: z.enum(QUEUE_VIEWS).default("waiting"),
  productId: z.uuid().optional(),
  /** One reason why a person is asked, or one origin: what is decided together. */
  objection: z.enum(OBJECTIONS).optional(),
  origin: z.enum(PROPOSAL_ORIGINS).optional(),
});
export type ProposalListQuery = z.infer<typeof proposalListQuery>;

export const approvePricesInput = z.object({
  proposals: z
    .array(z.object({ id: z.uuid(), contentHash }))
    .min(1)
    .max(200),
  /** Null: at once. */
  effectiveAt: z.iso.datetime({ offset: true }).nullable().default(null),
});
export type ApprovePricesInput = z.input<typeof approvePricesInput>;
export const rejectPricesInput = z.object({ ids: z.array(z.uuid()).min(1).max(200), reason });
export const withdrawPriceInput = z.object({ id: z.uuid(), reason });
export const counterPriceInput = z.object({ id: z.uuid(), contentHash, toMinor: priceMinor, reason });
export const revertPriceInput = z.object({ id: z.uuid(), reason });
export const proposePriceInput = z.object({
  productId: z.uuid(),
  toMinor: priceMinor,
  compareAtMinor: priceMinor.nullable().default(null),
  effectiveAt: z.iso.datetime({ offset: true }).nullable().default(null),
});
export type ProposePriceInput = z.input<typeof proposePriceInput>;

const share = z.number().min(0).max(1);
const guardrails = z.object({
  minimumMargin: z.number().min(0).max(0.95),
  maximumMarkup: z.number().min(1).max(100).nullable(),
  maximumChange: z.number().min(0.01).max(0.9),
  minimumChange: z.number().min(0).max(0.5),
  endings: z.array(z.number().int().min(0).max(99)).max(10),
  minimumAdvertisedMinor: priceMinor.nullable(),
  competitor: z
    .object({ against: z.enum(["cheapest", "average"]), mostAbove: z.number().min(-0.5).max(2) })
    .nullable(),
  restDays: z.number().int().min(0).max(365),
  siblingGap: z.number().min(0).max(0.5).nullable().optional(),
});
export const pricingPolicyInput = z.object({
  autonomy: z.enum(AUTONOMY_LEVELS),
  horizonWeeks: z.number().int().min(1).max(26),
  proposalDays: z.number().int().min(1).max(90),
  guardrails,
  rules: z
    .array(
      z.object({
        productId: z.uuid().optional(),
        groupId: z.uuid().optional(),
        category: z.string().max(200).optional(),
        guardrails: guardrails.partial(),
      }),
    )
    .max(500),
  approval: z.object({
    selfChange: share,
    askBelowMargin: share,
    askFromStakeMinor: z.number().int().min(0),
    askCategories: z.array(z.string().max(200)).max(100),
  }),
  ladders: z
    .array(
      z.object({
        name: z.string().trim().max(80),
        productIds: z.array(z.uuid()).max(MOST_RUNGS),
        gap: z.number(),
      }),
    )
    .max(MOST_LADDERS)
    .optional(),
  /** Left out: those of the version that holds go on. */
  priceSets: z
    .array(
      z.object({
        productId: z.uuid(),
        productName: z.string().max(500),
        pricesMinor: z.array(priceMinor).min(2).max(12),
        from: z.iso.datetime(),
        until: z.iso.datetime(),
        everyDays: z.number().int().min(1).max(28),
      }),
    )
    .max(500)
    .optional(),
}) satisfies z.ZodType<PricingPolicy>;
export const policyVersionInput = z.object({ version: z.number().int().min(1) });

export interface PricedProductView {
  readonly id: string;
  readonly name: string;
  /** Language → { name }. */
  readonly translations: Readonly<Record<string, { readonly name?: string }>> | null;
  readonly sku: string | null;
  readonly categories: readonly string[];
}

/** A price change as the pages show it. */
export interface PriceProposalView {
  readonly id: string;
  readonly product: PricedProductView;
  readonly status: PriceChangeStatus;
  readonly origin: ProposalOrigin;
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly compareAtMinor: number | null;
  readonly effectiveAt: string | null;
  readonly expiresAt: string;
  readonly contentHash: string;
  readonly policyVersion: number;
  readonly proposerName: string;
  /** Whether the reader proposed it and so may not approve it. */
  readonly ownProposal: boolean;
  /** Cost, price or policy moved since: nobody can approve it, but it can be asked anew. */
  readonly stale: boolean;
  /** The line that its price would cross now, e.g. because a competitor moved: nobody can approve it before there is room. */
  readonly crossed: PriceLimit | null;
  /** What was decided on for the same product and ends when this is approved. */
  readonly replaces: { readonly toMinor: number; readonly effectiveAt: string | null } | null;
  readonly approval: {
    readonly kind: "person" | "policy";
    readonly name: string | null;
    readonly at: string;
  } | null;
  readonly stakeMinor: number;
  readonly evidence: ProposalEvidence;
  readonly reason: string | null;
  readonly createdAt: string;
  readonly activatedAt: string | null;
}

export interface ProposalPage {
  readonly rows: readonly PriceProposalView[];
  readonly nextCursor: string | null;
  readonly total: number;
  /** Profit at stake of everything in this view. */
  readonly stakeMinor: number;
}

/** How one of several things asked for went. */
export interface DecisionOutcome {
  readonly id: string;
  readonly ok: boolean;
  readonly message: string | null;
  /** Of one that was refused: the message as it was stated, so that the door can say it in the reader's language. */
  readonly refusal?: { readonly sentence: string; readonly values: SentenceValues };
}

/** What one model says of a product's price. */
export interface ModelCurveView {
  readonly model: string;
  /** The price in the allowed range that earns most by it. */
  readonly bestMinor: number | null;
  readonly proposes: boolean;
  /** False where its own answers to price are not credible here and the log–log model's stand in; null: no question. */
  readonly credible: boolean | null;
  readonly elasticity: number | null;
  /** 0–1: of what its simulator's exact optimum earns, and the least of it where that simulator is wrong. */
  readonly shareOfOptimum: number | null;
  readonly leastShare: number | null;
  /** Expected over the horizon, ascending in price. */
  readonly points: readonly {
    readonly priceMinor: number;
    readonly units: number;
    readonly profitMinor: number;
  }[];
}

/** Everything the price page of a product shows. */
export interface ProductPriceView {
  readonly product: PricedProductView;
  readonly priceMinor: number | null;
  readonly compareAtMinor: number | null;
  readonly unitCostMinor: number | null;
  readonly margin: number | null;
  readonly onHand: number | null;
  readonly limits: ProposalEvidence["limits"];
  /** What a price of the reader's own is held against; null without a price. */
  readonly rules: ChangeRules | null;
  /** The price ladders on which it stands, each from the cheapest product to the dearest, itself among them. */
  readonly ladders: readonly {
    readonly name: string;
    readonly gap: number;
    readonly rungs: readonly (TranslatedName & {
      readonly productId: string;
      /** Null where the product has no price yet. */
      readonly priceMinor: number | null;
      /** Decided on and not yet in force. */
      readonly comingMinor: readonly number[];
    })[];
  }[];
  readonly leastMinor: number | null;
  readonly mostMinor: number | null;
  readonly blocked: NoProposal | null;
  readonly horizonWeeks: number;
  /** Expected outcomes over the feasible range and a little beyond, ascending in price; empty without a model. */
  readonly curve: readonly ExpectedOutcome[];
  readonly today: ExpectedOutcome | null;
  /** How many times as much as Poisson its sales vary; null without a model. */
  readonly dispersion: number | null;
  readonly elasticity: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly own: number | null;
    readonly ownWeight: number;
    readonly category: number;
  } | null;
  readonly sufficiency: ProposalEvidence["sufficiency"];
  readonly model: {
    readonly version: number;
    readonly madeAt: string;
    readonly champion: string | null;
  } | null;
  readonly others: readonly ModelCurveView[];
  /** What sales since the model learned say of it; null before a day of them. */
  readonly learned: {
    readonly since: string;
    readonly days: number;
    readonly units: number;
    readonly expectedUnits: number;
    readonly before: number;
    readonly after: { readonly value: number; readonly low: number; readonly high: number };
  } | null;
  /** The approved set of prices that a sampler moves in now. */
  readonly priceSet: {
    readonly pricesMinor: readonly number[];
    readonly until: string;
    readonly everyDays: number;
  } | null;
  /** Prices worth trying as a set, ascending; empty where no change is allowed. */
  readonly worthTrying: readonly number[];
  readonly weeks: readonly PriceWeek[];
  readonly history: readonly PriceHistoryPoint[];
  readonly competitors: readonly CompetitorSeen[];
  /** The shop's campaigns that began within those weeks. */
  readonly campaigns: readonly (Pick<PricedProductView, "name" | "translations"> & {
    readonly startsAt: string;
  })[];
  /** The reduction that runs, in the terms of the law; null when none is announced. */
  readonly prior: {
    readonly priorMinor: number | null;
    readonly reduction: number | null;
    readonly since: string;
  } | null;
  readonly proposals: readonly PriceProposalView[];
}

/** How the newest pricing model was judged. */
export interface PricingModelView {
  readonly version: number;
  readonly madeAt: string;
  readonly champion: string;
  readonly scores: readonly {
    readonly model: string;
    readonly wape: number | null;
    readonly mase: number | null;
    readonly bias: number | null;
  }[];
  readonly products: number;
  readonly productsEnough: number;
  /** Weeks that proposals look ahead, by the policy that holds. */
  readonly horizonWeeks: number;
}

export interface PricingPolicyView {
  readonly version: number;
  readonly policy: PricingPolicy;
  readonly createdAt: string | null;
  readonly createdByName: string | null;
  readonly approvedAt: string | null;
  readonly approvedByName: string | null;
  /** Written by the reader, who may not approve it. */
  readonly own: boolean;
  readonly current: boolean;
}

/** One decided price with what it brought. */
export interface ScoredPrice {
  readonly proposal: PriceProposalView;
  readonly realised: Realised;
  readonly verdict: RealisedVerdict;
  readonly expectedUnits: number | null;
  readonly expectedProfitMinor: number | null;
}

/** How the decided prices of one proposer, model or approver fared. */
export interface ScoreGroup {
  /** Of proposers "model", or a person's name; of models a family; of approvers a name, or a policy's version. */
  readonly name: string;
  readonly changes: number;
  /** Those that have run long enough to be judged, and what was expected and realised of them. */
  readonly judged: number;
  /** Of those judged: as expected or better. */
  readonly kept: number;
  readonly expectedMinor: number;
  readonly realisedMinor: number;
}

export interface PricingScorecard {
  /** The newest ones. */
  readonly rows: readonly ScoredPrice[];
  /** Of all decided prices that ever came into force, as are the groups. */
  readonly changes: number;
  readonly judged: number;
  readonly kept: number;
  readonly proposers: readonly ScoreGroup[];
  readonly models: readonly ScoreGroup[];
  readonly approvers: readonly ScoreGroup[];
}

/** How many price changes wait for a decision, and the profit at stake in them. */
export interface WaitingPrices {
  readonly total: number;
  readonly stakeMinor: number;
}
