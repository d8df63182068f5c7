import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMicros, totalMinor } from "./exact-amount";

describe("an amount", () => {
  it.each([
    ["2.55", 2_550_000],
    ["0", 0],
    ["-0.00", 0],
    ["0.001", 1_000],
    ["-11062.06", -11_062_060_000],
    ["999999999.999999", 999_999_999_999_999],
  ])("is read exactly: %s", (text, micros) => {
    expect(parseMicros(text)).toBe(micros);
  });

  it.each([
    "",
    "2,55",
    "£2.55",
    "1e3",
    "NaN",
    "Infinity",
    "--1",
    "+1",
    ".5",
    "5.",
    "1.0000001",
    "1234567890",
    "0x10",
    " 1",
  ])("is nothing else: %j", (text) => {
    expect(parseMicros(text)).toBeUndefined();
  });

  it("comes back whatever its digits are", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.integer({ min: 0, max: 999_999 }),
        fc.boolean(),
        (units, millionths, negative) => {
          const text = `${negative ? "-" : ""}${units}.${String(millionths).padStart(6, "0")}`;
          const size = units * 1_000_000 + millionths;
          expect(parseMicros(text)).toBe(negative && size > 0 ? -size : size);
        },
      ),
    );
  });
});

describe("a line's total", () => {
  it.each([
    [6, "2.55", 1_530],
    [1, "0.001", 0],
    [5, "0.001", 1],
    [-5, "0.001", -1],
    [-1, "0.001", 0],
    [-80_995, "2.08", -16_846_960],
    [2_000_000_000, "9000.5", 1_800_100_000_000_000],
  ])("of %i at %s is %i pence, rounded half up", (quantity, price, pence) => {
    expect(totalMinor(quantity, parseMicros(price)!, 100)).toBe(pence);
  });

  it("is refused where pence could not be counted any more", () => {
    expect(totalMinor(2_000_000_000, parseMicros("999999999")!, 100)).toBeUndefined();
  });

  it("is within half a penny of the exact product, and takes back what it gave", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (quantity, micros) => {
          const total = totalMinor(quantity, micros, 100);
          const exact = BigInt(quantity) * BigInt(micros) * 100n;
          if (total === undefined) {
            expect((exact < 0n ? -exact : exact) / 1_000_000n + 1n).toBeGreaterThan(
              BigInt(Number.MAX_SAFE_INTEGER),
            );
            return;
          }
          const off = BigInt(total) * 1_000_000n - exact;
          expect(off <= 500_000n && off >= -500_000n).toBe(true);
          const back = totalMinor(-quantity, micros, 100)!;
          expect(back + total).toBe(0);
        },
      ),
    );
  });
});
