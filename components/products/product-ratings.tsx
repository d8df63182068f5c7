"use client";
import Star from "lucide-react/icons/star";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { SortedBars } from "@/components/charts/sorted-bars";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import type { ProductDetail } from "@/lib/contracts/products";

/** How often each value was given. */
export function RatingBars({
  product,
  fileName,
  onlyRatings,
}: {
  product: ProductDetail;
  fileName: string;
  /** The shop knows nothing else of its products, and says so. */
  onlyRatings?: boolean;
}) {
  const t = useTranslations("products");
  const format = useFormat();
  const { ratingCounts } = product;
  const total = ratingCounts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0)
    return (
      <Card title={t("ratings")}>
        <p className="text-ink-soft text-sm">{t("noRatings")}</p>
      </Card>
    );
  const mean = ratingCounts.reduce((sum, { value, count }) => sum + value * count, 0) / total;
  const whole = ratingCounts.every(({ value }) => Number.isInteger(value));
  // Whole stars are shown from five to one, also those that nobody gave.
  const values = whole ? [5, 4, 3, 2, 1] : ratingCounts.map(({ value }) => value);
  const counts = new Map(ratingCounts.map(({ value, count }) => [value, count]));
  return (
    <SortedBars
      title={t("ratingsTitle", { mean: format.number(mean, { decimals: 2 }), count: total })}
      fileName={fileName}
      items={values.map((value) => ({
        key: String(value),
        name: t("ratingValue", { value: format.number(value) }),
        value: counts.get(value) ?? 0,
      }))}
      value={{ kind: "number", decimals: 0 }}
      itemLabel={t("ratings")}
      valueLabel={t("ratingCount")}
      note={onlyRatings ? t("nothingSold") : undefined}
      keepOrder
    />
  );
}

/** What customers said, or where nobody said anything the latest ratings. */
export function ProductReviews({ store, product }: { store: string; product: ProductDetail }) {
  const t = useTranslations("products");
  const { reviews } = product;
  if (reviews.length === 0) return null;
  const spoken = reviews.some(({ review }) => review);
  return (
    <Card title={spoken ? t("reviews") : t("latestRatings")}>
      <ul className="flex flex-col gap-4">
        {reviews.map((review) => (
          <li key={review.customerId} className="flex flex-col gap-1 text-sm">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
              <Stars value={review.value} />
              <span className="text-ink-faint text-xs">
                <Link
                  href={`/${store}/customers/${review.customerId}`}
                  className="underline-offset-4 hover:text-ink hover:underline"
                >
                  {review.customerName}
                </Link>
                {" · "}
                <Time value={review.ratedAt} as="date" />
              </span>
            </span>
            {review.review ? <p className="text-ink-soft">{review.review}</p> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Stars({ value }: { value: number }) {
  const t = useTranslations("products");
  const format = useFormat();
  return (
    <span
      className="flex items-center gap-0.5"
      role="img"
      aria-label={t("ratingValue", { value: format.number(value) })}
    >
      {[1, 2, 3, 4, 5].map((star) => (
        <Star
          key={star}
          aria-hidden="true"
          className={
            star <= Math.round(value) ? "size-3.5 fill-accent text-accent" : "size-3.5 text-line-strong"
          }
        />
      ))}
    </span>
  );
}
