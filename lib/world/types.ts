/**
 * What the world and its readers say to one another: the configuration that names a world, the actions a
 * shop may take on a day, and the rows that come back. Rows are plain objects. Money is in whole minor
 * units (cents), times are UTC epoch milliseconds, and people, goods and orders are dense numbers from 1.
 */

export type WorldSize = "small" | "standard" | "large";
export type Language = "en" | "zh";
/** One text, written in each language by itself. */
export type BothLanguages = Readonly<Record<Language, string>>;

/** Everything a world follows from. Equal settings give equal rows on every machine. */
export interface WorldSettings {
  readonly version: number;
  readonly seed: number;
  readonly size: WorldSize;
  /** People who may one day give their name. */
  readonly customers: number;
  /** People who look around and never give their name. */
  readonly windowShoppers: number;
  /** Sellable variants. */
  readonly products: number;
  /** First day, ISO date in the shop's time zone. */
  readonly startDate: string;
  /** Length of the written history in days; the world itself may step on for ever. */
  readonly historyDays: number;
  /** IANA zone of the shop. */
  readonly timeZone: string;
  readonly currency: string;
  /** Redraws every day's chance and keeps people and goods: replicates for averaging. */
  readonly replicate: number;
  /** False: suppliers never deliver. */
  readonly deliveries: boolean;
  /** Multiplies the rates of dirty rows; 0 writes clean rows. */
  readonly dirt: number;
}

// ── what a shop may do ──────────────────────────────────────────────────────────────────────────────

export type PriceReason = "list" | "review" | "test" | "promotion" | "clearance" | "proposal" | "revert";

/** A price in force from the first minute of the day until another replaces it. */
export interface PriceAction {
  readonly productNo: number;
  /** As the customer pays it, tax included. */
  readonly priceMinor: number;
  /** The struck-through price beside it, if any. */
  readonly compareAtMinor: number | null;
  readonly reason: PriceReason;
}

export type Placement = "home" | "product" | "cart" | "after-purchase" | "email";

/** What is known when a list is asked for. */
export interface RecommendationRequest {
  readonly day: number;
  readonly servedAt: number;
  readonly customerNo: number;
  readonly placement: Placement;
  /** Product whose page is open, when there is one. */
  readonly productNo: number | null;
  readonly cart: readonly number[];
  readonly count: number;
}

export interface ServedItem {
  readonly productNo: number;
  /** Probability that the policy would put this product on this place, exploration included. */
  readonly propensity: number;
}

export interface ServedList {
  readonly policy: string;
  /** True when the list was drawn at random by the exploration share. */
  readonly explored: boolean;
  readonly items: readonly ServedItem[];
}

/** Answers at once; an empty list shows nothing. Goods that cannot be bought are dropped by the world. */
export type Recommender = (request: RecommendationRequest) => ServedList;

export interface Offer {
  readonly code: string;
  /** 0–1 off the price. */
  readonly discount: number;
  /** Categories it holds for; empty means all. */
  readonly categories: readonly CategoryId[];
  readonly minimumOrderMinor: number;
  /** Days it can be used, the day of sending included. */
  readonly validDays: number;
}

export interface CampaignArm {
  readonly arm: string;
  readonly name: BothLanguages;
  /** 0–1 of the audience. */
  readonly share: number;
  readonly isHoldout: boolean;
  readonly offer: Offer | null;
  readonly featured: readonly number[];
}

export interface CampaignAction {
  readonly campaignNo: number;
  readonly name: BothLanguages;
  readonly subject: BothLanguages;
  readonly goal: "reactivate" | "promote" | "launch" | "season" | "newsletter";
  readonly channel: "email";
  /** Wall-clock hour in the shop, 0–23. */
  readonly hour: number;
  readonly costPerSendMinor: number;
  /** Days after the send in which its effect is read. */
  readonly measureDays: number;
  readonly arms: readonly CampaignArm[];
  /** Who was drawn into which arm; an arm that is a holdout is sent nothing. */
  readonly assignments: readonly { readonly customerNo: number; readonly arm: string }[];
}

export type MediaChannel = "search-ads" | "social-ads" | "display-ads";

export interface SpendAction {
  readonly channel: MediaChannel;
  readonly amountMinor: number;
}

