import { type Neighbour, neighbourLimits } from "./neighbour-order";
import { isBeyond, isNeighbourLimit, type LimitKind, type PriceLimit } from "./price-limit";
import type { Guardrails, ProductGuardrails } from "./pricing-policy";

/** A product as its guardrails see it. Money in minor units of the shop's currency, tax as in its prices. */
export interface PricedProduct {
  readonly priceMinor: number;
  /** Without tax; null where nobody knows it. */
  readonly unitCostMinor: number | null;
  /** 0–1. */
  readonly taxRate: number;
  readonly pricesIncludeTax: boolean;
  /** Competitors' prices that may be compared, in the same currency. */
  readonly competitorsMinor: readonly number[];
  /** Whole days since the price last moved; null: never. */
  readonly daysSinceChange: number | null;
  /** Products beside it at the prices that hold or are decided on; left out: none. */
  readonly neighbours?: readonly Neighbour[];
}

export const BLOCK_REASONS = [
  "NO_PRICE",
  "NO_COST",
  "FLOOR_ABOVE_CEILING",
  "RESTING",
  "NO_ENDING_FITS",
  "TOO_SMALL_A_RANGE",
  "BETWEEN_NEIGHBOURS",
] as const;
/** Why no price can be proposed. */
export type BlockReason = (typeof BLOCK_REASONS)[number];

export interface FeasibleRange {
  readonly leastMinor: number;
  readonly mostMinor: number;
  readonly limits: readonly PriceLimit[];
  /** The hard floor lies beyond what a single change may move: only a person may take that step. */
  readonly beyondChange: boolean;
  readonly blocked: BlockReason | null;
}

/** What remains of a price without tax. O(1). */
export function netOfTax(
  priceMinor: number,
  product: Pick<PricedProduct, "taxRate" | "pricesIncludeTax">,
): number {
  return product.pricesIncludeTax ? priceMinor / (1 + product.taxRate) : priceMinor;
}

/** Share of the net price that remains after the goods; null without a cost or a price. O(1). */
export function marginAt(priceMinor: number, product: PricedProduct): number | null {
  const net = netOfTax(priceMinor, product);
  return product.unitCostMinor === null || net <= 0 ? null : 1 - product.unitCostMinor / net;
}

/**
 * Between which prices a product may move now, and which line draws each end. Floors (cost and margin, the maker's
 * minimum) are hard: where they lie above what one change may move, they win and the step is marked. O(competitors).
 */
export function feasibleRange(product: PricedProduct, guardrails: ProductGuardrails): FeasibleRange {
  const { priceMinor, unitCostMinor, taxRate, pricesIncludeTax } = product;
  const nothing = { leastMinor: priceMinor, mostMinor: priceMinor, limits: [], beyondChange: false };
  if (!(Number.isSafeInteger(priceMinor) && priceMinor > 0)) return { ...nothing, blocked: "NO_PRICE" };
  const changeDown = Math.max(1, Math.ceil(roundOff(priceMinor * (1 - guardrails.maximumChange))));
  const changeUp = Math.floor(roundOff(priceMinor * (1 + guardrails.maximumChange)));
  // Out of order by more than one step: a step towards its place is all that can be asked of it today.
  const order = neighbourLimits(priceMinor, product.neighbours ?? [], guardrails).map(
    (limit): PriceLimit => ({
      ...limit,
      minor: limit.side === "least" ? Math.min(limit.minor, changeUp) : Math.max(limit.minor, changeDown),
    }),
  );
  const costMinor =
    unitCostMinor === null || !Number.isSafeInteger(unitCostMinor) || unitCostMinor < 0
      ? null
      : unitCostMinor;
  const tax = pricesIncludeTax ? 1 + taxRate : 1;
  const limits: PriceLimit[] = [
    { kind: "change-down", side: "least", minor: changeDown },
    { kind: "change-up", side: "most", minor: changeUp },
  ];
  if (costMinor !== null)
    limits.unshift({
      kind: "floor",
      side: "least",
      minor: Math.max(1, Math.ceil(roundOff((costMinor * tax) / (1 - guardrails.minimumMargin)))),
    });
  if (guardrails.minimumAdvertisedMinor !== null)
    limits.push({ kind: "advertised", side: "least", minor: guardrails.minimumAdvertisedMinor });
  if (guardrails.maximumMarkup !== null && costMinor)
    limits.push({
      kind: "ceiling",
      side: "most",
      minor: Math.floor(roundOff(costMinor * tax * guardrails.maximumMarkup)),
    });
  const competitor = competitorLimit(product.competitorsMinor, guardrails);
  if (competitor !== null) limits.push({ kind: "competitor", side: "most", minor: competitor });
  limits.push(...order);
  const range = settle(product, guardrails, limits);
  // Lines that need no cost still hold for whoever asks for a price; a model has no floor to stand on.
  return costMinor === null ? { ...range, blocked: "NO_COST" } : range;
}

/** Lines that nothing is worth crossing for, not even the way back. */
export const HARD_KINDS: readonly LimitKind[] = ["floor", "advertised"];

