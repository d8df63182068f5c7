import { shelfPrice } from "../catalogue/build-goods";
import { competitorPriceMinor } from "../day/competitors";
import { PURPOSE } from "../draws";
import { CATEGORIES, CATEGORY, COMPETITORS } from "../parameters";
import { exp } from "../portable-math";
import type { WorldState } from "../state";
import type { CategoryId, PriceAction, PriceReason } from "../types";

/** Keys are product numbers as text, so that the memory survives JSON. */
export interface PriceMemory {
  /** The everyday price as last reviewed; what is missing stands at its first list price. */
  readonly lists: Readonly<Record<string, number>>;
  /** Price trials under way: factor and last day. */
  readonly tests: Readonly<Record<string, { readonly factor: number; readonly lastDay: number }>>;
  /** Offers under way: factor and last day. */
  readonly promotions: Readonly<
    Record<string, { readonly factor: number; readonly lastDay: number; readonly reason: PriceReason }>
  >;
}

/** The steps a trial may take, each as likely as the other. */
const TRIALS = [0.86, 0.92, 0.96, 1.05, 1.1, 1.16] as const;
const TRIAL_DAYS = 18;

interface Sale {
  readonly from: readonly [month: number, day: number];
  readonly days: number;
  readonly categories: readonly CategoryId[];
  readonly factor: number;
  /** 0–1 of the goods of those categories, drawn. */
  readonly share: number;
}

/** The sales of the year. */
const SALES: readonly Sale[] = [
  {
    from: [1, 2],
    days: 18,
    categories: ["candles", "gifts", "tableware", "linen"],
    factor: 0.75,
    share: 0.6,
  },
  { from: [3, 10], days: 10, categories: ["vases", "cups"], factor: 0.85, share: 0.5 },
  { from: [5, 21], days: 6, categories: ["tea", "tea-tools"], factor: 0.88, share: 0.5 },
  {
    from: [6, 26],
    days: 16,
    categories: ["picnic", "linen", "kettles", "cookware"],
    factor: 0.8,
    share: 0.6,
  },
  {
    from: [9, 1],
    days: 10,
    categories: ["cookware", "knives-boards", "tableware"],
    factor: 0.85,
    share: 0.5,
  },
  { from: [11, 24], days: 8, categories: [], factor: 0.8, share: 0.55 },
];

/** Today's price changes: reviews, trials, sales and clearances, and the way back from them. O(products). */
export function priceReviews(
  state: WorldState,
  memory: PriceMemory,
): { actions: PriceAction[]; memory: PriceMemory } {
  const { day, world } = state;
  const { goods, calendar, daily } = world;
  const described = calendar.describe(day);
  const lists = { ...memory.lists };
  const tests = { ...memory.tests };
  const promotions = { ...memory.promotions };
  const actions: PriceAction[] = [];
  const sale = SALES.findIndex(({ from }) => from[0] === described.month && from[1] === described.dayOfMonth);
  for (let p = 0; p < goods.count; p++) {
    if (goods.releaseDay[p]! >= day || state.released[p] === 0) continue;
    const key = String(p + 1);
    const row = goods.rows[p]!;
    const list = lists[key] ?? row.listPriceMinor;
    let changed: PriceReason | null = null;

    if (tests[key] && tests[key].lastDay < day) {
      delete tests[key];
      changed = "list";
    }
    if (promotions[key] && promotions[key].lastDay < day) {
      delete promotions[key];
      changed = "list";
    }
    const busy = tests[key] !== undefined || promotions[key] !== undefined;
    if (sale >= 0 && SALES[sale]) {
      const { categories, factor, share, days } = SALES[sale];
      const concerned = categories.length === 0 || categories.includes(row.category);
      if (concerned && daily.chance(share, PURPOSE.keeperPrice, p, day, 1)) {
        delete tests[key];
        const depth = factor + 0.1 * (daily.uniform(PURPOSE.keeperPrice, p, day, 2) - 0.5);
        promotions[key] = { factor: depth, lastDay: day + days - 1, reason: "promotion" };
        changed = "promotion";
      }
    } else if (!busy && (p + day) % 7 === 0 && changed === null) {
      const u = daily.uniform(PURPOSE.keeperPrice, p, day);
      if (u < 0.055) {
        const factor = TRIALS[daily.integer(TRIALS.length, PURPOSE.keeperPrice, p, day, 3)]!;
        tests[key] = { factor, lastDay: day + TRIAL_DAYS - 1 };
        changed = "test";
      } else if (u < 0.07 && state.stock[p]! > 40 + state.salesRate[p]! * 120) {
        promotions[key] = { factor: 0.78, lastDay: day + 27, reason: "clearance" };
        changed = "clearance";
      } else if (u < 0.1) {
        const reviewed = review(state, p, list, day);
        if (reviewed !== list) {
          lists[key] = reviewed;
          changed = "review";
        }
      }
    }
    if (changed === null) continue;
    const everyday = lists[key] ?? row.listPriceMinor;
    const promotion = promotions[key];
    const factor = promotion?.factor ?? tests[key]?.factor ?? 1;
    const priceMinor = factor === 1 ? everyday : shelfPrice(everyday * factor);
    actions.push({
      productNo: p + 1,
      priceMinor,
      compareAtMinor: promotion && priceMinor < everyday ? everyday : null,
      reason: changed,
    });
  }
  return { actions, memory: { lists, tests, promotions } };
}

/** A new everyday price: towards the market, up where it sells well, never below cost and a margin. */
function review(state: WorldState, p: number, list: number, day: number): number {
  const { goods, daily } = state.world;
  const row = goods.rows[p]!;
  let market = 0;
  let seen = 0;
  for (let k = 0; k < COMPETITORS.length; k++) {
    const theirs = competitorPriceMinor(state, k, p, day);
    if (theirs > 0) {
      market += theirs;
      seen += 1;
    }
  }
  const pull = seen > 0 ? 0.3 * (market / seen / list - 1) : 0;
  const shelf = goods.shelves[goods.category[p]!]!;
  let average = 0;
  for (const q of shelf) average += state.salesRate[q]! / shelf.length;
  const demand = average > 0 ? 0.05 * Math.max(-1, Math.min(1, state.salesRate[p]! / average - 1)) : 0;
  const whim = 0.05 * daily.normal(PURPOSE.keeperPrice, p, day, 4);
  const costs = 0.012;
  const change = Math.max(-0.15, Math.min(0.15, pull + demand + whim + costs));
  const floor = row.unitCostMinor * (1 + CATEGORY[CATEGORIES[goods.category[p]!]!].taxRate) * 1.25;
  return shelfPrice(Math.max(floor, list * exp(change)));
}
