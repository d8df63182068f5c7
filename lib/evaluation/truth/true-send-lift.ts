import { ORDERS } from "@/lib/world/parameters";
import type { WorldState } from "@/lib/world/state";
import type { CampaignAction, DayEvents } from "@/lib/world/types";
import { replicateOf, runStill } from "./counterfactual";

export interface SendLiftOptions {
  /** Days after the send in which orders count, that of the send included. Default 21. */
  readonly horizonDays?: number;
  /** Throws of the dice that are averaged. Default 8. */
  readonly replicates?: number;
}

/** What one send changes for one customer, on average over the replicates. */
export interface CustomerLift {
  readonly customerNo: number;
  readonly sessions: number;
  readonly orders: number;
  /** Net of tax, goods, postage, fees, refunds in the horizon and the cost of the send. */
  readonly profitMinor: number;
}

/**
 * The true effect of a campaign on each of its recipients: the same world with the campaign and without it, on the
 * same draws. Arms, offers and the holdout are those of the action; a holdout's lift is 0 but for what others take
 * off the shelves. Cost: 2 × replicates × horizonDays days of the world.
 */
export function trueSendLift(
  state: WorldState,
  campaign: CampaignAction,
  options: SendLiftOptions = {},
): CustomerLift[] {
  const { horizonDays = 21, replicates = 8 } = options;
  const lifts = new Map(
    campaign.assignments.map(({ customerNo }) => [
      customerNo,
      { customerNo, sessions: 0, orders: 0, profitMinor: 0 },
    ]),
  );
  for (let replicate = 0; replicate < replicates; replicate++) {
    const start = replicateOf(state, replicate);
    for (const [withSend, weight] of [
      [true, 1 / replicates],
      [false, -1 / replicates],
    ] as const)
      for (const day of runStill(start, horizonDays, (today) =>
        withSend && today === start.day ? { campaigns: [campaign] } : {},
      ))
        add(lifts, day, weight);
  }
  return [...lifts.values()].sort((a, b) => a.customerNo - b.customerNo);
}

type Sums = { -readonly [K in keyof CustomerLift]: CustomerLift[K] };

function add(lifts: Map<number, Sums>, day: DayEvents, weight: number): void {
  for (const order of day.orders) {
    const lift = lifts.get(order.customerNo);
    if (!lift) continue;
    lift.orders += weight;
    lift.profitMinor += weight * profitOf(order);
  }
  for (const refund of day.refunds) {
    const lift = lifts.get(refund.customerNo);
    if (lift) lift.profitMinor -= weight * (refund.amountMinor - refund.taxMinor);
  }
  for (const event of day.events) {
    if (event.type !== "session_started") continue;
    const lift = lifts.get(event.customerNo);
    if (lift) lift.sessions += weight;
  }
  const cost = new Map(day.campaigns.map((campaign) => [campaign.campaignNo, campaign.costPerSendMinor]));
  for (const send of day.sends) {
    const lift = lifts.get(send.customerNo);
    if (lift) lift.profitMinor -= weight * (cost.get(send.campaignNo) ?? 0);
  }
}

function profitOf(order: DayEvents["orders"][number]): number {
  const costMinor = order.lines.reduce((sum, line) => sum + line.costMinor, 0);
  return (
    order.totalMinor -
    order.taxMinor -
    costMinor -
    ORDERS.shippingCostMinor -
    Math.round(order.totalMinor * ORDERS.paymentFeeShare) -
    ORDERS.paymentFeeMinor
  );
}
