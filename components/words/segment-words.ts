"use client";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";
import type { SegmentationView } from "@/lib/contracts/segments";
import { parseFeatureColumn } from "@/lib/domain/features/customer-features";
import {
  describeSegments,
  type SegmentDescription,
  type SegmentTrait,
} from "@/lib/domain/segments/describe-segments";
import type { SegmentSummary } from "@/lib/domain/segments/segmentation";
import { useFeatureWords } from "./feature-words";

/** Traits that a segment's second sentence tells. */
const TOLD_TRAITS = 3;

export interface WordedSegment extends SegmentSummary {
  readonly name: string;
  /** Two plain sentences: how many, and what sets them apart. */
  readonly sentences: readonly string[];
  readonly share: number;
}

/**
 * Writes names and sentences of a clustering's segments in the reader's language; a person's name wins.
 * It takes all segments of the clustering, since a name must tell them apart.
 */
export function useSegmentWords(): (
  segments: readonly SegmentSummary[],
  customerCount: number,
) => WordedSegment[] {
  const t = useTranslations("segmentation");
  const features = useTranslations("features");
  const format = useFormat();
  const words = useFeatureWords();
  return useMemo(() => {
    return (segments, customerCount) => {
      const descriptions = describeSegments(segments);
      return segments.map((segment, place) => {
        const description = descriptions[place]!;
        const share = customerCount === 0 ? 0 : segment.size / customerCount;
        const told = together(description.traits.slice(0, TOLD_TRAITS)).map(clauseOf);
        return {
          ...segment,
          share,
          name: segment.givenName ?? capitalised(nameOf(description)),
          sentences: [
            t("sentenceSize", { size: segment.size, share: format.percent(share) }),
            told.length > 0 ? t("sentenceTraits", { traits: format.clauses(told) }) : t("sentenceAverage"),
          ],
        };
      });
    };

    function nameOf({ nameTraits, nameNumber }: SegmentDescription): string {
      const [a, b, c] = together(nameTraits).map(nameOfTraits);
      const name =
        a && b && c
          ? t("nameThree", { a, b, c })
          : a && b
            ? t("nameTwo", { a, b })
            : a
              ? t("nameOne", { a })
              : t("nameAverage");
      return nameNumber === null ? name : t("nameNumbered", { name, number: nameNumber });
    }

    /** Traits that `together` joined differ only in the word they are about: "drawn to Tea and Kettles". */
    function nameOfTraits(traits: readonly SegmentTrait[]): string {
      const [{ feature: column, direction }] = traits as [SegmentTrait];
      const parsed = parseFeatureColumn(column);
      if (!parsed) return column;
      if (direction === "none") return features("orderCount.none");
      return features(`${parsed.feature}.${direction}`, { value: format.list(traits.map(partOf)) });
    }

    function clauseOf(traits: readonly SegmentTrait[]): string {
      const [{ feature: column, direction, mean, otherMean }] = traits as [SegmentTrait];
      const parsed = parseFeatureColumn(column);
      if (!parsed) return column;
      if (direction === "none") return features("orderCount.lack");
      const parts = traits.map((trait) =>
        features("partAgainst", { part: partOf(trait), ...figuresOf(trait) }),
      );
      return features(`${parsed.feature}.${direction === "high" ? "more" : "less"}`, {
        ...figuresOf({ feature: column, mean, otherMean }),
        value: format.list(parts),
      });
    }

    function partOf({ feature: column }: SegmentTrait): string {
      const parsed = parseFeatureColumn(column);
      return parsed ? words.part(parsed.feature, parsed.value ?? "") : column;
    }

    function figuresOf({ feature, mean, otherMean }: Pick<SegmentTrait, "feature" | "mean" | "otherMean">) {
      return { mean: words.value(feature, mean), other: words.value(feature, otherMean) };
    }
  }, [t, features, format, words]);
}

/** A segmentation's name in the reader's language, where no person gave it one. */
export function useSegmentationName(): (
  segmentation: Pick<SegmentationView, "name" | "modelVersion">,
) => string {
  const t = useTranslations("segmentation");
  return useCallback(
    ({ name, modelVersion }) =>
      name ?? (modelVersion === null ? t("title") : t("unnamed", { version: modelVersion })),
    [t],
  );
}

/** Traits of one feature's several words in the same direction stand together, where the first of them stood. */
function together(traits: readonly SegmentTrait[]): SegmentTrait[][] {
  const groups = new Map<string, SegmentTrait[]>();
  for (const trait of traits) {
    const parsed = parseFeatureColumn(trait.feature);
    const key = parsed?.value ? `${parsed.feature} ${trait.direction}` : trait.feature;
    const group = groups.get(key);
    if (group) group.push(trait);
    else groups.set(key, [trait]);
  }
  return [...groups.values()];
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
