"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import type { ProductPriceView } from "@/lib/contracts/pricing";
import { usePricingWords } from "./use-pricing-words";

/** The price ladders on which a product stands, with the prices beside its own. */
export function PriceLadders({ store, view }: { store: string; view: ProductPriceView }) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const words = usePricingWords();
  return view.ladders.map(({ name, gap, rungs }) => (
    <section key={name} aria-label={t("ladder", { name })} className="mt-4 border-t pt-3">
      <h3 className="font-medium text-sm">{t("ladder", { name })}</h3>
      <p className="mb-1.5 text-ink-faint text-xs">
        {t(gap > 0 ? "ladderApart" : "ladderInOrder", { gap: format.percent(gap, { decimals: 1 }) })}
      </p>
      <ol className="flex flex-col text-sm">
        {rungs.map(({ productId, priceMinor, comingMinor, ...rung }) => {
          const isOwn = productId === view.product.id;
          return (
            <li
              key={productId}
              aria-current={isOwn || undefined}
              className="flex items-baseline justify-between gap-4 border-b py-1 last:border-0 aria-[current]:font-medium"
            >
              {isOwn ? (
                <span className="min-w-0 truncate">{words.name(rung)}</span>
              ) : (
                <Link
                  href={`/${store}/pricing/products/${productId}`}
                  className="min-w-0 truncate text-accent-text underline-offset-4 hover:underline"
                >
                  {words.name(rung)}
                </Link>
              )}
              <span data-figures className="shrink-0">
                {[priceMinor, ...comingMinor].map((minor) => format.money(minor)).join(" → ")}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  ));
}
