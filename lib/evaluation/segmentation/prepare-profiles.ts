import { quantileSorted } from "@/lib/ml/core/quantile";
import { type Matrix, matrix } from "@/lib/ml/core/shapes";
import { Pipeline } from "@/lib/ml/preprocess/pipeline";
import { PROFILE_FEATURES, type Profiles } from "./profile-features";

/** The product's defaults for numbers: fences at 1 and 99 %, logarithms from a skewness of 1. */
const LOWER_FENCE = 0.01;
const UPPER_FENCE = 0.99;
const SKEWED = 1;

/** Makes profiles comparable as the product does: gaps filled and flagged, outliers pulled in, skewed figures by their logarithm, all in standard deviations. */
export function prepareProfiles(profiles: Profiles): Matrix {
  const columns = PROFILE_FEATURES.length;
  const X = matrix(profiles.customerNos.length, columns, profiles.values);
  const featureNames = [...PROFILE_FEATURES];
  const skewed = featureNames.filter((_, j) => {
    const values = columnWithin(X, j);
    return values.length > 0 && values[0]! >= 0 && skewness(values) > SKEWED;
  });
  return new Pipeline({
    featureNames,
    steps: [
      { step: "impute" },
      { step: "winsorise", columns: featureNames, lower: LOWER_FENCE, upper: UPPER_FENCE },
      { step: "log-one-plus", columns: skewed },
      { step: "standardise", columns: featureNames },
    ],
  })
    .fit(X)
    .transform(X);
}

/** Known values of a column, sorted and pulled in to the fences. */
function columnWithin(X: Matrix, j: number): Float64Array {
  const values = Float64Array.from({ length: X.rows }, (_, i) => X.data[i * X.columns + j]!)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (values.length === 0) return values;
  const low = quantileSorted(values, LOWER_FENCE);
  const high = quantileSorted(values, UPPER_FENCE);
  return values.map((value) => Math.min(Math.max(value, low), high));
}

/** Third standardised moment; 0 for values that are all the same. */
function skewness(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let squares = 0;
  let cubes = 0;
  for (const value of values) {
    squares += (value - mean) ** 2;
    cubes += (value - mean) ** 3;
  }
  const variance = squares / values.length;
  return variance > 0 ? cubes / values.length / variance ** 1.5 : 0;
}
