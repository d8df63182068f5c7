import { expect, it } from "vitest";
import { PLACEMENTS } from "./placements";
import { labelledVersion, policyLabel } from "./policy-label";

it("a version is read back from the name of its lists, and from no other name", () => {
  for (const placement of PLACEMENTS)
    for (const version of [0, 12])
      expect(labelledVersion(placement, policyLabel(placement, version))).toBe(version);
  expect(labelledVersion("home", "bestsellers-1")).toBeNull();
  expect(labelledVersion("home", "cart-1")).toBeNull();
  expect(labelledVersion("home", "home-")).toBeNull();
  expect(labelledVersion("home", "home-1b")).toBeNull();
});
