import { minorUnitsOf, toMinorUnits } from "@/lib/domain/minor-units";
import { GUARDRAIL_FIELDS } from "@/lib/domain/pricing/policy-changes";
import type { Guardrails } from "@/lib/domain/pricing/pricing-policy";

/** How each field is typed. */
export const FIELD_KINDS = {
  minimumMargin: "percent",
  maximumMarkup: "number",
  minimumAdvertisedMinor: "money",
  maximumChange: "percent",
  minimumChange: "percent",
  restDays: "number",
  endings: "endings",
  competitor: "competitor",
  siblingGap: "percent",
} as const satisfies Record<keyof Guardrails, string>;

/** Fields that may be without a limit. */
const MAY_BE_NONE: readonly (keyof Guardrails)[] = [
  "maximumMarkup",
  "minimumAdvertisedMinor",
  "competitor",
  "siblingGap",
];
export const mayBeNone = (field: keyof Guardrails): boolean => MAY_BE_NONE.includes(field);

/** What is typed where there is no limit. */
export const NONE = "-";

/** Guardrails as a person types them; a field that a rule says nothing of is empty. */
export type GuardrailTexts = Readonly<Record<keyof Guardrails, string>>;

const shorten = (value: number) => String(Math.round(value * 1e6) / 1e6);

export function toTexts(guardrails: Partial<Guardrails>, currency: string): GuardrailTexts {
  const textOf = (field: keyof Guardrails): string => {
    const value = guardrails[field];
    if (value === undefined) return "";
    if (value === null) return NONE;
    if (typeof value === "number")
      return FIELD_KINDS[field] === "percent"
        ? shorten(value * 100)
        : FIELD_KINDS[field] === "money"
          ? shorten(value / minorUnitsOf(currency))
          : shorten(value);
    if ("against" in value) return `${value.against} ${shorten(value.mostAbove * 100)}`;
    return value.length === 0 ? NONE : value.map((ending) => String(ending).padStart(2, "0")).join(", ");
  };
  return Object.fromEntries(GUARDRAIL_FIELDS.map((field) => [field, textOf(field)])) as GuardrailTexts;
}

/** The shop's own guardrails, where an empty field means no limit; the choice of a competitor says so itself. */
export function toShopTexts(guardrails: Guardrails, currency: string): GuardrailTexts {
  const texts = toTexts({ ...guardrails, siblingGap: guardrails.siblingGap ?? null }, currency);
  const entries = Object.entries(texts).map(([field, text]) =>
    text === NONE && field !== "competitor" ? [field, ""] : [field, text],
  );
  return Object.fromEntries(entries) as GuardrailTexts;
}

/** What was typed: the fields that say something, and those that cannot be read. */
export function fromTexts(
  texts: GuardrailTexts,
  currency: string,
): { readonly guardrails: Partial<Guardrails>; readonly wrong: readonly (keyof Guardrails)[] } {
  const read: [keyof Guardrails, unknown][] = [];
  const wrong: (keyof Guardrails)[] = [];
  for (const field of GUARDRAIL_FIELDS) {
    const text = texts[field].trim();
    if (text === "") continue;
    const value = readText(field, text, currency);
    if (value === undefined) wrong.push(field);
    else read.push([field, value]);
  }
  return { guardrails: Object.fromEntries(read) as Partial<Guardrails>, wrong };
}

function readText(field: keyof Guardrails, text: string, currency: string): unknown {
  const kind = FIELD_KINDS[field];
  if (text === NONE || text === "–") return kind === "endings" ? [] : mayBeNone(field) ? null : undefined;
  if (kind === "endings") {
    const parts = text.split(/[\s,;，、]+/).filter((part) => part !== "");
    return parts.every((part) => /^\d{1,2}$/.test(part)) ? [...new Set(parts.map(Number))] : undefined;
  }
  if (kind === "competitor") {
    const match = /^(cheapest|average) (-?\d+(?:\.\d+)?)$/.exec(text);
    return match ? { against: match[1], mostAbove: Number(match[2]) / 100 } : undefined;
  }
  const number = Number(text.replace(",", "."));
  if (!Number.isFinite(number)) return undefined;
  // Decimal shares come back as they went: 12.5 % is 0.125.
  if (kind === "percent") return Math.round(number * 1e6) / 1e8;
  return kind === "money" ? toMinorUnits(number, currency) : number;
}
