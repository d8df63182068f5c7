import { expect, it } from "vitest";
import { implicitStrength, type Signal } from "./implicit-strength";

const NOW = new Date("2026-01-15T12:00:00Z");
const signal = (kind: Signal["kind"], count = 1, daysAgo = 0): Signal => ({
  ...{ kind, count, value: null, lastAt: new Date(NOW.getTime() - daysAgo * 86_400_000) },
});

it("counts a purchase once that both an order and a report know, whichever comes first", () => {
  // 1 · (1 + ln 2) of the order, 0.2 of the view.
  const ordered = 1 + Math.log(2);
  for (const reported of [signal("purchase"), signal("purchase", 1, 400)])
    for (const purchases of [
      [signal("purchase", 2), reported],
      [reported, signal("purchase", 2)],
    ])
      expect(implicitStrength([...purchases, signal("view")], NOW)).toBeCloseTo(ordered + 0.2, 12);
  expect(implicitStrength([signal("purchase"), signal("hide")], NOW)).toBe(0);
});
