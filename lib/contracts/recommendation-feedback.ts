import { z } from "zod";
import { keptReference } from "./reference";

/** What became of a place of a list. */
export const FEEDBACK_KINDS = ["impression", "click", "cart", "purchase", "hide"] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

const KINDS_MEAN = [
  "impression: the list was seen; the results say what share of the lists was.",
  "click, cart: the next list and the next training know of it; a click counts in the results.",
  "purchase: the product counts as bought by this customer or in this visit. Orders are the truth: what was paid counts in the results only where no order of the customer holds the product, and its profit is unknown.",
  "hide: this customer or visit does not see the product again.",
].join(" ");

export const feedbackInput = z.object({
  feedback: z
    .array(
      z.object({
        recommendationId: z.uuid().describe("The list that was shown."),
        kind: z.enum(FEEDBACK_KINDS).describe(KINDS_MEAN),
        product: keptReference
          .optional()
          .describe("Which of its products; an impression without one means the whole list was seen."),
        messageId: keptReference.describe("Your own id of this message: sent twice, it counts once."),
        occurredAt: z.iso
          .datetime({ offset: true })
          .optional()
          .describe("Now, when left out; never before the list was served, or ahead of the shop's clock."),
        valueMinor: z
          .number()
          .int()
          .min(0)
          .max(Number.MAX_SAFE_INTEGER)
          .optional()
          .describe("What was paid for it, in the store's currency and minor units, on a purchase."),
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
