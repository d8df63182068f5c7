"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonPage } from "@/components/ui/skeleton";
import { useAddress } from "@/components/ui/use-address";
import { previewOptions } from "@/lib/client/recommendations";
import type { PlacementSplit, PolicyVersionView } from "@/lib/contracts/ranking-policy";
import type { Placement } from "@/lib/domain/recommendations/placements";
import { MomentPicker } from "./moment-picker";
import type { PolicyActions } from "./policy-action";
import { PREVIEW_ADDRESS, placementOf, previewQueryOf } from "./preview-address";
import { PreviewWorkbench } from "./preview-workbench";

export interface PreviewPageProps {
  readonly store: string;
  readonly versions: Readonly<Record<Placement, readonly PolicyVersionView[]>>;
  readonly models: readonly { readonly id: string; readonly version: number; readonly champion: boolean }[];
  readonly splits: Readonly<Partial<Record<Placement, PlacementSplit>>>;
  readonly actions: PolicyActions;
}

/** Whose list, where and when; what each policy makes of it; and why. */
export function PreviewPage({ store, versions, models, splits, actions }: PreviewPageProps) {
  const t = useTranslations("recommendations");
  const [address, setAddress] = useAddress(PREVIEW_ADDRESS);
  const { data: preview, error, refetch } = useQuery(previewOptions(store, previewQueryOf(address)));
  const placement = placementOf(address);
  if (error && !preview)
    return <ErrorState title={t("failed")} description={error.message} onRetry={() => void refetch()} />;
  if (!preview) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-5">
      <MomentPicker
        store={store}
        preview={preview}
        address={address}
        setAddress={setAddress}
        models={models}
      />
      <PreviewWorkbench
        // A policy that came into force meanwhile is a new start for the draft.
        key={`${placement}/${preview.live[0]?.policyId}`}
        preview={preview}
        versions={versions[placement] ?? []}
        split={splits[placement]}
        actions={actions}
      />
    </div>
  );
}
