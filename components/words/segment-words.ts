"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";
import { parseFeatureColumn } from "@/lib/domain/features/customer-features";
import {
  describeSegments,
  type SegmentDescription,
  type SegmentTrait,
} from "@/lib/domain/segments/describe-segments";
import type { SegmentSummary } from "@/lib/domain/segments/segmentation";
import { useFeatureWords } from "./feature-words";

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
        const told = description.traits.slice(0, 3).map(sentenceOf);
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
      const [a, b, c] = nameTraits.map(traitName);
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

    function traitName(trait: SegmentTrait): string {
      const parsed = parseFeatureColumn(trait.feature);
      if (!parsed) return trait.feature;
      if (trait.direction === "none") return features("orderCount.none");
      return features(`${parsed.feature}.${trait.direction}`, {
        value: words.part(parsed.feature, parsed.value ?? ""),
      });
    }

    function sentenceOf(trait: SegmentTrait): string {
      const parsed = parseFeatureColumn(trait.feature);
      if (!parsed) return trait.feature;
      if (trait.direction === "none") return features("orderCount.lack");
      return features(`${parsed.feature}.${trait.direction === "high" ? "more" : "less"}`, {
        mean: words.value(trait.feature, trait.mean),
        other: words.value(trait.feature, trait.otherMean),
        value: words.part(parsed.feature, parsed.value ?? ""),
      });
    }
  }, [t, features, format, words]);
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
