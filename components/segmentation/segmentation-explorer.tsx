"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useMemo, useState } from "react";
import { chartColour } from "@/components/charts/colours";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import { useAddress } from "@/components/ui/use-address";
import { useAsk } from "@/components/ui/use-ask";
import { useSegmentWords, type WordedSegment } from "@/components/words/segment-words";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { SegmentationView, SegmentValue } from "@/lib/contracts/segments";
import { FeatureComparison } from "./feature-comparison";
import { QualityPanel } from "./quality-panel";
import { RenameSegment } from "./rename-segment";
import { SegmentCard } from "./segment-card";
import { SegmentationMapCard } from "./segmentation-map-card";

export interface SegmentationExplorerProps {
  readonly store: string;
  readonly segmentation: SegmentationView;
  /** What each segment brings; empty in a shop without orders. */
  readonly values: readonly SegmentValue[];
  readonly renameAction?: RenameAction | undefined;
}
export type RenameAction = (input: unknown) => Promise<ActionResult<{ previousName: string | null }>>;

/** The segments of one clustering: the map, a card for each, and how far to trust them. */
export function SegmentationExplorer(props: SegmentationExplorerProps) {
  const { store, segmentation, values, renameAction } = props;
  const t = useTranslations("segmentation");
  const ask = useAsk();
  const format = useFormat();
  const router = useRouter();
  const cardsId = useId();
  const wordSegments = useSegmentWords();
  const segments = useMemo(
    () => wordSegments(segmentation.segments, segmentation.customerCount),
    [wordSegments, segmentation],
  );
  const [{ segment: selectedId }, setAddress] = useAddress(["segment"]);
  const [compared, setCompared] = useState<WordedSegment>();
  const [renamed, setRenamed] = useState<WordedSegment>();
  const selected = segments.find((segment) => segment.id === selectedId);

  async function rename(segment: WordedSegment, name: string, undoing = false) {
    if (!renameAction) return;
    const result = await ask(renameAction({ segmentId: segment.id, name }));
    if (!result.ok) {
      notify.failed(result.error.message);
      return;
    }
    setRenamed(undefined);
    router.refresh();
    const before = result.data.previousName ?? "";
    if (!undoing)
      notify.done(t("renamed"), {
        action: { label: t("undo"), onPress: () => void rename(segment, before, true) },
      });
  }

  return (
    <div className="flex flex-col gap-6">
      <SegmentationMapCard
        store={store}
        segmentation={segmentation}
        segments={segments}
        values={values}
        selected={selected}
        onSelect={(segment) => setAddress({ segment: segment?.id ?? null })}
      />
      <section aria-labelledby={cardsId} className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        <h2 id={cardsId} className="sr-only">
          {t("cards")}
        </h2>
        {segments.map((segment) => (
          <SegmentCard
            key={segment.id}
            segment={segment}
            value={values.find(({ segmentId }) => segmentId === segment.id)}
            colour={chartColour(segment.position)}
            customersHref={`/${store}/customers?segment=${segment.id}`}
            selected={selected?.id === segment.id}
            dimmed={selected !== undefined && selected.id !== segment.id}
            onSelect={() => setAddress({ segment: selected?.id === segment.id ? null : segment.id })}
            onCompare={() => setCompared(segment)}
            onRename={renameAction ? () => setRenamed(segment) : undefined}
          />
        ))}
      </section>
      <QualityPanel segmentation={segmentation} />
      <Sheet open={compared !== undefined} onOpenChange={(open) => !open && setCompared(undefined)}>
        {compared ? (
          <SheetContent wide title={compared.name} description={format.sentences(compared.sentences)}>
            <FeatureComparison profile={compared.profile} colour={chartColour(compared.position)} />
          </SheetContent>
        ) : null}
      </Sheet>
      {renamed ? (
        <RenameSegment
          segment={renamed}
          onClose={() => setRenamed(undefined)}
          onRename={(name) => rename(renamed, name)}
        />
      ) : null}
    </div>
  );
}
