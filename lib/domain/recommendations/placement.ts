import type { Placement } from "./placements";
import type { RankingPolicy } from "./policy";

/** How the lists of a placement are dealt to its policies: shares as set, or moved to what earns. */
export const ALLOCATIONS = ["fixed", "bandit"] as const;
export type Allocation = (typeof ALLOCATIONS)[number];

/** One policy of a placement and its share of the customers, 0–1. */
export interface PlacementArm {
  readonly policyId: string;
  readonly share: number;
}

export interface PlacementSetting {
  readonly placement: Placement;
  readonly allocation: Allocation;
  /** Shares add up to 1; none while nobody put a policy into force. */
  readonly arms: readonly PlacementArm[];
  /** Since when, by the shop's clock, they were dealt out so; null for those of before it was noted. */
  readonly startedAt: Date | null;
  /** A split that waits for somebody who may put it into force. */
  readonly proposal: SplitProposal | null;
}

export interface SplitProposal {
  readonly allocation: Allocation;
  readonly arms: readonly PlacementArm[];
  readonly proposedByName: string;
  /** ISO time. */
  readonly proposedAt: string;
}

/** One version of a policy; it never changes. */
export interface PolicyVersion {
  readonly id: string;
  readonly placement: Placement;
  readonly version: number;
  readonly name: string;
  readonly content: RankingPolicy;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly createdByName: string;
}