function settle(
  product: PricedProduct,
  guardrails: Guardrails,
  limits: readonly PriceLimit[],
): FeasibleRange {
  const least = (kinds: (limit: PriceLimit) => boolean) =>
    Math.max(1, ...limits.filter((l) => l.side === "least" && kinds(l)).map((l) => l.minor));
  const most = (kinds: (limit: PriceLimit) => boolean) =>
    Math.min(
      Number.MAX_SAFE_INTEGER,
      ...limits.filter((l) => l.side === "most" && kinds(l)).map((l) => l.minor),
    );
  const hardLeast = least((limit) => HARD_KINDS.includes(limit.kind));
  const ceiling = most((limit) => limit.kind === "ceiling");
  const range = { limits, beyondChange: false, blocked: null };
  if (hardLeast > ceiling)
    return { ...range, leastMinor: hardLeast, mostMinor: hardLeast, blocked: "FLOOR_ABOVE_CEILING" };
  const changeUp = most((limit) => limit.kind === "change-up");
  if (hardLeast > changeUp)
    return { ...range, leastMinor: hardLeast, mostMinor: hardLeast, beyondChange: true };
  const mostMinor = Math.max(
    hardLeast,
    most(() => true),
  );
  // A ceiling or a competitor far below asks for more than one step: as far as one may go today.
  const changeDown = least((limit) => limit.kind === "change-down");
  if (mostMinor < changeDown) {
    const reached = Math.max(hardLeast, changeDown);
    return { ...range, leastMinor: reached, mostMinor: reached };
  }
  const leastMinor = Math.max(hardLeast, changeDown, least(isNeighbourLimit));
  if (leastMinor > mostMinor)
    return { ...range, leastMinor: mostMinor, mostMinor, blocked: "BETWEEN_NEIGHBOURS" };
  const resting =
    product.daysSinceChange !== null && product.daysSinceChange < guardrails.restDays ? "RESTING" : null;
  return { ...range, leastMinor, mostMinor, blocked: resting };
}

/** The highest price that keeps the position; null where there is no rule or nobody to compare with (never a guess). */
function competitorLimit(prices: readonly number[], { competitor }: Guardrails): number | null {
  const usable = prices.filter((minor) => Number.isFinite(minor) && minor > 0);
  if (!competitor || usable.length === 0) return null;
  const theirs =
    competitor.against === "cheapest"
      ? Math.min(...usable)
      : usable.reduce((sum, minor) => sum + minor, 0) / usable.length;
  return Math.floor(roundOff(theirs * (1 + competitor.mostAbove)));
}

const MOST_CANDIDATES = 61;

/**
 * The prices worth comparing within a range: those with an allowed ending, at most 61, evenly thinned, ends kept; and
 * none closer to today's price than the smallest change. O(range / step).
 */
export function candidatePrices(
  range: FeasibleRange,
  guardrails: Guardrails,
  priceMinor: number,
): { readonly prices: readonly number[]; readonly blocked: BlockReason | null } {
  if (range.blocked) return { prices: [], blocked: range.blocked };
  const all = endedPrices(range, guardrails.endings);
  if (all.length === 0) return { prices: [], blocked: "NO_ENDING_FITS" };
  const far = all.filter(
    (minor) =>
      range.beyondChange ||
      Math.abs(minor - priceMinor) >= Math.max(1, guardrails.minimumChange * priceMinor),
  );
  if (far.length === 0) return { prices: [], blocked: "TOO_SMALL_A_RANGE" };
  return { prices: far, blocked: null };
}

function endedPrices(range: FeasibleRange, endings: readonly number[]): number[] {
  const { leastMinor, mostMinor, beyondChange } = range;
  if (endings.length === 0) {
    const step = Math.max(1, (mostMinor - leastMinor) / (MOST_CANDIDATES - 1));
    const prices = new Set<number>();
    for (let minor = leastMinor; minor <= mostMinor + 1e-6; minor += step)
      prices.add(Math.min(mostMinor, Math.round(minor)));
    return [...prices];
  }
  const prices: number[] = [];
  // A floor that must be reached takes the first ending above it.
  const last = beyondChange ? leastMinor + 100 : mostMinor;
  for (let whole = Math.floor(leastMinor / 100) * 100; whole <= last; whole += 100)
    for (const ending of [...endings].sort((a, b) => a - b))
      if (whole + ending >= leastMinor && whole + ending <= last) prices.push(whole + ending);
  if (beyondChange) return prices.slice(0, 1);
  if (prices.length <= MOST_CANDIDATES) return prices;
  const every = (prices.length - 1) / (MOST_CANDIDATES - 1);
  return Array.from({ length: MOST_CANDIDATES }, (_, k) => prices[Math.round(k * every)]!);
}

/** Which lines a price would cross; empty when it may stand. O(limits). */
export function brokenLimits(priceMinor: number, range: FeasibleRange): PriceLimit[] {
  return range.limits.filter(
    (limit) =>
      isBeyond(priceMinor, limit) &&
      !(range.beyondChange && (isStepToFloor(priceMinor, limit, range) || isNeighbourLimit(limit))),
  );
}

/** The floor lies beyond what one change may move: the step to it, or to the first allowed ending above it, is open. O(1). */
function isStepToFloor(priceMinor: number, { kind }: PriceLimit, { leastMinor }: FeasibleRange): boolean {
  return kind === "change-up" && priceMinor <= leastMinor + 100;
}

/** The neighbour's line that a price would cross, which puts products out of order; undefined: none. O(limits). */
export function brokenOrder(priceMinor: number, range: FeasibleRange): PriceLimit | undefined {
  return brokenLimits(priceMinor, range).find(isNeighbourLimit);
}

/** Without the last digits of binary fractions: 1000 · 1.15 is 1150, not 1149.9999. */
function roundOff(minor: number): number {
  return Math.round(minor * 1e6) / 1e6;
}
