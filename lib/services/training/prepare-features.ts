import { CUSTOMER_FEATURES, categoryColumn } from "@/lib/domain/features/customer-features";
import { columnName, type FeatureColumn } from "@/lib/domain/features/feature-columns";
import type { ProfileColumn } from "@/lib/domain/segments/profile-segments";
import { RunFailed } from "@/lib/domain/training/run-failure";
import { quantileSorted } from "@/lib/ml/core/quantile";
import { type Matrix, matrix } from "@/lib/ml/core/shapes";
import { type FittedPipeline, Pipeline, type PipelineStep } from "@/lib/ml/preprocess/pipeline";

/** Shares of the customers outside which a number counts as the nearer end of the range. */
const LOWER_FENCE = 0.01;
const UPPER_FENCE = 0.99;
/** Sample skewness from which amounts and counts are compared by ratio, not by difference. */
const SKEWED = 1;

/** The features as numbers with gaps: what the preparation learns from. */
export function toMatrix(columns: readonly FeatureColumn[]): Matrix {
  const rows = columns[0]?.values.length ?? 0;
  const X = matrix(rows, columns.length, new Float64Array(rows * columns.length));
  columns.forEach(({ values }, j) => {
    for (let i = 0; i < rows; i++) X.data[i * columns.length + j] = values[i]!;
  });
  return X;
}

/**
 * Learns how the chosen features become comparable: gaps filled and flagged, categories as yes/no columns, outliers
 * pulled in, skewed counts by their logarithm, and every number in standard deviations.
 * @throws RunFailed when a feature is unknown for everybody or the same for everybody
 */
export function fitPreparation(columns: readonly FeatureColumn[], X: Matrix): FittedPipeline {
  for (const { feature, values } of columns) {
    const known = values.filter((value) => !Number.isNaN(value));
    if (known.length === 0) throw new RunFailed("FEATURE_UNKNOWN_FOR_ALL", { feature });
    if (known.every((value) => value === known[0])) throw new RunFailed("FEATURE_CONSTANT", { feature });
  }
  const ofWords = ({ feature }: FeatureColumn) => CUSTOMER_FEATURES[feature].kind === "category";
  const categories = columns.filter(ofWords).map(columnName);
  const numbers = columns.filter((column) => !ofWords(column)).map(columnName);
  const skewed = columns
    .filter((column) => CUSTOMER_FEATURES[column.feature].nonNegative && !ofWords(column))
    .filter(({ values }) => skewness(winsorised(values)) > SKEWED)
    .map(columnName);
  const steps: PipelineStep[] = [{ step: "impute", modeColumns: categories }];
  if (categories.length > 0)
    steps.push({
      step: "one-hot",
      columns: categories,
      labels: Object.fromEntries(columns.filter(ofWords).map((column) => [columnName(column), column.words])),
    });
  if (numbers.length > 0)
    steps.push({ step: "winsorise", columns: numbers, lower: LOWER_FENCE, upper: UPPER_FENCE });
  if (skewed.length > 0) steps.push({ step: "log-one-plus", columns: skewed });
  if (numbers.length > 0) steps.push({ step: "standardise", columns: numbers });
  return new Pipeline({ featureNames: columns.map(columnName), steps }).fit(X);
}

/** The features in their own units, as profiles show them: numbers as they are, categories as yes/no. */
export function toProfileColumns(columns: readonly FeatureColumn[]): ProfileColumn[] {
  return columns.flatMap(({ feature, part, values, words }): ProfileColumn[] =>
    words.length === 0
      ? [{ name: columnName({ feature, part }), values }]
      : words.map((word, code) => ({
          name: categoryColumn(feature, word),
          values: values.map((value) => (Number.isNaN(value) ? value : Number(value === code))),
        })),
  );
}

function winsorised(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const low = quantileSorted(sorted, LOWER_FENCE);
  const high = quantileSorted(sorted, UPPER_FENCE);
  return sorted.map((value) => Math.min(Math.max(value, low), high));
}

/** Third standardised moment, g₁ = m₃ / m₂^(3/2); 0 for values that are all the same. O(n). */
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
