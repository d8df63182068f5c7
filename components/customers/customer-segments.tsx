"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { chartColour } from "@/components/charts/colours";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import { useFeatureWords } from "@/components/words/feature-words";
import { useSegmentationName, useSegmentWords } from "@/components/words/segment-words";
import type { CustomerDetail, CustomerSegment } from "@/lib/contracts/customers";

/** Where a customer stands, newest clustering first, and why: the customer beside the segment and everyone else. */
export function CustomerSegments({ store, customer }: { store: string; customer: CustomerDetail }) {
  const t = useTranslations("customers");
  const [newest, ...older] = customer.segments;
  return (
    <Card title={t("segmentsTitle")}>
      {newest ? (
        <div className="flex flex-col gap-4">
          <SegmentLink store={store} segment={newest} />
          {newest.reasons.length > 0 ? <Reasons name={customer.name} segment={newest} /> : null}
          {older.map((segment) => (
            <SegmentLink key={segment.segmentId} store={store} segment={segment} />
          ))}
        </div>
      ) : (
        <p className="text-ink-soft text-sm">{t("noSegments")}</p>
      )}
    </Card>
  );
}

function SegmentLink({ store, segment }: { store: string; segment: CustomerSegment }) {
  const t = useTranslations("customers");
  const format = useFormat();
  const nameOf = useSegmentationName();
  const worded = useSegmentWords()(segment.siblings, 0).find(({ id }) => id === segment.segmentId);
  return (
    <div className="flex flex-col gap-0.5 text-sm">
      <Link
        className="flex items-center gap-2 font-medium text-accent-text underline-offset-4 hover:underline"
        href={`/${store}/segments/${segment.segmentationId}?segment=${segment.segmentId}`}
      >
        <span
          aria-hidden="true"
          className="size-2.5 shrink-0 rounded-full"
          style={{ background: chartColour(worded?.position ?? 0) }}
        />
        {worded?.name}
      </Link>
      <span className="pl-4.5 text-ink-faint text-xs">
        {nameOf({ name: segment.segmentationName, modelVersion: segment.modelVersion })} ·{" "}
        {t("since", { time: format.date(segment.since) })}
      </span>
    </div>
  );
}

/** In bold where the customer is nearer to the segment than to everyone else. */
function Reasons({ name, segment }: { name: string; segment: CustomerSegment }) {
  const t = useTranslations("customers");
  const words = useFeatureWords();
  return (
    <table className="w-full text-sm tabular-nums">
      <caption className="pb-1.5 text-left text-ink-soft text-xs">{t("whyHere")}</caption>
      <thead>
        <tr className="border-b text-ink-soft text-xs">
          <th scope="col" className="py-1.5 text-left font-medium">
            <span className="sr-only">{t("features")}</span>
          </th>
          {[name, t("segmentMean"), t("othersMean")].map((header, place) => (
            <th key={place === 0 ? "own" : header} scope="col" className="py-1.5 pl-3 text-right font-medium">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {segment.reasons.map(({ feature, own, mean, otherMean }) => {
          const alike = own !== null && Math.abs(own - mean) <= Math.abs(own - otherMean);
          return (
            <tr key={feature} className="border-b last:border-0">
              <th scope="row" className="py-1.5 text-left font-normal">
                {words.label(feature)}
              </th>
              <td className={cn("py-1.5 pl-3 text-right", alike ? "font-medium" : "text-ink-soft")}>
                {words.value(feature, own)}
              </td>
              <td className="py-1.5 pl-3 text-right text-ink-soft">{words.value(feature, mean)}</td>
              <td className="py-1.5 pl-3 text-right text-ink-soft">{words.value(feature, otherMean)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
