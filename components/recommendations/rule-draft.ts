import { parseMicros, totalMinor } from "@/lib/domain/exact-amount";
import { minorUnitsOf, toMajorUnits } from "@/lib/domain/minor-units";
import type { ProductMatch } from "@/lib/domain/recommendations/policy";
import type { PolicyRule, RuleKind } from "@/lib/domain/recommendations/policy-rules";
import { dateIn, endOfDate, startOfDate } from "@/lib/domain/zoned-time";

export const TARGETS = ["category", "brand", "tag", "product", "any"] as const;
export type Target = (typeof TARGETS)[number];
const PLACES = { category: "categories", brand: "brands", tag: "tags", product: "productIds" } as const;

/** A rule as it is filled in: texts of the fields, prices in major units, days of the shop. */
export interface RuleDraft {
  readonly kind: RuleKind;
  readonly target: Target;
  /** Name of the category, brand or tag; id of the product. */
  readonly value: string;
  /** Goods that one field cannot say: they stand as they are. */
  readonly kept: ProductMatch | null;
  readonly priceFrom: string;
  readonly priceTo: string;
  readonly percent: number | null;
  readonly place: number | null;
  readonly first: string;
  readonly last: string;
}
/** What is wrong: no goods, an amount that the currency does not have, turned prices, turned days. */
export type RuleProblem = "what" | "noPrice" | "price" | "prices" | "days";

interface ShopTerms {
  /** ISO 4217 */
  readonly currency: string;
  readonly timeZone: string;
}

export const NEW_RULE: RuleDraft = {
  ...{ kind: "boost", target: "category", value: "", kept: null, priceFrom: "", priceTo: "" },
  ...{ percent: 20, place: 1, first: "", last: "" },
};

/** The fields that would give a rule again. */
export function draftOf(rule: PolicyRule, { currency, timeZone }: ShopTerms): RuleDraft {
  const { priceFromMinor, priceToMinor, ...goods } = rule.match;
  const said = TARGETS.flatMap((target) => {
    const values = target === "any" ? undefined : goods[PLACES[target]];
    return values ? [{ target, values }] : [];
  });
  const [only] = said;
  const simple = said.length === 0 || (said.length === 1 && only!.values.length === 1);
  const amount = (minor: number | undefined) => (minor === undefined ? "" : toMajorUnits(minor, currency));
  const dayOf = (instant: number) => dateIn(timeZone, new Date(instant));
  return {
    kind: rule.kind,
    target: only?.target ?? "any",
    value: only?.values[0] ?? "",
    kept: simple ? null : goods,
    ...{ priceFrom: amount(priceFromMinor), priceTo: amount(priceToMinor) },
    percent: rule.amount === null ? NEW_RULE.percent : Math.round(rule.amount * 100),
    place: rule.place ?? NEW_RULE.place,
    first: rule.from === null ? "" : dayOf(Date.parse(rule.from)),
    // Its end is not included: the day before is the last.
    last: rule.until === null ? "" : dayOf(Date.parse(rule.until) - 1),
  };
}

/** The rule that was filled in, or what is wrong with it. */
export function ruleOf(
  draft: RuleDraft,
  { currency, timeZone }: ShopTerms,
): { readonly rule: PolicyRule } | { readonly problem: RuleProblem } {
  const { kind, kept, first, last } = draft;
  const isPin = kind === "pin";
  const target = isPin ? "product" : draft.target;
  const value = draft.value.trim();
  const perUnit = minorUnitsOf(currency);
  const prices = isPin ? ["", ""] : [draft.priceFrom.trim(), draft.priceTo.trim()];
  const [low, high] = prices.map((text) => (text === "" ? undefined : exactMinor(text, perUnit)));
  if (!kept && target !== "any" && value === "") return { problem: "what" };
  if ([low, high].includes(null)) return { problem: "price" };
  if (low != null && high != null && high < low) return { problem: "prices" };
  if (target === "any" && !kept && low === undefined && high === undefined) return { problem: "noPrice" };
  if (first && last && last < first) return { problem: "days" };
  const goods = kept ?? (target === "any" ? {} : { [PLACES[target]]: [value] });
  const range = low === undefined && high === undefined ? "" : ` ${prices[0]}–${prices[1]}`;
  const named = kept ? Object.values(kept).flat().join(", ") : value;
  return {
    rule: {
      kind,
      id: isPin ? value : `${`${kind} ${named}`.trim().slice(0, 80 - range.length)}${range}`,
      match: {
        ...goods,
        ...(low == null ? {} : { priceFromMinor: low }),
        ...(high == null ? {} : { priceToMinor: high }),
      },
      amount: kind === "boost" ? (draft.percent ?? 0) / 100 : null,
      place: isPin ? (draft.place ?? 1) : null,
      from: first ? startOfDate(first, timeZone).toISOString() : null,
      until: last ? endOfDate(last, timeZone).toISOString() : null,
    },
  };
}

/** Whole minor units of an amount not below zero; null for what is none or splits a minor unit. */
function exactMinor(text: string, perUnit: number): number | null {
  const micros = parseMicros(text);
  if (micros === undefined || micros < 0 || (micros * perUnit) % 1_000_000 !== 0) return null;
  return totalMinor(1, micros, perUnit) ?? null;
}
