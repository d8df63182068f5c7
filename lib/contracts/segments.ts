import { z } from "zod";
import type { SegmentationQuality, SegmentSummary } from "@/lib/domain/segments/segmentation";

export interface SegmentationView {
  readonly id: string;
  /** Given by a person; without one it is called after its model's version. */
  readonly name: string | null;
  readonly modelVersion: number | null;
  readonly trainingRunId: string;
  readonly features: readonly string[];
  readonly clusters: number;
  readonly customerCount: number;
  readonly quality: SegmentationQuality;
  readonly createdAt: string;
  readonly createdByName: string;
  readonly segments: readonly SegmentSummary[];
}

/** What one segment is worth today, told from its members' orders. */
export interface SegmentValue {
  readonly segmentId: string;
  /** Paid less refunded by all its members, in the shop's currency. */
  readonly revenueMinor: number;
  /** Its part of what all customers of the segmentation paid, 0–1. */
  readonly revenueShare: number;
  /** Members past the order that their own rhythm would have brought. */
  readonly overdue: number;
}

/** Points of the map as parallel columns: thousands of rows travel without repeating their keys. */
export interface SegmentationMap {
  readonly customerIds: readonly string[];
  readonly names: readonly string[];
  readonly positions: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Customers in the segmentation; more than points when the map shows a sample. */
  readonly customerCount: number;
}

export const renameSegmentInput = z.object({
  segmentId: z.uuid(),
  /** Blank gives the suggested name back. */
  name: z.string().trim().max(60),
});
export type RenameSegmentInput = z.infer<typeof renameSegmentInput>;

/** Names one segmentation. */
export const segmentationInput = z.object({ segmentationId: z.uuid() });
