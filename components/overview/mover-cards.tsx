"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import type { Mover, SalesOverview } from "@/lib/contracts/overview";

/** What moved most from the period before: products and categories, gains to the right, losses to the left. */
export function MoverCards({ store, sales }: { store: string; sales: SalesOverview }) {
  const t = useTranslations("overview");
  const { products, categories } = sales.movers;
  if (products.length === 0 && categories.length === 0) return null;
  const against = t("periodBefore", { days: sales.days });
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <MoverCard title={t("moversProducts")} description={t("moversWhat", { against })} movers={products}>
        {(mover, name) => (
          <Link
            href={`/${store}/pricing/products/${mover.id}`}
            className="truncate underline-offset-4 hover:underline"
          >
            {name}
          </Link>
        )}
      </MoverCard>
      <MoverCard title={t("moversCategories")} description={t("moversWhat", { against })} movers={categories}>
        {(_, name) => <span className="truncate">{name}</span>}
      </MoverCard>
    </div>
  );
}

interface MoverCardProps {
  readonly title: string;
  readonly description: string;
  readonly movers: readonly Mover[];
  readonly children: (mover: Mover, name: string) => React.ReactNode;
}

function MoverCard({ title, description, movers, children }: MoverCardProps) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const format = useFormat();
  const widest = Math.max(...movers.map((mover) => Math.abs(mover.revenueMinor - mover.beforeMinor)));
  return (
    <Card title={title} description={description}>
      <ul className="flex flex-col gap-3">
        {movers.map((mover) => {
          const change = mover.revenueMinor - mover.beforeMinor;
          const share = (Math.abs(change) / widest) * 50;
          const name = mover.translations[locale.slice(0, 2)] ?? (mover.name || t("noCategory"));
          return (
            <li
              key={mover.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1 text-sm"
            >
              {children(mover, name)}
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
                {mover.beyondChance ? null : ` · ${t("couldBeChance")}`}
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