export interface Inquiry {
  readonly conversationNo: number;
  readonly customerNo: number;
  readonly channel: "chat" | "email" | "social";
  readonly language: Language;
  readonly text: string;
  readonly sentAt: number;
  readonly orderNo: number | null;
  readonly productNo: number | null;
  /** 1 for the first message of the conversation. */
  readonly turn: number;
}

export interface Reply {
  readonly action: "answer" | "clarify" | "handoff";
  readonly author: "person" | "bot";
  /** What the answer is about; it helps when it is what the customer meant. */
  readonly intent: IntentId | null;
  readonly text: string;
  readonly afterSeconds: number;
}

/** Answers one message, or null for silence. `intended` is what a person reading it would understand. */
export type Responder = (inquiry: Inquiry, intended: IntentId) => Reply | null;

/** One day's choices. What is not named stays as it was. */
export interface Actions {
  readonly prices?: readonly PriceAction[];
  readonly recommend?: Recommender;
  readonly campaigns?: readonly CampaignAction[];
  readonly spend?: readonly SpendAction[];
  readonly reply?: Responder;
}

// ── rows ────────────────────────────────────────────────────────────────────────────────────────────

export type CategoryId =
  | "tea"
  | "teapots"
  | "cups"
  | "tea-tools"
  | "kettles"
  | "tableware"
  | "cookware"
  | "knives-boards"
  | "linen"
  | "candles"
  | "vases"
  | "picnic"
  | "pantry"
  | "gifts";

export type Shape =
  | "tin"
  | "pouch"
  | "teapot"
  | "gaiwan"
  | "cup"
  | "mug"
  | "infuser"
  | "tray"
  | "whisk"
  | "kettle"
  | "plate"
  | "bowl"
  | "pan"
  | "casserole"
  | "knife"
  | "board"
  | "towel"
  | "apron"
  | "candle"
  | "lantern"
  | "vase"
  | "planter"
  | "basket"
  | "blanket"
  | "flask"
  | "jar"
  | "biscuits"
  | "giftbox";

export type Pattern =
  | "plain"
  | "speckle"
  | "stripes"
  | "waves"
  | "bamboo"
  | "blossom"
  | "crackle"
  | "mountains"
  | "leaves"
  | "grid"
  | "dots"
  | "cranes"
  | "dip";

/** What the eye sees of a product; the picture and nothing else is drawn from it. */
export interface Look {
  readonly shape: Shape;
  /** Body, second and accent colour, `#rrggbb`. */
  readonly colours: readonly [string, string, string];
  readonly backdrop: string;
  readonly pattern: Pattern;
  /** 0–1: slim to broad. */
  readonly proportion: number;
  /** Picks among the small variations of a drawing. */
  readonly seed: number;
}

export interface ProductRow {
  readonly productNo: number;
  readonly groupNo: number;
  readonly sku: string;
  readonly category: CategoryId;
  readonly name: BothLanguages;
  /** Name of the whole group, without the variant. */
  readonly groupName: BothLanguages;
  readonly description: BothLanguages;
  readonly brand: string;
  /** Variant axis and value ("Colour", "Celadon"); null for a group of one. */
  readonly option: { readonly name: BothLanguages; readonly value: BothLanguages } | null;
  readonly tags: readonly string[];
  readonly look: Look;
  readonly listPriceMinor: number;
  /** What the shop pays a piece, without tax. */
  readonly unitCostMinor: number;
  /** 0–1; prices include it. */
  readonly taxRate: number;
  readonly weightGrams: number;
  readonly createdAt: number;
}

/** A customer as the shop knows them now; written again when more becomes known. */
export interface CustomerRow {
  readonly customerNo: number;
  /** A visitor has given no name yet. */
  readonly kind: "visitor" | "customer";
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly gender: "female" | "male" | "other" | null;
  readonly birthYear: number | null;
  readonly country: string;
  readonly region: string | null;
  readonly city: string | null;
  readonly language: Language;
  readonly acquisitionChannel: AcquisitionChannel;
  readonly createdAt: number;
  /** When the visitor became a customer. */
  readonly identifiedAt: number | null;
  readonly emailConsent: boolean;
}

export type AcquisitionChannel =
  | "direct"
  | "organic-search"
  | "referral"
  | "social"
  | "search-ads"
  | "social-ads"
  | "display-ads";

