import { describe, expect, it } from "vitest";
import { describeSegments } from "./describe-segments";

const feature = (name: string, effectSize: number) => ({ feature: name, mean: 2, otherMean: 1, effectSize });
const names = (descriptions: ReturnType<typeof describeSegments>) =>
  descriptions.map(({ nameTraits, nameNumber }) => [
    ...nameTraits.map(({ feature: name, direction }) => `${name}:${direction}`),
    ...(nameNumber === null ? [] : [nameNumber]),
  ]);

describe("describeSegments", () => {
  it("names a segment by its two largest differences, largest first", () => {
    const profile = [feature("count", 0.5), feature("mean", -1.2), feature("deviation", 0.3)];
    const [description] = describeSegments([{ id: "a", profile }]);
    expect(names([description!])).toEqual([["mean:low", "count:high"]]);
    expect(description!.traits.map((trait) => trait.strong)).toEqual([true, false, false]);
  });

  it("says that nobody has ordered, not that they order little and spend little", () => {
    const none = { feature: "orderCount", mean: 0, otherMean: 5, effectSize: -0.9 };
    const profile = [feature("revenue", -1.5), none, feature("ratingCount", 0.6)];
    const [description] = describeSegments([{ id: "a", profile }]);
    expect(names([description!])).toEqual([["orderCount:none"]]);
    expect(description!.traits.map((trait) => trait.feature)).toEqual(["orderCount", "ratingCount"]);
  });

  it("gives no trait to a segment that resembles the rest", () => {
    const [description] = describeSegments([{ id: "a", profile: [feature("count", 0.1)] }]);
    expect(description).toMatchObject({ nameTraits: [], traits: [], nameNumber: null });
  });

  it("tells two segments with the same pair of traits apart by the third", () => {
    const pair = [feature("count", 2), feature("mean", 1)];
    const descriptions = describeSegments([
      { id: "a", profile: [...pair, feature("deviation", 0.5)] },
      { id: "b", profile: [...pair, feature("deviation", -0.5)] },
    ]);
    expect(names(descriptions)).toEqual([
      ["count:high", "mean:high", "deviation:high"],
      ["count:high", "mean:high", "deviation:low"],
    ]);
  });

  it("numbers segments that no trait tells apart", () => {
    const profile = [feature("count", 2)];
    const descriptions = describeSegments([
      { id: "a", profile },
      { id: "b", profile },
    ]);
    expect(names(descriptions)).toEqual([
      ["count:high", 1],
      ["count:high", 2],
    ]);
  });
});
