import { AppError } from "../errors";
import { toMajorUnits } from "../minor-units";
import type { TranslatedName } from "../products/product-language";
import type { LadderPlace } from "./price-ladder";
import { type LimitKind, NEIGHBOUR_KINDS, type PriceLimit } from "./price-limit";

/** Another product beside which a price has to stand right: a variant of the same parent, or of the same price ladder. */
export interface Neighbour extends TranslatedName {
  readonly productId: string;
  readonly isSibling: boolean;
  /** The price in force, which tells the order of siblings. */
  readonly priceMinor: number;
  /** The prices that bind: the one in force and those that are decided on. */
  readonly heldMinor: readonly number[];
}

/** What keeps a product in order: the distance of its siblings, if any, and its places on price ladders. */
export interface OrderRules {
  readonly siblingGap?: number | null | undefined;
  readonly places?: readonly LadderPlace[];
}

interface Standing {
  readonly neighbour: Neighbour;
  readonly isBelow: boolean;
  readonly gap: number;
  readonly ladder: string | null;
}

/**
 * Between which prices a product keeps its place: not below (1 + gap) times the dearest of those below it, not above the
 * cheapest of those above it by the same measure; the tightest line of each kind. Siblings stand as their prices in force
 * do, and may meet where the gap is 0; those at the very same price bind nothing, for no order is known. Rungs of a ladder
 * stand as the policy says, and never meet; of two that are siblings as well, the ladder decides.
 * O(neighbours · places).
 */
export function neighbourLimits(
  priceMinor: number,
  neighbours: readonly Neighbour[],
  { siblingGap, places = [] }: OrderRules,
): PriceLimit[] {
  const rungs = new Set(places.flatMap(({ below, above }) => [...below, ...above]));
  const priced = neighbours.filter((one) => one.priceMinor > 0);
  const siblings =
    typeof siblingGap === "number"
      ? priced.filter((one) => one.isSibling && one.priceMinor !== priceMinor && !rungs.has(one.productId))
      : [];
  const standings: Standing[] = [
    ...siblings.map((neighbour) => ({
      ...{ neighbour, isBelow: neighbour.priceMinor < priceMinor, gap: siblingGap!, ladder: null },
    })),
    ...places.flatMap(({ ladder, gap, below, above }) =>
      priced
        .filter(({ productId }) => below.includes(productId) || above.includes(productId))
        .map((neighbour) => ({ neighbour, isBelow: below.includes(neighbour.productId), gap, ladder })),
    ),
  ];
  const tightest = new Map<LimitKind, PriceLimit>();
  for (const limit of standings.map(toLimit)) {
    const known = tightest.get(limit.kind);
    if (!known || (limit.side === "least" ? limit.minor > known.minor : limit.minor < known.minor))
      tightest.set(limit.kind, limit);
  }
  return NEIGHBOUR_KINDS.flatMap((kind) => tightest.get(kind) ?? []);
}

function toLimit({ neighbour, isBelow, gap, ladder }: Standing): PriceLimit {
  const { productId, name, translations, heldMinor } = neighbour;
  const rule = ladder === null ? "sibling" : "ladder";
  const apart = ladder === null ? 0 : 1;
  const told = { neighbour: { productId, name, translations: translations ?? null, ladder } };
  if (isBelow) {
    const held = Math.max(...heldMinor);
    const minor = Math.max(Math.ceil(tidy(held * (1 + gap))), held + apart);
    return { kind: `${rule}-below`, side: "least", minor, ...told };
  }
  const held = Math.min(...heldMinor);
  const minor = Math.min(Math.floor(tidy(held / (1 + gap))), held - apart);
  return { kind: `${rule}-above`, side: "most", minor, ...told };
}

/** Without the last digits of binary fractions. */
function tidy(minor: number): number {
  return Math.round(minor * 1e6) / 1e6;
}

/** Why a price is refused that would put its product out of order. */
export const OUT_OF_ORDER: Readonly<Record<(typeof NEIGHBOUR_KINDS)[number], string>> = {
  "sibling-below":
    "This variant has to stay above {product}, at {price} or more. Decide on that one first, or choose another price.",
  "sibling-above":
    "This variant has to stay below {product}, at {price} or less. Decide on that one first, or choose another price.",
  "ladder-below":
    "On the price ladder “{ladder}” this product has to stay above {product}, at {price} or more. Decide on that one first, or choose another price.",
  "ladder-above":
    "On the price ladder “{ladder}” this product has to stay below {product}, at {price} or less. Decide on that one first, or choose another price.",
};

/** The refusal of a price that lies beyond a neighbour's line. */
export function outOfOrder(
  code: "INVALID" | "CONFLICT",
  { kind, minor, neighbour }: PriceLimit,
  currency: string,
): AppError {
  return new AppError(code, OUT_OF_ORDER[kind as keyof typeof OUT_OF_ORDER], {
    values: {
      price: `${toMajorUnits(minor, currency)} ${currency}`,
      ...(neighbour ? { product: neighbour, ladder: neighbour.ladder ?? "" } : {}),
    },
  });
}
