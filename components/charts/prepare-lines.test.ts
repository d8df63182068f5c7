import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LineSeries, placeEventLabels, prepareLines, spreadLabels } from "./prepare-lines";

const line = (points: LineSeries["points"]): LineSeries => ({ key: "a", name: "A", colour: 0, points });

describe("prepared lines", () => {
  it("keep a missing value a gap and never a zero", () => {
    const { rows } = prepareLines([
      line([
        { x: 1, y: 5 },
        { x: 2, y: null },
        { x: 3, y: Number.NaN },
        { x: 4, y: 7 },
      ]),
    ]);
    expect(rows.map((row) => row.a)).toEqual([5, null, null, 7]);
  });

  it("break where whole periods were left out", () => {
    const { rows, xs } = prepareLines([line([1, 2, 3, 7, 8].map((x) => ({ x, y: x })))]);
    expect(rows.map(({ x, a }) => [x, a])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [5, null],
      [7, 7],
      [8, 8],
    ]);
    expect(xs).toEqual([1, 2, 3, 7, 8]);
  });

  it("do not take months of unequal length for gaps", () => {
    const months = ["2026-01", "2026-02", "2026-03", "2026-04"].map((x) => ({ x, y: 1 }));
    expect(prepareLines([line(months)]).rows).toHaveLength(4);
  });

  it("stand in order whatever the order of the points, and share their x", () => {
    const other: LineSeries = { ...line([{ x: 2, y: 20 }]), key: "b" };
    const { rows } = prepareLines([
      line([
        { x: 3, y: 3 },
        { x: 2, y: 2 },
      ]),
      other,
    ]);
    expect(rows).toEqual([
      { x: 2, a: 2, b: 20 },
      { x: 3, a: 3, b: null },
    ]);
  });

  it("tell what was seen from a guess, joined at the border", () => {
    const { rows, hasGuess } = prepareLines([line([1, 2, 3, 4].map((x) => ({ x, y: x * 10 })))], {
      seen: { from: 2, to: 3 },
    });
    expect(rows.map((row) => [row.a, row["a:guess"]])).toEqual([
      [null, 10],
      [20, 20],
      [30, 30],
      [null, 40],
    ]);
    expect(hasGuess).toBe(true);
    expect(prepareLines([line([{ x: 2, y: 1 }])], { seen: { from: 2, to: 3 } }).hasGuess).toBe(false);
  });

  it("span their intervals and the points observed, and drop half an interval", () => {
    const prepared = prepareLines(
      [
        line([
          { x: 1, y: 5, low: 2, high: 9 },
          { x: 2, y: 6, low: 3, high: null },
        ]),
      ],
      { alsoFit: [12] },
    );
    expect([prepared.low, prepared.high]).toEqual([2, 12]);
    expect(prepared.rows.map((row) => row["a:band"])).toEqual([[2, 9], undefined]);
  });

  it("are labelled at the last value that is known", () => {
    const { ends } = prepareLines([
      line([
        { x: 1, y: 4 },
        { x: 2, y: null },
      ]),
      { ...line([]), key: "empty" },
    ]);
    expect(ends).toEqual([{ key: "a", x: 1, y: 4 }]);
  });
});

describe("labels at the ends of lines", () => {
  it("stay where they are when nothing is in the way", () => {
    expect(spreadLabels([10, 50, 90], 14, 0, 100)).toEqual([10, 50, 90]);
  });

  it("keep their distance and their order inside the picture whenever there is room", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 12 }),
        (positions) => {
          const spread = spreadLabels(positions, 14, 0, 200);
          const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]!);
          for (let place = 1; place < order.length; place++)
            expect(spread[order[place]!]! - spread[order[place - 1]!]!).toBeGreaterThanOrEqual(14);
          expect(Math.min(...spread)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...spread)).toBeLessThanOrEqual(200);
        },
      ),
    );
  });
});

describe("labels of events", () => {
  it("take a second row, and none where that is taken too", () => {
    const labels = [100, 130, 140, 300].map((x) => ({ x, width: 60 }));
    expect(placeEventLabels(labels, 0, 400)).toEqual([
      { row: 0, x: 100 },
      { row: 1, x: 130 },
      null,
      { row: 0, x: 300 },
    ]);
  });

  it("are neither cut by the picture's edges nor laid over one another", () => {
    const label = fc.record({
      x: fc.double({ min: 0, max: 400, noNaN: true }),
      width: fc.double({ min: 5, max: 450, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 20 }), (given) => {
        const labels = [...given].sort((a, b) => a.x - b.x);
        const stretches = placeEventLabels(labels, 10, 390).flatMap((place, k) => {
          const half = labels[k]!.width / 2;
          return place ? [{ row: place.row, from: place.x - half, to: place.x + half }] : [];
        });
        for (const [k, one] of stretches.entries()) {
          expect(one.from).toBeGreaterThanOrEqual(10 - 1e-9);
          expect(one.to).toBeLessThanOrEqual(390 + 1e-9);
          for (const other of stretches.slice(k + 1))
            if (other.row === one.row) expect(other.from).toBeGreaterThan(one.to);
        }
      }),
    );
  });

  it("leave out one that is wider than the picture", () => {
    expect(placeEventLabels([{ x: 50, width: 101 }], 0, 100)).toEqual([null]);
  });
});
