import type { CalendarDay } from "../calendar";
import { type Draws, PURPOSE } from "../draws";
import { DIRT } from "../parameters";
import type { WorldState } from "../state";
import type {
  Actions,
  AssignmentRow,
  CampaignRow,
  CompetitorPriceRow,
  ConsentRow,
  ConversationRow,
  CustomerRow,
  DayEvents,
  DayLedger,
  DeliveryRow,
  EventRow,
  IntentId,
  OrderRow,
  OrderUpdateRow,
  PricePointRow,
  ProductRow,
  RatingRow,
  RecommendationRow,
  RefundRow,
  SendRow,
  SpendRow,
  StockRow,
} from "../types";

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type Fact = Partial<EventRow> & Pick<EventRow, "customerNo" | "type" | "channel" | "occurredAt">;

/** A question that somebody will put to the shop today. */
export interface Question {
  readonly customer: number;
  readonly intent: IntentId;
  readonly at: number;
  readonly orderNo: number | null;
  readonly productNo: number | null;
}

/** Collects a day's rows, and spoils a few of them on the way in as the real world does. */
export class DayBook {
  readonly products: ProductRow[] = [];
  readonly customers: CustomerRow[] = [];
  readonly consents: ConsentRow[] = [];
  readonly stock: StockRow[] = [];
  readonly deliveries: DeliveryRow[] = [];
  readonly prices: PricePointRow[] = [];
  readonly competitorPrices: CompetitorPriceRow[] = [];
  readonly orders: OrderRow[] = [];
  readonly orderUpdates: OrderUpdateRow[] = [];
  readonly refunds: RefundRow[] = [];
  readonly events: EventRow[] = [];
  readonly ratings: RatingRow[] = [];
  readonly recommendations: RecommendationRow[] = [];
  readonly campaigns: CampaignRow[] = [];
  readonly assignments: AssignmentRow[] = [];
  readonly sends: SendRow[] = [];
  readonly spend: SpendRow[] = [];
  readonly conversations: ConversationRow[] = [];
  readonly questions: Question[] = [];
  readonly ledger: Writable<DayLedger> = {
    netRevenueMinor: 0,
    costOfGoodsMinor: 0,
    netShippingIncomeMinor: 0,
    shippingCostMinor: 0,
    paymentFeesMinor: 0,
    netRefundsMinor: 0,
    restockedCostMinor: 0,
    campaignCostMinor: 0,
    mediaSpendMinor: 0,
    supportCostMinor: 0,
    profitMinor: 0,
  };
  private messages = 0;

  constructor(
    private readonly state: WorldState,
    readonly day: number,
    readonly startsAt: number,
    readonly endsAt: number,
    private readonly draws: Draws,
    private readonly dirt: number,
  ) {}

  messageId(): string {
    this.messages += 1;
    return `m${this.day.toString(36)}-${this.messages.toString(36)}`;
  }

  /** Writes an event down; one in a few hundred comes twice, late, or with a field missing. */
  record(fact: Fact): void {
    const messageId = this.messageId();
    const { draws, day, dirt } = this;
    const no = this.messages;
    const lacksDevice = draws.chance(DIRT.missingDevice * dirt, PURPOSE.missing, no, day);
    const lacksProduct = draws.chance(DIRT.missingProduct * dirt, PURPOSE.missing, no, day, 1);
    const row: EventRow = {
      messageId,
      customerNo: fact.customerNo,
      type: fact.type,
      channel: fact.channel,
      occurredAt: fact.occurredAt,
      receivedAt: fact.occurredAt + 200 + draws.integer(1_800, PURPOSE.lateness, no, day),
      sessionId: fact.sessionId ?? null,
      device: lacksDevice ? null : (fact.device ?? null),
      productNo: lacksProduct ? null : (fact.productNo ?? null),
      quantity: fact.quantity ?? null,
      valueMinor: fact.valueMinor ?? null,
      orderNo: fact.orderNo ?? null,
      campaignNo: fact.campaignNo ?? null,
      recommendationNo: fact.recommendationNo ?? null,
      position: fact.position ?? null,
      text: fact.text ?? null,
    };
    const fate = draws.uniform(PURPOSE.dirt, no, day);
    if (fate < DIRT.lateEvent * dirt) {
      // A phone that was offline: the row arrives with a later day's.
      const days = 1 + draws.integer(DIRT.lateDays, PURPOSE.lateness, no, day, 1);
      this.state.late.push({
        day: day + days,
        row: { ...row, receivedAt: row.receivedAt + days * 86_400_000 },
      });
      return;
    }
    this.events.push(row);
    if (fate < (DIRT.lateEvent + DIRT.duplicateEvent) * dirt)
      this.events.push({ ...row, receivedAt: row.receivedAt + 4_000 });
  }

  /** Closes the day: late rows whose day has come are added, events stand in the order they were received. */
  close(described: CalendarDay): DayEvents {
    const { state, ledger } = this;
    const stillLate = [];
    for (const late of state.late) {
      if (late.day <= this.day) this.events.push(late.row);
      else stillLate.push(late);
    }
    state.late.length = 0;
    state.late.push(...stillLate);
    this.events.sort((a, b) => a.receivedAt - b.receivedAt || (a.messageId < b.messageId ? -1 : 1));
    ledger.profitMinor =
      ledger.netRevenueMinor -
      ledger.costOfGoodsMinor +
      ledger.netShippingIncomeMinor -
      ledger.shippingCostMinor -
      ledger.paymentFeesMinor -
      ledger.netRefundsMinor +
      ledger.restockedCostMinor -
      ledger.campaignCostMinor -
      ledger.mediaSpendMinor -
      ledger.supportCostMinor;
    return {
      day: this.day,
      date: described.date,
      startsAt: this.startsAt,
      endsAt: this.endsAt,
      products: this.products,
      customers: this.customers,
      consents: this.consents,
      stock: this.stock,
      deliveries: this.deliveries,
      prices: this.prices,
      competitorPrices: this.competitorPrices,
      orders: this.orders,
      orderUpdates: this.orderUpdates,
      refunds: this.refunds,
      events: this.events,
      ratings: this.ratings,
      recommendations: this.recommendations,
      campaigns: this.campaigns,
      assignments: this.assignments,
      sends: this.sends,
      spend: this.spend,
      conversations: this.conversations,
      ledger,
    };
  }
}

/** What the parts of a day share. */
export interface DayContext {
  readonly state: WorldState;
  readonly actions: Actions;
  readonly book: DayBook;
  readonly day: number;
  readonly described: CalendarDay;
  /** Season of each category today, logit. */
  readonly season: Float64Array;
  /** 0–1: how much people buy for others today. */
  readonly giftStrength: number;
}

/** Tax inside a price that includes it, half up. */
export function taxInside(totalMinor: number, taxRate: number): number {
  return Math.round((totalMinor * taxRate) / (1 + taxRate));
}
