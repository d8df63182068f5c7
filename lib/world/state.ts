import { CATEGORIES, CATEGORY, COMPETITORS, WORLD_VERSION } from "./parameters";
import type { CategoryId, EventRow, MediaChannel, OrderRow, RefundRow, WorldSettings } from "./types";
import { createWorld, type World } from "./world";

/** Prices a person remembers, things they own, things left in the cart. */
export const MEMORY = 12;
export const OWNED = 12;
export const CART = 4;
/** Categories that are used up, and so are needed again. */
export const CONSUMABLES = CATEGORIES.flatMap((category, index) =>
  CATEGORY[category].lastsDays === null ? [] : [index],
);

export const PERSON = { away: 0, visitor: 1, customer: 2, gone: 3 } as const;

/** A code that some people hold. */
export interface LiveOffer {
  readonly offerNo: number;
  readonly campaignNo: number;
  readonly code: string;
  readonly discount: number;
  readonly categories: readonly CategoryId[];
  readonly minimumOrderMinor: number;
  readonly lastDay: number;
}

/** Puts something on the agenda of a later day. */
export function plan(state: WorldState, day: number, task: Task): void {
  const tasks = state.agenda.get(day);
  if (tasks) tasks.push(task);
  else state.agenda.set(day, [task]);
}

/** An order whose parcel, return or rating is still to come. */
export interface OpenOrder {
  readonly order: OrderRow;
  /** Which order of this customer it is, from 1: draws about it hang on this and not on others' orders. */
  readonly ordinal: number;
  cancelled: boolean;
  deliveredDay: number;
  promisedDay: number;
  /** Pieces already sent back, by line. */
  returned: number[];
}

/** Something that will happen on a known day. */
export type Task =
  | { readonly kind: "deliver-stock"; readonly product: number; readonly quantity: number }
  | { readonly kind: "ship" | "arrive" | "cancel" | "forget"; readonly orderNo: number }
  | {
      readonly kind: "return";
      readonly orderNo: number;
      readonly line: number;
      readonly quantity: number;
      readonly reason: RefundRow["reason"];
    }
  | { readonly kind: "rate"; readonly orderNo: number; readonly line: number }
  | {
      readonly kind: "open-email";
      readonly customer: number;
      readonly campaignNo: number;
      readonly offerNo: number;
      readonly featured: readonly number[];
      readonly recommendationNo: number | null;
    };

/** Everything that changes from day to day. Arrays are indexed by customerNo − 1 or productNo − 1. */
export interface WorldState {
  readonly world: World;
  /** The next day to be stepped. */
  day: number;
  readonly status: Uint8Array;
  readonly arrivedDay: Int32Array;
  readonly heard: Float64Array;
  readonly consent: Uint8Array;
  readonly attention: Float64Array;
  readonly fatigue: Float64Array;
  readonly satisfaction: Float64Array;
  readonly spentMonth: Int32Array;
  readonly spentMinor: Float64Array;
  readonly orderCount: Int32Array;
  readonly lastOrderDay: Int32Array;
  readonly lastVisitDay: Int32Array;
  readonly offer: Int32Array;
  /** CONSUMABLES.length values a person: the day the cupboard is empty. */
  readonly supplyUntil: Float64Array;
  readonly memoryProduct: Int32Array;
  readonly memoryMinor: Float64Array;
  readonly memoryDay: Int32Array;
  readonly ownedProduct: Int32Array;
  readonly cartProduct: Int32Array;
  readonly cartDay: Int32Array;
  readonly released: Uint8Array;
  readonly stock: Int32Array;
  readonly onOrder: Int32Array;
  /** 1 where the level changed today. */
  readonly stockMoved: Uint8Array;
  readonly priceMinor: Int32Array;
  /** 0 where nothing is struck through. */
  readonly compareAtMinor: Int32Array;
  /** Pieces sold today, and a day on average over the last weeks. */
  readonly salesToday: Int32Array;
  readonly salesRate: Float64Array;
  readonly ratingSum: Float64Array;
  readonly ratingCount: Int32Array;
  /** Log deviation from worth, COMPETITORS.length values a product, and the day a promotion there ends. */
  readonly competitorLog: Float64Array;
  readonly competitorPromotionUntil: Int32Array;
  readonly adStock: Record<MediaChannel, number>;
  readonly offers: LiveOffer[];
  readonly openOrders: Map<number, OpenOrder>;
  readonly agenda: Map<number, Task[]>;
  /** Events that have happened and not been heard of yet. */
  readonly late: { readonly day: number; readonly row: EventRow }[];
  nextOrderNo: number;
  nextRefundNo: number;
  nextOfferNo: number;
  nextRecommendationNo: number;
  nextConversationNo: number;
  nextMessageNo: number;
}

