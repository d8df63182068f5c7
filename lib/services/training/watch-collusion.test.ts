import { expect, it } from "vitest";
import { lettingCollude } from "@/lib/domain/pricing/collusion";
import { FIRST_PRICING_POLICY } from "@/lib/domain/pricing/pricing-policy";
import { watchCollusion } from "./watch-collusion";

const quiet = async () => undefined;

it("finds the policy that holds from the start safe, and raises the alarm for a loose position to competitors", async () => {
  const first = await watchCollusion(FIRST_PRICING_POLICY, 1, quiet);
  expect(lettingCollude(first.guarded)).toBe(false);
  expect(first.mostAbove).toBe(0.02);
  expect(first.unguarded).toBeGreaterThan(0.6);
  const competitor = { against: "cheapest", mostAbove: 0.1 } as const;
  const loose = { ...FIRST_PRICING_POLICY, rules: [{ category: "lamps", guardrails: { competitor } }] };
  expect(lettingCollude((await watchCollusion(loose, 1, quiet)).guarded)).toBe(true);
});
