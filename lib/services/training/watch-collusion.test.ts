import { expect, it } from "vitest";
import { lettingCollude } from "@/lib/domain/pricing/collusion";
import { FIRST_PRICING_POLICY } from "@/lib/domain/pricing/pricing-policy";
import { watchCollusion } from "./watch-collusion";

const { guardrails } = FIRST_PRICING_POLICY;
const quiet = async () => undefined;

it("raises the alarm for guardrails without a position to competitors, and not for those with one", async () => {
  const open = await watchCollusion(guardrails, 1, quiet);
  expect(lettingCollude(open.guarded)).toBe(true);
  expect(open.unguarded).toBeGreaterThan(0.6);
  const held = { ...guardrails, competitor: { against: "cheapest", mostAbove: 0 } } as const;
  expect(lettingCollude((await watchCollusion(held, 1, quiet)).guarded)).toBe(false);
});
