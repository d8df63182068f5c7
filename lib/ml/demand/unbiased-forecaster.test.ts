import { describe, expect, it } from "vitest";
import type { DemandForecaster, DemandPanel } from "./demand-panel";
import { unbiasedForecaster } from "./unbiased-forecaster";

const PANEL: DemandPanel = {
  ...{ series: 2, periods: 30, knownColumns: 0, season: 1 },
  units: Float64Array.from({ length: 60 }, (_, cell) => (cell < 30 ? 4 : 8)),
  known: new Float64Array(0),
  groups: new Int32Array(2),
};
/** Forecasts a constant share of the truth. */
const shareOf = (share: number): DemandForecaster => ({
  name: "share",
  fit: () => ({
    forecast: (panel, _origin, horizon) =>
      Float64Array.from(
        { length: panel.series * horizon },
        (_, cell) => share * (Math.floor(cell / horizon) === 0 ? 4 : 8),
      ),
  }),
});

describe("an unbiased forecaster", () => {
  it("puts the level of a model right that forecasts too little, and leaves a right one alone", () => {
    for (const share of [0.4, 1]) {
      const fitted = unbiasedForecaster(shareOf(share), 2).fit(PANEL, 20);
      expect([...fitted.forecast(PANEL, 20, 2)]).toEqual(
        [4, 4, 8, 8].map((value) => expect.closeTo(value, 9)),
      );
    }
  });
  it("moves a level by no more than four times, and not at all before anything was seen", () => {
    expect(unbiasedForecaster(shareOf(0.01), 2).fit(PANEL, 20).forecast(PANEL, 20, 1)[0]).toBeCloseTo(
      0.16,
      9,
    );
    expect(unbiasedForecaster(shareOf(0.5), 2).fit(PANEL, 1).forecast(PANEL, 1, 1)[0]).toBeCloseTo(2, 9);
  });
});
