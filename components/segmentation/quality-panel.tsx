"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Figure } from "@/components/ui/figure";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useFormat } from "@/components/ui/shop-format";
import type { SegmentationView } from "@/lib/contracts/segments";
import { STABLE_ARI } from "@/lib/domain/segments/verdict";

/** What a sceptic asks: how distinct, how stable, beside random labels, and how the number was chosen. */
export function QualityPanel({ segmentation }: { segmentation: SegmentationView }) {
  const t = useTranslations("segmentation");
  const format = useFormat();
  const { quality, clusters } = segmentation;
  const index = (value: number) => format.number(value, { decimals: 2, fixed: true });
  const score = (value: number) => format.number(value, { decimals: 0 });
  return (
    <Card title={t("quality")} flush>
      <div className="grid border-t sm:grid-cols-2 sm:divide-x lg:grid-cols-4">
        <Figure
          label={t("silhouette")}
          value={index(quality.silhouette)}
          note={t("silhouetteNote", { random: index(quality.randomLabels.silhouette) })}
          explanation={
            <>
              {t("silhouetteWhat")}{" "}
              {quality.silhouetteRows < segmentation.customerCount
                ? t("silhouetteSample", { rows: format.number(quality.silhouetteRows) })
                : null}
            </>
          }
        />
        <Figure
          label={t("stability")}
          value={index(quality.stability)}
          note={t("stabilityNote", { enough: quality.stability >= STABLE_ARI ? "yes" : "no" })}
          explanation={t("stabilityWhat")}
        />
        <Figure
          label={t("separation")}
          value={score(quality.calinskiHarabasz)}
          note={t("separationNote", { random: score(quality.randomLabels.calinskiHarabasz) })}
          explanation={t("separationWhat")}
        />
        <Figure
          label={t("smallest")}
          value={format.percent(quality.smallestShare)}
          explanation={t("smallestWhat")}
        />
      </div>
      <div className="flex flex-col gap-3 border-t px-5 py-4">
        <h3 className="font-medium text-sm">{t("choice")}</h3>
        {quality.candidates.length === 0 ? (
          <p className="text-ink-soft text-sm">{t("choiceGiven", { clusters })}</p>
        ) : (
          <>
            <p className="text-ink-soft text-sm">
              {t(quality.candidates.some(({ accepted }) => accepted) ? "choiceAuto" : "choiceMostStable")}
            </p>
            <CandidateTable segmentation={segmentation} />
          </>
        )}
      </div>
    </Card>
  );
}

function CandidateTable({ segmentation }: { segmentation: SegmentationView }) {
  const t = useTranslations("segmentation");
  const format = useFormat();
  const index = (value: number) => format.number(value, { decimals: 2, fixed: true });
  return (
    <ScrollRegion label={t("choice")}>
      <table className="w-full min-w-xl text-sm tabular-nums">
        <thead>
          <tr className="border-b text-ink-soft text-xs">
            {[
              t("k"),
              t("silhouette"),
              t("separation"),
              t("gap"),
              t("stability"),
              t("smallest"),
              t("judged"),
            ].map((header, place) => (
              <Header key={header} first={place === 0}>
                {header}
              </Header>
            ))}
          </tr>
        </thead>
        <tbody>
          {segmentation.quality.candidates.map((candidate) => (
            <tr key={candidate.clusters} className={candidate.accepted ? "" : "text-ink-faint"}>
              <td className="py-1.5 font-medium">{candidate.clusters}</td>
              <Cell>{index(candidate.silhouette)}</Cell>
              <Cell>{format.number(candidate.calinskiHarabasz, { decimals: 0 })}</Cell>
              <Cell>{candidate.gap === null ? "–" : index(candidate.gap)}</Cell>
              <Cell>{index(candidate.stability)}</Cell>
              <Cell>{format.percent(candidate.smallestShare)}</Cell>
              <Cell>
                {candidate.clusters === segmentation.clusters ? (
                  <Badge tone="accent">{t("chosen")}</Badge>
                ) : candidate.accepted ? (
                  <Badge>{t("accepted")}</Badge>
                ) : null}
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Header({ first, children }: { first: boolean; children: ReactNode }) {
  return (
    <th scope="col" className={`py-1.5 font-medium ${first ? "text-left" : "text-right"}`}>
      {children}
    </th>
  );
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="py-1.5 text-right">{children}</td>;
}
