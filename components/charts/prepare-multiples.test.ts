import { describe, expect, it } from "vitest";
import { multiplePath, stretches } from "./prepare-multiples";

describe("a small multiple", () => {
  it("draws on the common scale, upwards", () => {
    expect(multiplePath({ values: [0, 10] }, [0, 10], 100, 50).line).toBe("M0.0,50.0L100.0,0.0");
  });

  it("breaks its line and its band where values are missing, and shows a lone one", () => {
    const { line, band } = multiplePath(
      { values: [0, 10, null, 5], low: [0, 5, null, null], high: [5, 10, null, null] },
      [0, 10],
      90,
      10,
    );
    expect(line).toBe("M0.0,10.0L30.0,0.0M90.0,5.0h0.01");
    expect(band).toBe("M0.0,5.0L30.0,0.0L30.0,5.0L0.0,10.0Z");
  });

  it("finds every unbroken stretch", () => {
    expect(stretches([null, 1, 2, null, 3, Number.NaN])).toEqual([
      [1, 2],
      [4, 4],
    ]);
  });
});
