"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import { rulesOf } from "@/lib/domain/recommendations/policy-rules";
import type { RankedList } from "@/lib/domain/recommendations/rank-candidates";
import { CandidateScore } from "./candidate-score";
import { useRuleWords } from "./use-rule-words";
import { useTraceWords } from "./use-trace-words";

export interface CandidateTableProps {
  readonly name: string;
  readonly list: RankedList;
  readonly preview: RecommendationPreview;
  /** The policy that made the list: its rules are told in words. */
  readonly policy: RankingPolicy;
}

const FIRST = 16;

/** Every candidate of a list: where it stands or why it does not, and what its score is made of. */
export function CandidateTable({ name, list, preview, policy }: CandidateTableProps) {
  const t = useTranslations("recommendations");
  const words = useTraceWords(preview);
  const { ruleSentence, boostName } = useRuleWords(preview);
  const rules = rulesOf(policy);
  const boostText = (ruleId: string) => {
    const rule = rules.find(({ kind, id }) => kind === "boost" && id === ruleId);
    return rule ? boostName(rule) : ruleId;
  };
  const filterText = (ruleId: string) => {
    const rule = rules.find(({ kind, id }) => (kind === "only" || kind === "never") && id === ruleId);
    return rule ? ruleSentence(rule) : ruleId;
  };
  const [text, setText] = useState("");
  const [all, setAll] = useState(false);
  const wanted = text.trim().toLowerCase();
  const found = list.trace.filter(({ productId }) =>
    words.productName(productId).toLowerCase().includes(wanted),
  );
  const shown = all || wanted ? found : found.slice(0, FIRST);
  return (
    <Card
      flush
      title={t("whyTitle", { list: name })}
      description={t("whyHint", { count: list.trace.length })}
      actions={
        <Input
          type="search"
          aria-label={t("whyNot")}
          placeholder={t("whyNot")}
          className="w-44"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      }
    >
      <ul className="divide-y border-t">
        {shown.map((entry) => (
          <li
            key={entry.productId}
            className="grid gap-x-5 gap-y-2 px-5 py-3 text-sm md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]"
          >
            <div className="flex min-w-0 flex-col gap-0.5">
              <span className="flex items-center gap-2">
                {entry.outcome.shown ? (
                  <Badge tone="accent">{t("place", { place: entry.outcome.place })}</Badge>
                ) : (
                  <Badge>{t("notShown")}</Badge>
                )}
                <span className="truncate font-medium">{words.productName(entry.productId)}</span>
              </span>
              <span className="text-ink-soft text-xs">{words.outcome(entry, filterText)}</span>
              {entry.sources.map((source) => (
                <span key={source.source} className="text-ink-soft text-xs">
                  {t("fromSource", { source: t(`sources.${source.source}`), rank: source.rank })}{" "}
                  {words.because(source)}
                </span>
              ))}
            </div>
            <CandidateScore entry={entry} boostText={boostText} />
          </li>
        ))}
        {found.length === 0 ? (
          <li className="px-5 py-6 text-ink-soft text-sm">{t("notACandidate")}</li>
        ) : null}
      </ul>
      {found.length > shown.length ? (
        <div className="border-t px-5 py-3">
          <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
            {t("showAll", { count: found.length })}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
