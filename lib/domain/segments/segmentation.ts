/** How one feature looks inside a segment against everybody else, in the feature's own unit. */
export interface SegmentFeature {
  readonly feature: string;
  readonly mean: number;
  /** Mean over the customers outside the segment. */
  readonly otherMean: number;
  /** Cohen's d of the segment against the rest: the difference of means in pooled standard deviations. */
  readonly effectSize: number;
}

/** Judgement of one number of segments while "choose for me" compares several. */
export interface ClusterCandidate {
  readonly clusters: number;
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly gap: number | null;
  /** Mean adjusted Rand index of bootstrap refits against the fit, 0–1. */
  readonly stability: number;
  /** Share of customers in the smallest segment, 0–1. */
  readonly smallestShare: number;
  readonly accepted: boolean;
}

/** What a reader needs to trust or distrust a segmentation. */
export interface SegmentationQuality {
  readonly silhouette: number;
  /** Rows the silhouette was computed on: a sample above 5,000. */
  readonly silhouetteRows: number;
  readonly calinskiHarabasz: number;
  readonly inertia: number;
  readonly stability: number;
  readonly smallestShare: number;
  /** The same indices when the same customers get the labels at random. */
  readonly randomLabels: { readonly silhouette: number; readonly calinskiHarabasz: number };
  /** Share of the variance that the two axes of the map show, 0–1. */
  readonly mapVarianceShare: number;
  /** Empty when the person gave the number of segments. */
  readonly candidates: readonly ClusterCandidate[];
}

export interface SegmentSummary {
  readonly id: string;
  readonly position: number;
  readonly givenName: string | null;
  readonly size: number;
  readonly profile: readonly SegmentFeature[];
}

export interface SegmentationSummary {
  readonly id: string;
  /** Given by a person; without one it is called after its model's version. */
  readonly name: string | null;
  readonly modelVersionId: string;
  readonly trainingRunId: string;
  readonly features: readonly string[];
  readonly clusters: number;
  readonly customerCount: number;
  readonly quality: SegmentationQuality;
  readonly createdAt: Date;
  readonly createdByName: string;
}
