"use client";
import { useTranslations } from "next-intl";
import { BackLink } from "@/components/ui/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { useFormat } from "@/components/ui/shop-format";
import type { CustomerDetail } from "@/lib/contracts/customers";
import { isRfmGroup } from "@/lib/domain/rfm";
import { CUSTOMER_ADDRESS } from "./customer-list-shape";
import { overdueDays } from "./overdue-days";

export interface CustomerProfileHeaderProps {
  readonly store: string;
  readonly customer: CustomerDetail;
  /** How the list was seen from which the reader came. */
  readonly listState: string | null;
}

/** Who this is, and in one sentence what the data says of them. */
export function CustomerProfileHeader({ store, customer, listState }: CustomerProfileHeaderProps) {
  const t = useTranslations("customers");
  const format = useFormat();
  const { ratingMean, lastActiveAt } = customer;
  const bought =
    customer.lastOrderAt && isRfmGroup(customer.rfmGroup)
      ? t("profileFindingOrders", {
          orders: customer.orderCount ?? 0,
          revenue: format.money(customer.revenueMinor),
          since: format.date(customer.lastOrderAt),
          group: t(`rfm.${customer.rfmGroup}`),
          overdue: overdueDays(customer.dueAt, format.now),
        })
      : null;
  return (
    <PageHeader
      back={<BackLink href={CUSTOMER_ADDRESS.listHref(store, listState)} place={t("listPlace")} />}
      title={customer.name}
      finding={
        bought ??
        t("profileFinding", {
          count: customer.ratingCount ?? 0,
          mean: ratingMean === null ? "none" : format.number(ratingMean, { decimals: 2 }),
          since: lastActiveAt === null ? "none" : format.date(lastActiveAt),
        })
      }
    />
  );
}
