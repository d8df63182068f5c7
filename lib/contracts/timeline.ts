import { z } from "zod";
import type { OrderStatus } from "@/lib/domain/orders";
import type { MessageAuthor } from "@/lib/domain/service/message";
import { TIMELINE_KINDS, type TimelineKind } from "@/lib/domain/timeline";

const LONGEST_PAGE = 100;

/** Which stretch of a timeline, as it stands in an address: kinds joined by commas, all where none is named. */
export const timelineQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(25),
  kinds: z
    .string()
    .max(200)
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(TIMELINE_KINDS)).min(1))
    .optional(),
});
export type TimelineQuery = z.infer<typeof timelineQuery>;

/** A product as the shop calls it, and in its other languages. */
export interface TimelineProduct {
  readonly id: string;
  readonly name: string;
  /** Language → name. */
  readonly translations: Readonly<Record<string, string>>;
}

interface Entry<K extends TimelineKind> {
  readonly kind: K;
  /** Unique within the timeline. */
  readonly id: string;
  readonly at: string;
}
export interface OrderEntry extends Entry<"order"> {
  readonly reference: string;
  readonly status: OrderStatus;
  readonly totalMinor: number;
  readonly currency: string;
  readonly discountCode: string | null;
  readonly lines: readonly { readonly product: TimelineProduct; readonly quantity: number }[];
}
export interface ReturnEntry extends Entry<"return"> {
  readonly product: TimelineProduct | null;
  readonly quantity: number;
  readonly amountMinor: number;
  /** The shop's own word for why. */
  readonly reason: string;
}
export interface SessionEntry extends Entry<"session"> {
  readonly channel: string;
  readonly device: string | null;
  readonly lastAt: string;
  readonly views: number;
  readonly carted: number;
  readonly bought: boolean;
  readonly searches: readonly string[];
  /** What was looked at, first looks first, a few of them. */
  readonly products: readonly TimelineProduct[];
}
export interface EmailEntry extends Entry<"email"> {
  readonly name: string;
  /** Language → the campaign's name and subject. */
  readonly translations: Readonly<Record<string, { readonly name?: string; readonly subject?: string }>>;
  readonly opened: boolean;
  readonly clicked: boolean;
  readonly bounced: boolean;
  readonly unsubscribed: boolean;
}
export interface ConversationEntry extends Entry<"conversation"> {
  readonly channel: string;
  /** Language in which it was held, BCP 47. */
  readonly language: string;
  /** The staff's own word for what it was about. */
  readonly tag: string | null;
  readonly resolved: boolean;
  readonly satisfaction: number | null;
  readonly messages: readonly {
    readonly id: string;
    readonly author: MessageAuthor;
    readonly text: string;
    readonly sentAt: string;
  }[];
}
export interface RatingEntry extends Entry<"rating"> {
  readonly product: TimelineProduct | null;
  readonly value: number;
  readonly review: string | null;
}
export interface SocialEntry extends Entry<"social"> {
  readonly type: string;
  readonly text: string | null;
  readonly product: TimelineProduct | null;
}
export type TimelineEntry =
  | OrderEntry
  | ReturnEntry
  | SessionEntry
  | EmailEntry
  | ConversationEntry
  | RatingEntry
  | SocialEntry;

export interface TimelinePage {
  readonly rows: readonly TimelineEntry[];
  readonly nextCursor: string | null;
}
