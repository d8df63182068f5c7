"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import { useFeatureWords } from "@/components/words/feature-words";
import type { SegmentFeature } from "@/lib/domain/segments/segmentation";

/** Effect sizes past this length end at the edge: more would only shrink the rest. */
const FULL_EFFECT = 2;

/** Feature by feature: this segment, everyone else, and how large the difference is. Largest first. */
export function FeatureComparison({
  profile,
  colour,
}: {
  profile: readonly SegmentFeature[];
  colour: string;
}) {
  const t = useTranslations("segmentation");
  const words = useFeatureWords();
  const format = useFormat();
  const sorted = [...profile].sort((a, b) => Math.abs(b.effectSize) - Math.abs(a.effectSize));
  return (
    <div className="flex flex-col gap-3">
      <table className="w-full text-sm">
        <caption className="sr-only">{t("features")}</caption>
        <thead>
          <tr className="border-b text-ink-soft text-xs">
            <th scope="col" className="py-1.5 text-left font-medium">
              {t("feature")}
            </th>
            <th scope="col" className="py-1.5 text-right font-medium">
              {t("segmentMean")}
            </th>
            <th scope="col" className="py-1.5 text-right font-medium">
              {t("otherMean")}
            </th>
            <th scope="col" className="w-2/5 py-1.5 pl-4 text-left font-medium">
              {t("effect")}
            </th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {sorted.map(({ feature, mean, otherMean, effectSize }) => (
            <tr key={feature} className="border-b last:border-0">
              <th scope="row" className="py-2 pr-2 text-left font-normal">
                {words.label(feature)}
              </th>
              <td className="py-2 text-right">{words.value(feature, mean)}</td>
              <td className="py-2 text-right text-ink-soft">{words.value(feature, otherMean)}</td>
              <td className="py-2 pl-4">
                <span className="flex items-center gap-2">
                  <EffectBar effectSize={effectSize} colour={colour} />
                  <span className="w-12 shrink-0 text-right text-xs">
                    {format.number(effectSize, { decimals: 2, fixed: true, signed: true })}
                  </span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-ink-faint text-xs">{t("effectWhat")}</p>
    </div>
  );
}

function EffectBar({ effectSize, colour }: { effectSize: number; colour: string }) {
  const width = (Math.min(Math.abs(effectSize), FULL_EFFECT) / FULL_EFFECT) * 50;
  return (
    <span aria-hidden="true" className="relative h-2 min-w-0 flex-1 rounded-full bg-sunken">
      <span className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
      <span
        className="absolute inset-y-0 rounded-full"
        style={{
          background: colour,
          width: `${width}%`,
          ...(effectSize >= 0 ? { left: "50%" } : { right: "50%" }),
        }}
      />
    </span>
  );
}
