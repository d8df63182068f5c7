import { FENCES, SKEWED } from "@/lib/domain/features/comparable-numbers";
import { CUSTOMER_FEATURES, categoryColumn } from "@/lib/domain/features/customer-features";
import { columnName, type FeatureColumn } from "@/lib/domain/features/feature-columns";
import type { ProfileColumn } from "@/lib/domain/segments/profile-segments";
import { RunFailed } from "@/lib/domain/training/run-failure";
import { type Matrix, matrix } from "@/lib/ml/core/shapes";
import { type FittedPipeline, Pipeline, type PipelineStep } from "@/lib/ml/preprocess/pipeline";
import { skewnessWithin } from "@/lib/ml/preprocess/skewness";

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
    .filter(({ values }) => skewnessWithin(values, FENCES) > SKEWED)
    .map(columnName);
  const steps: PipelineStep[] = [{ step: "impute", modeColumns: categories }];
  if (categories.length > 0)
    steps.push({
      step: "one-hot",
      columns: categories,
      labels: Object.fromEntries(columns.filter(ofWords).map((column) => [columnName(column), column.words])),
    });
  if (numbers.length > 0) steps.push({ step: "winsorise", columns: numbers, ...FENCES });
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
