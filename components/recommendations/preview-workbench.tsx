"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { PlacementSplit, PolicyVersionView } from "@/lib/contracts/ranking-policy";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import { type RankedList, rankCandidates } from "@/lib/domain/recommendations/rank-candidates";
import { CandidateTable } from "./candidate-table";
import type { PolicyActions } from "./policy-action";
import { countChanges } from "./policy-changes";
import { PolicyEditor } from "./policy-editor";
import { PolicySplit } from "./policy-split";
import { PolicyVersions } from "./policy-versions";
import { BEST_SELLERS, previewInput } from "./preview-lists";
import { RankedColumn } from "./ranked-column";

// Needed once something has been changed.
const SavePolicy = dynamic(() => import("./save-policy").then((module) => module.SavePolicy), { ssr: false });

type ColumnKey = "bestSellers" | "inForce" | "saved" | "draft";
interface Column {
  readonly key: ColumnKey;
  readonly name: string;
  readonly policy: RankingPolicy;
  readonly list: RankedList;
}
/** Which saved version stands beside the others: none, or the one that the shop began with. */
const NONE = "none";
const START = "start";

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
  const [chosen, setChosen] = useState<ColumnKey>("draft");
  const [besideId, setBesideId] = useState(NONE);
  const input = useMemo(() => previewInput(preview), [preview]);
  const changes = countChanges(inForce.content, draft);
  const version = versions.find(({ id }) => id === besideId);
  const saved = besideId === START ? preview.start : version?.content;
  const listInForce = useMemo(() => rankCandidates(input, inForce.content), [input, inForce]);
  const listBestSellers = useMemo(() => rankCandidates(input, BEST_SELLERS), [input]);
  const listDraft = useMemo(() => rankCandidates(input, draft), [input, draft]);
  const listSaved = useMemo(() => (saved ? rankCandidates(input, saved) : null), [input, saved]);
  const titleOf = (one: PolicyVersionView) => t("versionTitle", { version: one.version, name: one.name });
  const columns: readonly Column[] = [
    { key: "bestSellers", name: t("bestSellers"), policy: BEST_SELLERS, list: listBestSellers },
    {
      ...{ key: "inForce", policy: inForce.content, list: listInForce },
      name: inForce.version === 0 ? t("startPolicy") : t("inForce", { version: inForce.version }),
    },
    ...(saved && listSaved
      ? [
          {
            ...{ key: "saved" as const, policy: saved, list: listSaved },
            name: version ? titleOf(version) : t("split.startName"),
          },
        ]
      : []),
    {
      ...{ key: "draft", policy: draft, list: listDraft },
      name: changes === 0 ? t("draftSame") : t("draft", { count: changes }),
    },
  ];
  const explained = columns.find(({ key }) => key === chosen) ?? columns.at(-1)!;
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
        {versions.length > 0 ? (
          <Field label={t("besideThem")} className="max-w-sm">
            <Select
              options={[
                { value: NONE, label: t("nothing") },
                ...versions.map((one) => ({ value: one.id, label: titleOf(one) })),
                { value: START, label: t("split.startName") },
              ]}
              value={besideId}
              onValueChange={setBesideId}
            />
          </Field>
        ) : null}
        <div className={cn("grid gap-4", saved ? "md:grid-cols-2 2xl:grid-cols-4" : "md:grid-cols-3")}>
          {columns.map(({ key, name, list }) => (
            <RankedColumn
              key={key}
              name={name}
              list={list}
              beside={key === "draft" || key === "saved" ? listInForce : undefined}
              preview={preview}
              chosen={explained.key === key}
              onChoose={() => setChosen(key)}
            />
          ))}
        </div>
        <CandidateTable
          name={explained.name}
          list={explained.list}
          preview={preview}
          policy={explained.policy}
        />
      </div>
    </div>
  );
}
