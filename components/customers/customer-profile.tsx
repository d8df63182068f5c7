"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { chartColour } from "@/components/charts/colours";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import { useFeatureWords } from "@/components/words/feature-words";
import { useSegmentWords } from "@/components/words/segment-words";
import type { CustomerDetail, CustomerSegment } from "@/lib/contracts/customers";
import { CustomerFeatureTable } from "./customer-feature-table";
import { CustomerOrders } from "./customer-orders";

export interface CustomerProfileProps {
  readonly store: string;
  readonly customer: CustomerDetail;
}

/** What the shop knows of one customer: features with definitions, segments, latest ratings, master data. */
export function CustomerProfile({ store, customer }: CustomerProfileProps) {
  const t = useTranslations("customers");
  const format = useFormat();
  const { category } = useFeatureWords();
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-6">
        <CustomerFeatureTable customer={customer} />
        {customer.recentOrders.length > 0 ? <CustomerOrders orders={customer.recentOrders} /> : null}
        <Card title={t("ratingsTitle")} flush>
          {customer.recentRatings.length === 0 ? (
            <p className="px-5 pb-5 text-ink-soft text-sm">{t("noRatings")}</p>
          ) : (
            <table className="w-full text-sm">
              <caption className="sr-only">{t("ratingsTitle")}</caption>
              <thead>
                <tr className="border-y text-ink-soft text-xs">
                  <th scope="col" className="py-2 pl-5 text-left font-medium">
                    {t("product")}
                  </th>
                  <th scope="col" className="py-2 text-right font-medium">
                    {t("rating")}
                  </th>
                  <th scope="col" className="py-2 pr-5 text-right font-medium">
                    {t("ratedAt")}
                  </th>
                </tr>
              </thead>
              <tbody className="tabular-nums">
                {customer.recentRatings.map((rating) => (
                  <tr key={rating.productId} className="border-b last:border-0">
                    <td className="py-2 pl-5">{rating.productName}</td>
                    <td className="py-2 text-right">{format.number(rating.value)}</td>
                    <td className="whitespace-nowrap py-2 pr-5 text-right text-ink-soft">
                      <Time value={rating.ratedAt} as="date" />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-6">
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
        <Card title={t("about")}>
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
            <Fact name={t("email")}>{customer.email}</Fact>
            <Fact name={t("age")}>{customer.age === null ? null : format.number(customer.age)}</Fact>
            <Fact name={t("gender")}>{customer.gender && category(customer.gender)}</Fact>
            <Fact name={t("occupation")}>{customer.occupation}</Fact>
            <Fact name={t("postalCode")}>{customer.postalCode}</Fact>
            <Fact name={t("identities")}>
              {customer.identities.map((identity) => identity.value).join(", ")}
            </Fact>
            <Fact name={t("customerSince")}>{format.date(customer.createdAt)}</Fact>
          </dl>
        </Card>
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

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const t = useTranslations("customers");
  const known = children !== null && children !== undefined && children !== "";
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 break-words text-right">
        {known ? children : <span className="text-ink-faint">{t("notKnown")}</span>}
      </dd>
    </>
  );
}
