import { z } from "zod";
import { ALLOCATIONS, type Allocation } from "@/lib/domain/recommendations/placement";
import { PLACEMENTS, SOURCES } from "@/lib/domain/recommendations/placements";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import type { Estimate } from "@/lib/domain/recommendations/replay";

const words = z.array(z.string().min(1).max(200)).min(1).max(200);
const match = z.object({
  productIds: words.optional(),
  categories: words.optional(),
  brands: words.optional(),
  tags: words.optional(),
  priceFromMinor: z.number().int().min(0).optional(),
  priceToMinor: z.number().int().min(0).optional(),
});
const dated = { from: z.iso.datetime().optional(), until: z.iso.datetime().optional() };
const id = z.string().min(1).max(80);
const share = z.number().min(0).max(1);
const cap = z.number().int().min(1).max(50).nullable();

/** A policy as it is stored, sent and edited. */
export const rankingPolicy = z.object({
  sources: z
    .array(
      z.object({
        source: z.enum(SOURCES),
        weight: share,
        limit: z.number().int().min(0).max(120),
        places: z.number().int().min(0).max(20),
      }),
    )
    .max(SOURCES.length)
    .refine((rules) => new Set(rules.map(({ source }) => source)).size === rules.length, {
      error: "Each source may stand once.",
    }),
  weights: z.object({ relevance: share, margin: share, stockCover: share, novelty: share }),
  filters: z.array(z.object({ id, keep: z.enum(["only", "never"]), match, ...dated })).max(50),
  boosts: z.array(z.object({ id, match, amount: z.number().min(-1).max(1), ...dated })).max(50),
  pins: z.array(z.object({ productId: z.uuid(), place: z.number().int().min(1).max(50), ...dated })).max(50),
  buries: z.array(z.object({ id, match, ...dated })).max(50),
  caps: z.object({ category: cap, brand: cap, group: cap }),
  bought: z.object({
    rule: z.enum(["never", "allow"]),
    withinDays: z.number().int().min(1).max(3650).nullable(),
    exceptCategories: z.array(z.string().min(1).max(200)).max(200),
  }),
  exploration: z.object({
    share: z.number().min(0).max(0.5),
    pool: z.number().int().min(1).max(100),
    newcomers: z.number().int().min(0).max(50).optional(),
  }),
}) satisfies z.ZodType<RankingPolicy>;

export const savePolicyInput = z.object({
  placement: z.enum(PLACEMENTS),
  name: z.string().trim().min(1).max(80),
  note: z.string().trim().max(500).optional(),
  content: rankingPolicy,
});
export type SavePolicyInput = Omit<z.infer<typeof savePolicyInput>, "content"> & {
  readonly content: RankingPolicy;
};

/** Versions that may share a placement's customers. */
export const MOST_ARMS = 5;

const arms = z
  .array(z.object({ policyId: z.uuid(), share: z.number().gt(0).max(1) }))
  .max(MOST_ARMS)
  .refine((arms) => new Set(arms.map(({ policyId }) => policyId)).size === arms.length, {
    error: "Each version may stand once.",
  })
  .refine((arms) => arms.length === 0 || Math.abs(arms.reduce((sum, arm) => sum + arm.share, 0) - 1) < 1e-6, {
    error: "The shares must add up to 1.",
  });

/** Without versions: the policy that every shop starts with. */
export const publishPolicyInput = z.object({
  placement: z.enum(PLACEMENTS),
  allocation: z.enum(ALLOCATIONS).default("fixed"),
  arms,
});
export type PublishPolicyInput = z.input<typeof publishPolicyInput>;

export const proposeSplitInput = publishPolicyInput.extend({
  arms: arms.refine((arms) => arms.length > 0, { error: "Name the versions." }),
});

export const placementInput = z.object({ placement: z.enum(PLACEMENTS) });
export type PlacementInput = z.infer<typeof placementInput>;

/** Versions that share a placement's customers now, the largest share first. */
export interface RunningSplit {
  readonly allocation: Allocation;
  /** From when on both can be compared; null while one of them was not shown yet. */
  readonly since: string | null;
  readonly arms: readonly {
    readonly policyId: string;
    readonly version: number;
    readonly name: string;
    /** 0–1 */
    readonly share: number;
    readonly customers: number;
    /** Share of its lists that were clicked. */
    readonly clickRate: Estimate | null;
    /** Against the first, under fixed shares alone; null for the first. */
    readonly difference: Estimate | null;
  }[];
}

export interface SplitProposalView {
  readonly allocation: Allocation;
  readonly arms: readonly {
    readonly policyId: string;
    readonly version: number;
    readonly name: string;
    readonly share: number;
  }[];
  readonly proposedByName: string;
  readonly proposedAt: string;
}

/** How a placement's customers are shared, and what is proposed instead. */
export interface PlacementSplit {
  readonly running: RunningSplit | null;
  readonly proposed: SplitProposalView | null;
}

export interface PolicyVersionView {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly note: string | null;
  readonly content: RankingPolicy;
  readonly createdAt: string;
  readonly createdByName: string;
  /** Share of the placement's customers it serves now; 0 when it is not in force. */
  readonly share: number;
}
