import { GruForecaster, type GruForecasterParams } from "../sequence/gru-forecaster";
import type { SequenceSet } from "../sequence/sequence-set";
import { boundedLift, demandEffects, knownLift, strongestColumns } from "./demand-effects";
import { type DemandForecaster, type DemandPanel, seasonIsLearnable, unitsOf } from "./demand-panel";
import { seasonWidth, writeSeason } from "./season-columns";

/** Groups that get a column of their own; the rest share none. */
const MOST_GROUPS = 24;

/**
 * A gated recurrent unit over log(1 + units) less the series' own mean, fed with the known columns (as they are and
 * less their own mean), season and group. It is fitted at one origin and rolled forward from later ones.
 * @param params options of the network. @param networks networks of different seeds, whose forecasts are averaged on the
 * log scale; default 2. Cost see `GruForecaster`.
 */
export function gruDemandForecaster(params: GruForecasterParams, networks = 2): DemandForecaster {
  return {
    name: "gru",
    fit(panel, origin) {
      const effects = demandEffects(panel, origin);
      const told = strongestColumns(panel, effects, origin);
      const seasonal = seasonIsLearnable(panel, origin);
      const set = sequencesOf(
        panel,
        origin + 1,
        seriesMeans(panel, origin, knownLift(panel, effects)),
        told,
        seasonal,
      );
      const models = Array.from({ length: networks }, (_, k) =>
        new GruForecaster({ ...params, seed: (params.seed ?? 1) + 1000 * k }).fit(set, set.seen),
      );
      return {
        forecast(now, at, horizon) {
          const steps = Math.min(now.periods, at + horizon + 1);
          const means = seriesMeans(now, at, knownLift(now, effects));
          const asked = sequencesOf(now, steps, means, told, seasonal);
          for (let i = 0; i < now.series; i++)
            asked.seen.fill(Number.NaN, i * steps + at + 1, (i + 1) * steps);
          const each = models.map((model) => model.predict(asked));
          const values = each[0]!.map((_, cell) => each.reduce((sum, own) => sum + own[cell]! / networks, 0));
          const forecasts = new Float64Array(now.series * horizon).fill(Number.NaN);
          for (let i = 0; i < now.series; i++)
            for (let t = at + 1; t < steps; t++)
              forecasts[i * horizon + t - at - 1] = unitsOf(
                means.units[i]! + boundedLift(means.lift, i * now.periods, at, t) + values[i * steps + t]!,
              );
          return forecasts;
        },
      };
    },
  };
}

interface SeriesMeans {
  /** n means of log(1 + units); NaN for a series without a past. */
  readonly units: Float64Array;
  /** n × K means of the known columns where units were seen. */
  readonly known: Float64Array;
  /** n × T: what the known columns add. */
  readonly lift: Float64Array;
}

function seriesMeans(
  { series: n, periods, units, known, knownColumns: K }: DemandPanel,
  origin: number,
  lift: Float64Array,
): SeriesMeans {
  const means = { units: new Float64Array(n).fill(Number.NaN), known: new Float64Array(n * K), lift };
  for (let i = 0; i < n; i++) {
    let seen = 0;
    let sum = 0;
    for (let t = 0; t <= origin; t++) {
      const value = units[i * periods + t]!;
      if (Number.isNaN(value)) continue;
      seen++;
      sum += Math.log1p(value) - lift[i * periods + t]!;
      for (let k = 0; k < K; k++) means.known[i * K + k]! += known[(i * periods + t) * K + k]!;
    }
    if (seen === 0) continue;
    means.units[i] = sum / seen;
    for (let k = 0; k < K; k++) means.known[i * K + k]! /= seen;
  }
  return means;
}

function sequencesOf(
  panel: DemandPanel,
  steps: number,
  means: SeriesMeans,
  told: Int32Array,
  seasonal: boolean,
): SequenceSet {
  const { series: n, periods, units, known, knownColumns: K, groups, season } = panel;
  const groupCount = Math.min(
    MOST_GROUPS,
    groups.reduce((most, group) => Math.max(most, group + 1), 1),
  );
  const places = told.length + seasonWidth(season);
  const features = places + groupCount;
  const inputs = new Float64Array(n * steps * features);
  const seen = new Float64Array(n * steps).fill(Number.NaN);
  for (let i = 0; i < n; i++)
    for (let t = 0; t < steps; t++) {
      const at = (i * steps + t) * features;
      told.forEach((k, j) => {
        inputs[at + j] = known[(i * periods + t) * K + k]! - means.known[i * K + k]!;
      });
      writeSeason(t, season, seasonal, inputs, at + told.length);
      if (groups[i]! < groupCount) inputs[at + places + groups[i]!] = 1;
      seen[i * steps + t] =
        Math.log1p(units[i * periods + t]!) - means.lift[i * periods + t]! - means.units[i]!;
    }
  return { sequences: n, steps, features, inputs, seen };
}