/** A world on the evening before its first day: nobody has come, nothing is on the shelves. O(customers + products). */
export function createState(settings: WorldSettings, world: World = createWorld(settings)): WorldState {
  const n = world.people.count;
  const m = world.goods.count;
  return {
    world,
    day: 0,
    status: new Uint8Array(n),
    arrivedDay: new Int32Array(n),
    heard: new Float64Array(n),
    consent: new Uint8Array(n),
    attention: new Float64Array(n),
    fatigue: new Float64Array(n),
    satisfaction: new Float64Array(n),
    spentMonth: new Int32Array(n).fill(-1),
    spentMinor: new Float64Array(n),
    orderCount: new Int32Array(n),
    lastOrderDay: new Int32Array(n).fill(-9999),
    lastVisitDay: new Int32Array(n).fill(-9999),
    offer: new Int32Array(n),
    supplyUntil: new Float64Array(n * CONSUMABLES.length),
    memoryProduct: new Int32Array(n * MEMORY),
    memoryMinor: new Float64Array(n * MEMORY),
    memoryDay: new Int32Array(n * MEMORY),
    ownedProduct: new Int32Array(n * OWNED),
    cartProduct: new Int32Array(n * CART),
    cartDay: new Int32Array(n).fill(-9999),
    released: new Uint8Array(m),
    stock: new Int32Array(m),
    onOrder: new Int32Array(m),
    stockMoved: new Uint8Array(m),
    priceMinor: new Int32Array(m),
    compareAtMinor: new Int32Array(m),
    salesToday: new Int32Array(m),
    salesRate: new Float64Array(m),
    ratingSum: new Float64Array(m),
    ratingCount: new Int32Array(m),
    competitorLog: new Float64Array(m * COMPETITORS.length),
    competitorPromotionUntil: new Int32Array(m * COMPETITORS.length).fill(-1),
    adStock: { "search-ads": 0, "social-ads": 0, "display-ads": 0 },
    offers: [],
    openOrders: new Map(),
    agenda: new Map(),
    late: [],
    nextOrderNo: 1,
    nextRefundNo: 1,
    nextOfferNo: 1,
    nextRecommendationNo: 1,
    nextConversationNo: 1,
    nextMessageNo: 1,
  };
}

/** Everything but the world itself, which follows from the settings. */
type Changing = Omit<WorldState, "world">;
const FIELDS = Object.keys(
  createState({
    version: 0,
    seed: 0,
    size: "small",
    customers: 0,
    windowShoppers: 0,
    products: 0,
    startDate: "2000-01-01",
    historyDays: 0,
    timeZone: "UTC",
    currency: "EUR",
    replicate: 0,
    deliveries: false,
    dirt: 0,
  }),
).filter((field) => field !== "world") as readonly (keyof Changing)[];

/** A state that shares nothing that changes with the first. O(customers + products). */
export function cloneState(state: WorldState): WorldState {
  const copy: Record<string, unknown> = { world: state.world };
  for (const field of FIELDS) copy[field] = copyOf(state[field]);
  return copy as unknown as WorldState;
}

function copyOf(value: Changing[keyof Changing]): unknown {
  if (ArrayBuffer.isView(value)) return (value as Float64Array).slice();
  if (value instanceof Map) {
    const entries = [...(value as Map<number, Task[] | OpenOrder>)];
    return new Map(
      entries.map(([key, held]) => [
        key,
        Array.isArray(held) ? held.slice() : { ...held, returned: held.returned.slice() },
      ]),
    );
  }
  if (Array.isArray(value)) return value.slice();
  return typeof value === "object" ? { ...value } : value;
}

const STATE_KIND = "souk-world-state";
const STATE_VERSION = 1;

/** The state as plain JSON: settings and what has changed; people and goods are rebuilt from the settings. */
export function stateToJson(state: WorldState): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const field of FIELDS) {
    const value = state[field];
    fields[field] = ArrayBuffer.isView(value)
      ? Array.from(value as Float64Array)
      : value instanceof Map
        ? [...(value as Map<number, unknown>)]
        : value;
  }
  return { kind: STATE_KIND, version: STATE_VERSION, settings: state.world.settings, fields };
}

/**
 * Reads what `stateToJson` wrote.
 * @param world the world of the same settings, when it is already at hand
 * @throws RangeError for anything else, another version of the state or of the world.
 */
export function stateFromJson(input: unknown, world?: World): WorldState {
  const stored = input as {
    kind?: unknown;
    version?: unknown;
    settings?: WorldSettings;
    fields?: Record<string, unknown>;
  } | null;
  if (!stored || stored.kind !== STATE_KIND || !stored.settings || !stored.fields)
    throw new RangeError("This is not the state of a world.");
  if (stored.version !== STATE_VERSION)
    throw new RangeError(`State version ${String(stored.version)} cannot be read; ${STATE_VERSION} can.`);
  if (stored.settings.version !== WORLD_VERSION)
    throw new RangeError(
      `This state belongs to world ${stored.settings.version}; the rules here are those of world ${WORLD_VERSION}.`,
    );
  const state = createState(stored.settings, world) as unknown as Record<string, unknown>;
  for (const field of FIELDS) {
    const empty = state[field];
    const value = stored.fields[field];
    if (value === undefined) throw new RangeError(`The state lacks "${field}".`);
    if (ArrayBuffer.isView(empty)) {
      const target = empty as Float64Array;
      if (!Array.isArray(value) || value.length !== target.length)
        throw new RangeError(`"${field}" of the state does not fit its world.`);
      target.set(value as number[]);
    } else
      state[field] = empty instanceof Map ? new Map(value as [number, unknown][]) : structuredClone(value);
  }
  return state as unknown as WorldState;
}
