import { PURPOSE } from "./draws";
import { type CampaignMemory, planCampaigns } from "./shopkeeper/campaigns";
import { type PriceMemory, priceReviews } from "./shopkeeper/prices";
import { recommendByPopularity } from "./shopkeeper/recommendations";
import type { WorldState } from "./state";
import { CLARIFY, REPLIES } from "./texts/replies";
import type { Actions, Inquiry, IntentId, MediaChannel, Reply, SpendAction } from "./types";

/** What the shopkeeper keeps in mind from day to day. Plain JSON. */
export interface ShopkeeperMemory {
  readonly prices: PriceMemory;
  readonly campaigns: CampaignMemory;
}

export function newShopkeeper(): ShopkeeperMemory {
  return { prices: { lists: {}, tests: {}, promotions: {} }, campaigns: { nextCampaignNo: 1, lastSent: {} } };
}

/**
 * The policy behind the demo's history: an able shopkeeper without models. Prices are reviewed, tried out at
 * random and put on offer in season; messages go out with holdouts drawn at random; lists show what sells, and
 * one in twenty is drawn at random; questions are answered by people in opening hours.
 * Depends on the settings, the day, the memory and what a shopkeeper could see; never on anyone's inner life.
 */
export function shopkeep(
  state: WorldState,
  memory: ShopkeeperMemory,
): { actions: Actions; memory: ShopkeeperMemory } {
  const prices = priceReviews(state, memory.prices);
  const campaigns = planCampaigns(state, memory.campaigns);
  return {
    actions: {
      prices: prices.actions,
      campaigns: campaigns.actions,
      spend: advertising(state),
      recommend: recommendByPopularity(state),
      reply: (inquiry, intended) => staffReply(state, inquiry, intended),
    },
    memory: { prices: prices.memory, campaigns: campaigns.memory },
  };
}

/** Cents a day on each channel in the standard size. */
const BUDGET: Readonly<Record<MediaChannel, number>> = {
  "search-ads": 4_500,
  "social-ads": 4_000,
  "display-ads": 2_200,
};

/** Advertising runs in flights of a few weeks at levels that change, with weeks off: responses can be read. */
function advertising(state: WorldState): SpendAction[] {
  const { day, world } = state;
  const described = world.calendar.describe(day);
  const scale = world.people.count / 5_000;
  const channels = Object.keys(BUDGET) as MediaChannel[];
  return channels.map((channel, k) => {
    const flight = Math.floor((day + k * 5) / 14);
    const level = [0, 0.4, 0.8, 1, 1.4, 2][world.daily.integer(6, PURPOSE.keeperSpend, flight, k)]!;
    const season = described.month >= 11 ? 1.6 : described.month === 7 || described.month === 8 ? 0.7 : 1;
    const noise = 0.85 + 0.3 * world.daily.uniform(PURPOSE.keeperSpend, day, k, 1);
    return { channel, amountMinor: Math.round(BUDGET[channel] * scale * level * season * noise) };
  });
}

/** People in the shop answer: quickly by day, next morning by night, and not always the right question. */
function staffReply(state: WorldState, inquiry: Inquiry, intended: IntentId): Reply | null {
  const { calendar, daily } = state.world;
  const day = calendar.dayOf(inquiry.sentAt);
  const chance = (slot: number) =>
    daily.uniform(
      PURPOSE.keeperReply,
      inquiry.customerNo,
      day,
      (inquiry.productNo ?? 0) * 64 + inquiry.turn * 8 + slot,
    );
  const u = chance(0);
  // One in forty is never seen.
  if (inquiry.turn === 1 && u < 0.025) return null;
  const opens = calendar.at(day, 9 * 3600);
  const closes = calendar.at(day, 18 * 3600);
  const patience = inquiry.channel === "chat" ? 240 : 5_400;
  const typing = Math.round(patience * (0.3 + 1.7 * chance(1)));
  const waits =
    inquiry.sentAt < opens
      ? (opens - inquiry.sentAt) / 1000
      : inquiry.sentAt > closes
        ? (calendar.at(day + 1, 9 * 3600) - inquiry.sentAt) / 1000
        : 0;
  const afterSeconds = Math.round(waits) + typing;
  if (u < 0.1 && inquiry.turn === 1)
    return {
      action: "clarify",
      author: "person",
      intent: null,
      text: CLARIFY[inquiry.language],
      afterSeconds,
    };
  const understood: IntentId = u < 0.14 && inquiry.turn < 3 ? "product-question" : intended;
  return {
    action: "answer",
    author: "person",
    intent: understood,
    text: REPLIES[understood][inquiry.language],
    afterSeconds,
  };
}
