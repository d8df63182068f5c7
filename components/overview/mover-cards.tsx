"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import { useCategoryWord } from "@/components/words/category-words";
import type { Mover, SalesOverview } from "@/lib/contracts/overview";

/** What moved most from the period before: products and categories, gains to the right, losses to the left. */
export function MoverCards({ store, sales }: { store: string; sales: SalesOverview }) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const categoryWord = useCategoryWord();
  const { products } = sales.movers;
  // A shop that knows no categories has one nameless one, which moved as the whole did.
  const categories = sales.movers.categories.some(({ name }) => name) ? sales.movers.categories : [];
  if (products.length === 0 && categories.length === 0) return null;
  const against = t("periodBefore", { days: sales.days });
  return (
    <div className={cn("grid items-start gap-6", categories.length > 0 && "lg:grid-cols-2")}>
      <MoverCard
        title={t("moversProducts")}
        against={against}
        movers={products}
        nameOf={({ name, translations }) => translations[locale.slice(0, 2)] ?? name}
        hrefOf={({ id }) => `/${store}/products/${id}`}
      />
      {categories.length > 0 ? (
        <MoverCard
          title={t("moversCategories")}
          against={against}
          movers={categories}
          nameOf={({ name }) => (name ? categoryWord(name) : t("noCategory"))}
        />
      ) : null}
    </div>
  );
}

interface MoverCardProps {
  readonly title: string;
  readonly against: string;
  readonly movers: readonly Mover[];
  readonly nameOf: (mover: Mover) => string;
  readonly hrefOf?: (mover: Mover) => string;
}

function MoverCard({ title, against, movers, nameOf, hrefOf }: MoverCardProps) {
  const t = useTranslations("overview");
  const format = useFormat();
  const widest = Math.max(...movers.map((mover) => Math.abs(mover.revenueMinor - mover.beforeMinor)));
  const allChance = movers.every(({ beyondChance }) => !beyondChance);
  const description = format.sentences([t("moversWhat", { against }), allChance ? t("moversChance") : null]);
  return (
    <Card title={title} description={description}>
      <ul className="flex flex-col gap-3">
        {movers.map((mover) => {
          const change = mover.revenueMinor - mover.beforeMinor;
          const share = (Math.abs(change) / widest) * 50;
          return (
            <li
              key={mover.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1 text-sm"
            >
              {hrefOf ? (
                <Link href={hrefOf(mover)} className="truncate underline-offset-4 hover:underline">
                  {nameOf(mover)}
                </Link>
              ) : (
                <span className="truncate">{nameOf(mover)}</span>
              )}
              <span
                className={cn(
                  "font-medium tabular-nums",
                  mover.beyondChance ? (change > 0 ? "text-accent-text" : "text-loss-text") : null,
                )}
              >
                {format.money(change, { signed: true, decimals: 0 })}
              </span>
              <span aria-hidden="true" className="relative col-span-2 h-1.5 rounded-full bg-sunken">
                <span
                  className={cn(
                    "absolute inset-y-0 rounded-full",
                    change > 0 ? "left-1/2 bg-accent" : "right-1/2 bg-loss",
                    mover.beyondChance ? null : "opacity-40",
                  )}
                  style={{ width: `${share}%` }}
                />
              </span>
              <span className="col-span-2 text-ink-faint text-xs tabular-nums">
                {t("fromTo", {
                  from: format.money(mover.beforeMinor, { decimals: 0 }),
                  to: format.money(mover.revenueMinor, { decimals: 0 }),
                })}
                {mover.beyondChance || allChance ? null : ` · ${t("couldBeChance")}`}
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
