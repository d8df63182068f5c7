"use client";
import type { SegmentationView } from "@/lib/contracts/segments";
import type { WordedSegment } from "@/components/words/segment-words";
export function SegmentationMapCard(_: { store: string; segmentation: SegmentationView; segments: readonly WordedSegment[]; selected: WordedSegment | undefined; onSelect: (segment: WordedSegment | undefined) => void }) {
  return null;
}
