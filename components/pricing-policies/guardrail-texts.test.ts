import { describe, expect, it } from "vitest";
import { FIRST_PRICING_POLICY, type Guardrails } from "@/lib/domain/pricing/pricing-policy";
import { fromTexts, toTexts } from "./guardrail-texts";

const FULL: Guardrails = {
  ...{ minimumMargin: 0.125, maximumMarkup: 3.5, maximumChange: 0.15, minimumChange: 0.02, restDays: 7 },
  ...{ endings: [5, 90], minimumAdvertisedMinor: 1_990, siblingGap: 0 },
  competitor: { against: "average", mostAbove: -0.05 },
};

describe("guardrails as texts", () => {
  it.each([
    ["everything", FULL],
    ["no limits", FIRST_PRICING_POLICY.guardrails],
    ["a rule that says little", { maximumMarkup: null, restDays: 3 }],
    ["a rule that says nothing", {}],
  ] as [string, Partial<Guardrails>][])("come back as they went: %s", (_, guardrails) => {
    expect(fromTexts(toTexts(guardrails, "EUR"), "EUR")).toEqual({ guardrails, wrong: [] });
  });

  it("name the fields that cannot be read instead of guessing", () => {
    const texts = { ...toTexts(FULL, "EUR"), minimumMargin: "lots", endings: "9.90", competitor: "cheapest" };
    expect(fromTexts(texts, "EUR").wrong).toEqual(["minimumMargin", "endings", "competitor"]);
    expect(fromTexts({ ...toTexts({}, "EUR"), restDays: "-" }, "EUR").wrong).toEqual(["restDays"]);
  });

  it("know what a minor unit is", () => {
    expect(toTexts({ minimumAdvertisedMinor: 1_990 }, "JPY").minimumAdvertisedMinor).toBe("1990");
    expect(toTexts({ minimumAdvertisedMinor: 1_990 }, "EUR").minimumAdvertisedMinor).toBe("19.9");
  });
});
