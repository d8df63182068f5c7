"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { PlacementSplit, PolicyVersionView } from "@/lib/contracts/ranking-policy";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import { CandidateTable } from "./candidate-table";
import type { PolicyActions } from "./policy-action";
import { countChanges } from "./policy-changes";
import { PolicyEditor } from "./policy-editor";
import { PolicySplit } from "./policy-split";
import { PolicyVersions } from "./policy-versions";
import { BEST_SELLERS, previewInput, previewLists } from "./preview-lists";
import { RankedColumn } from "./ranked-column";

// Needed once something has been changed.
const SavePolicy = dynamic(() => import("./save-policy").then((module) => module.SavePolicy), { ssr: false });

export interface PreviewWorkbenchProps {
  readonly preview: RecommendationPreview;
  readonly versions: readonly PolicyVersionView[];
  readonly split: PlacementSplit | undefined;
  readonly actions: PolicyActions;
}

/** Lists side by side, and the draft that moves while its sliders do: they are made here, from one answer. */
export function PreviewWorkbench({ preview, versions, split, actions }: PreviewWorkbenchProps) {
  const t = useTranslations("recommendations");
  const inForce = preview.live[0]!;
  const [draft, setDraft] = useState(inForce.content);
  const [column, setColumn] = useState<"bestSellers" | "inForce" | "draft">("draft");
  const input = useMemo(() => previewInput(preview), [preview]);
  const lists = useMemo(() => previewLists(input, inForce.content, draft), [input, inForce, draft]);
  const changes = countChanges(inForce.content, draft);
  const names = {
    bestSellers: t("bestSellers"),
    inForce: inForce.version === 0 ? t("startPolicy") : t("inForce", { version: inForce.version }),
    draft: changes === 0 ? t("draftSame") : t("draft", { count: changes }),
  };
  return (
    <div className="grid gap-5 lg:grid-cols-[19rem_minmax(0,1fr)]">
      <div className="flex flex-col gap-5">
        <PolicyEditor preview={preview} policy={draft} onChange={setDraft} />
        {changes > 0 ? (
          <SavePolicy
            placement={preview.placement}
            draft={draft}
            inForce={inForce.content}
            preview={preview}
            onReset={() => setDraft(inForce.content)}
            actions={actions}
          />
        ) : null}
        <PolicySplit preview={preview} versions={versions} split={split} actions={actions} />
        <PolicyVersions
          placement={preview.placement}
          preview={preview}
          versions={versions}
          inForce={inForce.content}
          onTry={setDraft}
          publishAction={actions.publish}
        />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <div className="grid gap-4 md:grid-cols-3">
          {(["bestSellers", "inForce", "draft"] as const).map((key) => (
            <RankedColumn
              key={key}
              name={names[key]}
              list={lists[key]}
              beside={key === "draft" ? lists.inForce : undefined}
              preview={preview}
              chosen={column === key}
              onChoose={() => setColumn(key)}
            />
          ))}
        </div>
        <CandidateTable
          name={names[column]}
          list={lists[column]}
          preview={preview}
          policy={{ bestSellers: BEST_SELLERS, inForce: inForce.content, draft }[column]}
        />
      </div>
    </div>
  );
}
