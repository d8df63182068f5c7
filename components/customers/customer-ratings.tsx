"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import type { CustomerRating } from "@/lib/contracts/customers";

/** The customer's latest ratings. */
export function CustomerRatings({ ratings }: { ratings: readonly CustomerRating[] }) {
  const t = useTranslations("customers");
  const format = useFormat();
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{t("ratingsTitle")}</caption>
      <thead>
        <tr className="border-b text-ink-soft text-xs">
          <th scope="col" className="py-2 text-left font-medium">
            {t("product")}
          </th>
          <th scope="col" className="py-2 text-right font-medium">
            {t("rating")}
          </th>
          <th scope="col" className="py-2 text-right font-medium">
            {t("ratedAt")}
          </th>
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {ratings.map((rating) => (
          <tr key={rating.productId} className="border-b last:border-0">
            <td className="py-2">{rating.productName}</td>
            <td className="py-2 text-right">{format.number(rating.value)}</td>
            <td className="whitespace-nowrap py-2 text-right text-ink-soft">
              <Time value={rating.ratedAt} as="date" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
