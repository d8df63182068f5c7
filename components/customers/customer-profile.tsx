"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { chartColour } from "@/components/charts/colours";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import { useSegmentWords } from "@/components/words/segment-words";
import type { CustomerDetail, CustomerSegment } from "@/lib/contracts/customers";
import { CustomerAbout } from "./customer-about";
import { CustomerFeatureTable } from "./customer-feature-table";
import { CustomerFigures } from "./customer-figures";
import { CustomerHistory } from "./customer-history";

export interface CustomerProfileProps {
  readonly store: string;
  readonly customer: CustomerDetail;
}

/** What the shop knows of one customer: figures, history, features with definitions, segments, master data. */
export function CustomerProfile({ store, customer }: CustomerProfileProps) {
  const t = useTranslations("customers");
  return (
    <div className="flex flex-col gap-6">
      <CustomerFigures customer={customer} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <CustomerHistory store={store} customer={customer} />
        <div className="flex min-w-0 flex-col gap-6">
          <CustomerFeatureTable customer={customer} />
          <Card title={t("segmentsTitle")}>
            {customer.segments.length === 0 ? (
              <p className="text-ink-soft text-sm">{t("noSegments")}</p>
            ) : (
              <ul className="flex flex-col gap-3">
                {customer.segments.map((segment) => (
                  <SegmentLink key={segment.segmentId} store={store} segment={segment} />
                ))}
              </ul>
            )}
          </Card>
          <CustomerAbout customer={customer} />
        </div>
      </div>
    </div>
  );
}

function SegmentLink({ store, segment }: { store: string; segment: CustomerSegment }) {
  const t = useTranslations("customers");
  const format = useFormat();
  const worded = useSegmentWords()(segment.siblings, 0).find(({ id }) => id === segment.segmentId);
  return (
    <li className="flex flex-col gap-0.5 text-sm">
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
        {segment.segmentationName} · {t("since", { time: format.date(segment.since) })}
      </span>
    </li>
  );
}
