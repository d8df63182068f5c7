"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import type { CustomerOrder } from "@/lib/contracts/customers";

/** The customer's latest orders: what, when, how much, and what became of it. */
export function CustomerOrders({ orders }: { orders: readonly CustomerOrder[] }) {
  const t = useTranslations("customers");
  const format = useFormat();
  return (
    <ScrollRegion label={t("ordersTitle")}>
      <table className="w-full min-w-md text-sm tabular-nums">
        <thead>
          <tr className="border-b text-ink-soft text-xs">
            <th scope="col" className="py-2 text-left font-medium">
              {t("order")}
            </th>
            <th scope="col" className="py-2 text-left font-medium">
              {t("statusTitle")}
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              {t("pieces")}
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              {t("total")}
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              {t("ratedAt")}
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.id} className="border-b last:border-0">
              <td className="py-2">{order.reference}</td>
              <td className="py-2">
                <Badge tone={order.status === "cancelled" ? "loss" : "outline"}>
                  {t(`orderStatus.${order.status}`)}
                </Badge>
              </td>
              <td className="py-2 text-right">{format.number(order.pieces)}</td>
              <td className="py-2 text-right">
                {format.money(order.totalMinor, { currency: order.currency })}
              </td>
              <td className="whitespace-nowrap py-2 text-right text-ink-soft">
                <Time value={order.placedAt} as="date" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
