import type { Calendar } from "../calendar";
import { type Draws, PURPOSE } from "../draws";
import { CATEGORIES, CATEGORY, CHOICE } from "../parameters";
import { exp } from "../portable-math";
import type { CategoryId, ProductRow, WorldSettings } from "../types";
import { blueprints } from "./blueprints";

/** What the shop sells, and what only the world knows of it. Arrays are indexed by productNo − 1. */
export interface Goods {
  readonly count: number;
  readonly rows: readonly ProductRow[];
  /** Index into CATEGORIES. */
  readonly category: Uint8Array;
  /** Three values a product: plain to ornate, cool to warm, modern to traditional. */
  readonly style: Float64Array;
  /** The price at which it is neither dear nor cheap, cents. */
  readonly worthMinor: Float64Array;
  /** Standard normal: what ratings show in time. */
  readonly quality: Float64Array;
  /** Log appeal at a glance. */
  readonly charm: Float64Array;
  /** Day on which it can first be bought; negative before the start. */
  readonly releaseDay: Int32Array;
  readonly faultRate: Float64Array;
  /** Product indexes by category, in the fixed order of the shelf. */
  readonly shelves: readonly Int32Array[];
}

/** Share of groups that come out after the first day, and over how many days; a tiny shop has none. */
const NEWCOMERS = 0.15;
const NEWCOMER_DAYS = 489;
const SKU_PREFIX: Readonly<Record<CategoryId, string>> = {
  tea: "TEA",
  teapots: "POT",
  cups: "CUP",
  "tea-tools": "TTL",
  kettles: "KET",
  tableware: "TAB",
  cookware: "COK",
  "knives-boards": "KNB",
  linen: "LIN",
  candles: "CAN",
  vases: "VAS",
  picnic: "PIC",
  pantry: "LAR",
  gifts: "GFT",
};
const BACKDROPS = ["#f3ede2", "#e9ede6", "#ece6ea", "#e6ecef", "#f4e9dd", "#eef0e4", "#e9e4da", "#f1ebe6"];

/** Builds the shop's goods from settings alone. O(products). */
export function buildGoods(settings: WorldSettings, calendar: Calendar, draws: Draws): Goods {
  const count = settings.products;
  const plans = blueprints(count, (n, key) => draws.integer(n, PURPOSE.catalogue, key, 1));
  const rows: ProductRow[] = [];
  const category = new Uint8Array(count);
  const style = new Float64Array(count * 3);
  const worthMinor = new Float64Array(count);
  const quality = new Float64Array(count);
  const charm = new Float64Array(count);
  const releaseDay = new Int32Array(count);
  const faultRate = new Float64Array(count);
  const shelves: number[][] = CATEGORIES.map(() => []);

  plans.forEach((plan, index) => {
    const { groupNo } = plan;
    const categoryIndex = CATEGORIES.indexOf(plan.category);
    const parameters = CATEGORY[plan.category];
    const isNew = count > 20 && draws.chance(NEWCOMERS, PURPOSE.release, groupNo);
    const release = isNew
      ? 21 + draws.integer(NEWCOMER_DAYS, PURPOSE.release, groupNo, 1)
      : -(30 + draws.integer(800, PURPOSE.release, groupNo, 2));
    const groupCharm = 0.6 * draws.normal(PURPOSE.worth, groupNo, 1);
    const groupQuality = draws.normal(PURPOSE.worth, groupNo, 2);
    const listPriceMinor = shelfPrice(
      plan.priceMinor * (1 + 0.12 * (draws.uniform(PURPOSE.price, groupNo, index) - 0.4)),
    );
    const netMinor = listPriceMinor / (1 + parameters.taxRate);
    category[index] = categoryIndex;
    style.set(plan.style, index * 3);
    worthMinor[index] =
      listPriceMinor * exp(CHOICE.worthNoise * draws.normal(PURPOSE.worth, groupNo, 3) + 0.02);
    quality[index] = 0.8 * groupQuality + 0.6 * draws.normal(PURPOSE.worth, groupNo, 4, index);
    charm[index] = groupCharm + 0.45 * draws.normal(PURPOSE.worth, groupNo, 5, index);
    releaseDay[index] = release;
    faultRate[index] = parameters.faultRate * exp(-0.4 * quality[index]!);
    shelves[categoryIndex]!.push(index);
    rows.push({
      productNo: index + 1,
      groupNo,
      sku: `${SKU_PREFIX[plan.category]}-${String(groupNo).padStart(4, "0")}-${plan.variantNo}`,
      category: plan.category,
      name: plan.name,
      groupName: plan.groupName,
      description: plan.description,
      brand: plan.maker,
      option: plan.option,
      tags: plan.tags,
      look: {
        ...plan.look,
        backdrop: BACKDROPS[draws.integer(BACKDROPS.length, PURPOSE.catalogue, groupNo, 2)]!,
        // One hand made the whole group: knobs and labels agree, colours differ.
        seed: draws.integer(1_000_000, PURPOSE.catalogue, groupNo, 3),
      },
      listPriceMinor,
      unitCostMinor: Math.max(
        1,
        Math.round(netMinor * parameters.costShare * exp(0.1 * draws.normal(PURPOSE.price, groupNo, -1))),
      ),
      taxRate: parameters.taxRate,
      weightGrams: plan.weightGrams,
      createdAt: calendar.at(release, 8 * 3600),
    });
  });
  for (const [shelf, products] of shelves.entries())
    products.sort(
      (a, b) => draws.bits(PURPOSE.shelf, shelf, a) - draws.bits(PURPOSE.shelf, shelf, b) || a - b,
    );
  return {
    count,
    rows,
    category,
    style,
    worthMinor,
    quality,
    charm,
    releaseDay,
    faultRate,
    shelves: shelves.map((shelf) => Int32Array.from(shelf)),
  };
}

/** Rounds to the nearest price a shopkeeper would write: .95 or .50, never below fifty cents. */
export function shelfPrice(minor: number): number {
  const half = Math.max(1, Math.round(minor / 50));
  return half % 2 === 0 ? half * 50 - 5 : half * 50;
}
