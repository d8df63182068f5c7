import type { SegmentFeature, SegmentSummary } from "./segmentation";

/** Cohen's d from which a difference is worth a word, and from which it is a strong one (Cohen 1988). */
const NOTICEABLE = 0.2;
const STRONG = 0.8;
const NAMED_TRAITS = 2;
/** Whose average of zero says more than "low" does, and what it makes idle to tell. */
const NOTHING_AT_ALL: Readonly<Record<string, readonly string[]>> = {
  orderCount: ["orderCount", "revenue", "basketSize", "daysSinceOrder", "daysBetweenOrders", "discountShare"],
};

/** One way in which a segment differs from everybody else. */
export interface SegmentTrait extends SegmentFeature {
  /** "none": nobody in the segment has any. */
  readonly direction: "high" | "low" | "none";
  readonly strong: boolean;
}

export interface SegmentDescription {
  readonly segmentId: string;
  /** The traits that make the name; empty for a segment that resembles the average. */
  readonly nameTraits: readonly SegmentTrait[];
  /** 1, 2, … where several segments would have the same name, else null. */
  readonly nameNumber: number | null;
  /** All noticeable traits, largest difference first: what the sentences tell. */
  readonly traits: readonly SegmentTrait[];
}

/**
 * What sets each segment of one clustering apart, as facts from which a page writes name and sentences in its
 * language. Names are told apart by a third trait where two suffice for several segments, else by number.
 */
export function describeSegments(
  segments: readonly Pick<SegmentSummary, "id" | "profile">[],
): SegmentDescription[] {
  const all = segments.map(({ id, profile }) => ({ id, traits: traitsOf(profile) }));
  const named = all.map(({ id, traits }) => {
    if (traits[0]?.direction === "none") return { segmentId: id, nameTraits: traits.slice(0, 1), traits };
    const short = traits.slice(0, NAMED_TRAITS);
    const shared = all.filter((other) => nameKey(other.traits.slice(0, NAMED_TRAITS)) === nameKey(short));
    const nameTraits = shared.length > 1 ? traits.slice(0, NAMED_TRAITS + 1) : short;
    return { segmentId: id, nameTraits, traits };
  });
  return named.map((description) => {
    const same = named.filter((other) => nameKey(other.nameTraits) === nameKey(description.nameTraits));
    return { ...description, nameNumber: same.length > 1 ? same.indexOf(description) + 1 : null };
  });
}

function traitsOf(profile: readonly SegmentFeature[]): SegmentTrait[] {
  const none = profile.find(({ feature, mean }) => mean === 0 && NOTHING_AT_ALL[feature]);
  const idle = none ? NOTHING_AT_ALL[none.feature]! : [];
  const traits = profile
    .filter(({ feature }) => !idle.includes(feature))
    .filter(({ effectSize }) => Math.abs(effectSize) >= NOTICEABLE)
    .map((feature) => ({
      ...feature,
      direction: feature.effectSize > 0 ? ("high" as const) : ("low" as const),
      strong: Math.abs(feature.effectSize) >= STRONG,
    }))
    .sort((a, b) => Math.abs(b.effectSize) - Math.abs(a.effectSize) || (a.feature < b.feature ? -1 : 1));
  return none ? [{ ...none, direction: "none", strong: true }, ...traits] : traits;
}

function nameKey(traits: readonly SegmentTrait[]): string {
  return traits
    .map(({ feature, direction }) => `${feature}:${direction}`)
    .sort()
    .join("|");
}