export interface ConsentRow {
  readonly customerNo: number;
  readonly channel: "email";
  readonly granted: boolean;
  readonly at: number;
  readonly source: "checkout" | "footer" | "unsubscribe-link";
}

export interface StockRow {
  readonly productNo: number;
  /** End of the day. */
  readonly observedAt: number;
  readonly onHand: number;
  readonly onOrder: number;
}

export interface DeliveryRow {
  readonly productNo: number;
  readonly quantity: number;
  readonly unitCostMinor: number;
  readonly arrivedAt: number;
}

export interface PricePointRow {
  readonly productNo: number;
  readonly effectiveAt: number;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly reason: PriceReason;
}

export interface CompetitorPriceRow {
  readonly productNo: number;
  readonly competitor: string;
  readonly priceMinor: number;
  readonly inStock: boolean;
  /** 0–1: how sure the match of the two products is. */
  readonly confidence: number;
  readonly observedAt: number;
}

export interface OrderLineRow {
  readonly lineNo: number;
  readonly productNo: number;
  readonly quantity: number;
  /** Shelf price a piece, tax included, before any code. */
  readonly unitPriceMinor: number;
  readonly compareAtMinor: number | null;
  /** Off the whole line by a code. */
  readonly discountMinor: number;
  /** What was paid for the line, tax included: quantity × unit price − discount. */
  readonly totalMinor: number;
  /** Tax inside the total, half up. */
  readonly taxMinor: number;
  /** Cost of the goods at the time, for the whole line, without tax. */
  readonly costMinor: number;
}

export interface OrderRow {
  readonly orderNo: number;
  /** As printed: "LL-10001". */
  readonly reference: string;
  readonly customerNo: number;
  readonly placedAt: number;
  readonly status: "paid";
  readonly channel: "web" | "app";
  readonly device: Device | null;
  readonly sessionId: string;
  readonly currency: string;
  readonly lines: readonly OrderLineRow[];
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly discountCode: string | null;
  /** Campaign whose code was used. */
  readonly campaignNo: number | null;
  readonly isGift: boolean;
}

/** A later change of an order. A cancelled order is repaid whole and its goods go back on the shelf. */
export interface OrderUpdateRow {
  readonly orderNo: number;
  readonly customerNo: number;
  readonly status: "cancelled" | "shipped" | "delivered";
  readonly at: number;
}

export interface RefundRow {
  readonly refundNo: number;
  readonly orderNo: number;
  readonly customerNo: number;
  readonly lineNo: number;
  readonly productNo: number;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly taxMinor: number;
  readonly reason: "damaged" | "not-as-expected" | "changed-mind" | "wrong-item" | "late";
  /** Whether the goods could be sold again. */
  readonly restocked: boolean;
  readonly requestedAt: number;
  readonly refundedAt: number;
}

export type Device = "mobile" | "desktop" | "tablet";
export type EventChannel = "web" | "app" | "email" | "social";
export type EventType =
  | "session_started"
  | "products_searched"
  | "product_viewed"
  | "cart_added"
  | "cart_removed"
  | "wishlist_added"
  | "checkout_started"
  | "order_placed"
  | "recommendation_clicked"
  | "email_opened"
  | "email_clicked"
  | "email_bounced"
  | "email_unsubscribed"
  | "social_followed"
  | "social_liked"
  | "social_commented"
  | "social_shared";

/** Something a person did. Dirty rows look like any other: the same `messageId` twice, fields missing, late. */
export interface EventRow {
  readonly messageId: string;
  readonly customerNo: number;
  readonly type: EventType;
  readonly channel: EventChannel;
  readonly occurredAt: number;
  /** When the shop heard of it; days later for some. */
  readonly receivedAt: number;
  readonly sessionId: string | null;
  readonly device: Device | null;
  readonly productNo: number | null;
  readonly quantity: number | null;
  readonly valueMinor: number | null;
  readonly orderNo: number | null;
  readonly campaignNo: number | null;
  readonly recommendationNo: number | null;
  /** Place in the list that was clicked, from 1. */
  readonly position: number | null;
  /** Search words, referrer of a session, or the words of a comment. */
  readonly text: string | null;
}

export interface RatingRow {
  readonly customerNo: number;
  readonly productNo: number;
  readonly orderNo: number;
  /** 1–5. */
  readonly value: number;
  readonly review: string | null;
  readonly language: Language;
  readonly ratedAt: number;
}

