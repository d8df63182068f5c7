import { FENCES, SKEWED } from "@/lib/domain/features/comparable-numbers";
import { type Matrix, matrix } from "@/lib/ml/core/shapes";
import { Pipeline } from "@/lib/ml/preprocess/pipeline";
import { skewnessWithin } from "@/lib/ml/preprocess/skewness";
import { PROFILE_FEATURES, type Profiles } from "./profile-features";

/** Makes profiles comparable as the product does: gaps filled and flagged, outliers pulled in, skewed figures by their logarithm, all in standard deviations. */
export function prepareProfiles(profiles: Profiles): Matrix {
  const columns = PROFILE_FEATURES.length;
  const X = matrix(profiles.customerNos.length, columns, profiles.values);
  const featureNames = [...PROFILE_FEATURES];
  const skewed = featureNames.filter((_, j) => {
    const values = Float64Array.from({ length: X.rows }, (_, i) => X.data[i * columns + j]!);
    return !values.some((value) => value < 0) && skewnessWithin(values, FENCES) > SKEWED;
  });
  return new Pipeline({
    featureNames,
    steps: [
      { step: "impute" },
      { step: "winsorise", columns: featureNames, ...FENCES },
      { step: "log-one-plus", columns: skewed },
      { step: "standardise", columns: featureNames },
    ],
  })
    .fit(X)
    .transform(X);
}
