import { z } from "zod";
import { keptReference } from "./reference";

/** What became of a place of a list. */
export const FEEDBACK_KINDS = ["impression", "click", "cart", "purchase", "hide"] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

export const feedbackInput = z.object({
  feedback: z
    .array(
      z.object({
        /** The list that was shown. */
        recommendationId: z.uuid(),
        kind: z.enum(FEEDBACK_KINDS),
        /** Which of its products; an impression without one means the whole list was seen. */
        product: keptReference.optional(),
        /** Your own id of this message: sent twice, it counts once. */
        messageId: keptReference,
        occurredAt: z.iso.datetime({ offset: true }).optional(),
        /** What was paid for it, in the store's currency and minor units, on a purchase. */
        valueMinor: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
      }),
    )
    .min(1)
    .max(200),
});
export type FeedbackInput = z.input<typeof feedbackInput>;

export const feedbackResult = z.object({
  /** Stored by this call. */
  accepted: z.number().int(),
  /** Known already; nothing was changed. */
  repeated: z.number().int(),
  rejected: z.array(
    z.object({
      /** Place in the request, from 0. */
      index: z.number().int(),
      reason: z.enum(["unknown-recommendation", "product-not-in-list", "product-missing"]),
    }),
  ),
});
export type FeedbackResult = z.infer<typeof feedbackResult>;
