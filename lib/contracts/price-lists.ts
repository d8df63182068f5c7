import { z } from "zod";
import { OBJECTIONS } from "@/lib/domain/pricing/approval-rules";
import type { BrokenRule } from "@/lib/domain/pricing/broken-rules";
import { EXPORT_KINDS, LIST_KINDS, type ListKind } from "@/lib/domain/pricing/lists/list-kinds";
import type { LineFate, ListProblem } from "@/lib/domain/pricing/lists/list-problem";
import { PROPOSAL_ORIGINS } from "@/lib/domain/pricing/price-proposal";
import { QUEUE_VIEWS } from "@/lib/domain/pricing/queue-views";
import type { PricedProductView } from "./pricing";

export const MOST_LIST_LINES = 50_000;

/** Check: what would happen. Apply: it happens, if the file is still the one that was checked. Refused: the lines that cannot be used, as CSV. */
export const LIST_STEPS = ["check", "apply", "refused"] as const;
export const listUploadQuery = z.object({
  kind: z.enum(LIST_KINDS),
  step: z.enum(LIST_STEPS),
  name: z.string().trim().min(1).max(255),
  /** Of the file that was checked. */
  hash: z.string().length(64).optional(),
});

export interface ListLineView {
  readonly line: number;
  readonly fate: LineFate;
  readonly problem: ListProblem | null;
  /** The product where it is known, else as the file names it. */
  readonly product: string;
  /** Its names by language. */
  readonly translations: PricedProductView["translations"];
  readonly fromMinor: number | null;
  readonly toMinor: number | null;
  readonly effectiveAt: string | null;
  /** Between which prices the guardrails let it move; of lines outside them. */
  readonly leastMinor: number | null;
  readonly mostMinor: number | null;
  /** The rule that the price breaks; a neighbour's line first. */
  readonly broken: BrokenRule | null;
}

/** What a list does, or would do. */
export interface ListReport {
  readonly kind: ListKind;
  readonly applied: boolean;
  /** sha256 of the file. */
  readonly hash: string;
  readonly counts: Readonly<Record<LineFate, number>>;
  /** Waiting changes of the same products that these replace. */
  readonly replaces: number;
  /** Competitors' prices too old to be compared with; kept for the record. */
  readonly stale: number;
  /** Expected over the horizon against today's prices, of the new prices whose demand is known. */
  readonly gainMinor: number;
  readonly gainKnownFor: number;
  readonly problems: readonly { readonly problem: ListProblem; readonly lines: number }[];
  /** The first lines that do something or are refused. */
  readonly lines: readonly ListLineView[];
}

export const priceExportQuery = z.object({
  kind: z.enum(EXPORT_KINDS),
  category: z.string().max(200).optional(),
  q: z.string().trim().max(200).optional(),
  /** Of proposals: one state of affairs, or all. */
  view: z.enum(QUEUE_VIEWS).optional(),
  productId: z.uuid().optional(),
  objection: z.enum(OBJECTIONS).optional(),
  origin: z.enum(PROPOSAL_ORIGINS).optional(),
});
export type PriceExportQuery = z.infer<typeof priceExportQuery>;