export interface RecommendationRow {
  readonly recommendationNo: number;
  readonly customerNo: number;
  readonly sessionId: string | null;
  readonly placement: Placement;
  readonly policy: string;
  readonly explored: boolean;
  readonly contextProductNo: number | null;
  readonly items: readonly ServedItem[];
  readonly servedAt: number;
}

export interface CampaignRow {
  readonly campaignNo: number;
  readonly name: BothLanguages;
  readonly subject: BothLanguages;
  readonly goal: CampaignAction["goal"];
  readonly channel: "email";
  readonly startsAt: number;
  readonly endsAt: number;
  readonly costPerSendMinor: number;
  readonly arms: readonly CampaignArm[];
}

export interface AssignmentRow {
  readonly campaignNo: number;
  readonly customerNo: number;
  readonly arm: string;
  readonly assignedAt: number;
}

export interface SendRow {
  readonly campaignNo: number;
  readonly customerNo: number;
  readonly arm: string;
  readonly messageId: string;
  readonly sentAt: number;
}

export interface SpendRow {
  /** Null for a standing channel. */
  readonly campaignNo: number | null;
  readonly channel: MediaChannel | "email";
  readonly day: string;
  readonly amountMinor: number;
}

export type IntentId =
  | "order-status"
  | "order-late"
  | "cancel-order"
  | "change-address"
  | "return-item"
  | "refund-status"
  | "damaged-item"
  | "wrong-item"
  | "product-question"
  | "brewing-advice"
  | "care-advice"
  | "restock"
  | "price-question"
  | "discount-code"
  | "shipping-cost"
  | "payment-problem"
  | "gift-wrap"
  | "invoice"
  | "complaint"
  | "thanks"
  | "talk-to-person"
  | "off-topic";

export interface MessageRow {
  readonly messageNo: number;
  readonly from: "customer" | "shop";
  readonly author: "customer" | "person" | "bot";
  readonly action: Reply["action"] | null;
  readonly text: string;
  readonly sentAt: number;
}

/** A whole conversation, written on the day it began. */
export interface ConversationRow {
  readonly conversationNo: number;
  readonly customerNo: number;
  readonly channel: Inquiry["channel"];
  readonly language: Language;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly orderNo: number | null;
  readonly productNo: number | null;
  /** The staff's own label: right nearly always. */
  readonly tag: IntentId | null;
  readonly resolved: boolean;
  /** 1–5, where the customer answered. */
  readonly satisfaction: number | null;
  readonly messages: readonly MessageRow[];
}

/** What the day earned, every figure without tax. Rows add up to it. */
export interface DayLedger {
  readonly netRevenueMinor: number;
  readonly costOfGoodsMinor: number;
  readonly netShippingIncomeMinor: number;
  readonly shippingCostMinor: number;
  readonly paymentFeesMinor: number;
  /** Repaid for returned and cancelled goods. */
  readonly netRefundsMinor: number;
  /** Cost of goods that came back sound. */
  readonly restockedCostMinor: number;
  readonly campaignCostMinor: number;
  readonly mediaSpendMinor: number;
  readonly supportCostMinor: number;
  readonly profitMinor: number;
}

/** Everything that happened or became known on one day. */
export interface DayEvents {
  /** From 0. */
  readonly day: number;
  /** ISO date in the shop's zone. */
  readonly date: string;
  readonly startsAt: number;
  /** Start of the next day; 23 or 25 hours later when the clocks change. */
  readonly endsAt: number;
  readonly products: readonly ProductRow[];
  readonly customers: readonly CustomerRow[];
  readonly consents: readonly ConsentRow[];
  readonly stock: readonly StockRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly prices: readonly PricePointRow[];
  readonly competitorPrices: readonly CompetitorPriceRow[];
  readonly orders: readonly OrderRow[];
  readonly orderUpdates: readonly OrderUpdateRow[];
  readonly refunds: readonly RefundRow[];
  readonly events: readonly EventRow[];
  readonly ratings: readonly RatingRow[];
  readonly recommendations: readonly RecommendationRow[];
  readonly campaigns: readonly CampaignRow[];
  readonly assignments: readonly AssignmentRow[];
  readonly sends: readonly SendRow[];
  readonly spend: readonly SpendRow[];
  readonly conversations: readonly ConversationRow[];
  readonly ledger: DayLedger;
}
