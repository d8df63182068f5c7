"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { ListColumn } from "@/components/list/list-definition";
import { Badge } from "@/components/ui/badge";
import { useFormat } from "@/components/ui/shop-format";
import { useCategoryWord } from "@/components/words/category-words";
import type { ProductPriceRow } from "@/lib/contracts/product-prices";
import { lackOf, SUFFICIENT } from "@/lib/domain/pricing/price-sufficiency";

const ONE_DECIMAL = { decimals: 1, fixed: true };
/** Nearer than this, two prices are told as the same. */
const SAME_PRICE = 0.005;

/** A figure with what belongs to it in small below; beside it on a phone. */
function Stacked({ below, children }: { below?: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex flex-col max-sm:flex-row max-sm:flex-wrap max-sm:gap-x-1 sm:items-end">
      <span className="text-ink">{children}</span>
      {below ? <span className="text-ink-faint text-xs compact:hidden">{below}</span> : null}
    </span>
  );
}

export function useProductPriceColumns(): readonly ListColumn<ProductPriceRow>[] {
  const t = useTranslations("pricing-products");
  const format = useFormat();
  const category = useCategoryWord();
  return useMemo(() => {
    const name = (row: ProductPriceRow) => (
      <span className="flex min-w-0 flex-col">
        <span className="text-ink">{row.name}</span>
        <span className="truncate font-normal text-ink-faint text-xs compact:hidden">
          {[row.sku, ...row.categories.map(category)].filter(Boolean).join(" · ")}
        </span>
      </span>
    );
    const margin = ({ margin: share, unitCostMinor }: ProductPriceRow) => (
      <Stacked
        below={
          unitCostMinor === null ? t("costUnknown") : t("costLine", { cost: format.money(unitCostMinor) })
        }
      >
        <span className={share !== null && share < 0 ? "text-loss-text" : undefined}>
          {format.percent(share, { decimals: 0 })}
        </span>
      </Stacked>
    );
    const elasticity = ({ elasticity: believed, sufficiency }: ProductPriceRow) => {
      if (!believed || !sufficiency) return <Stacked below={t("unknownNote")}>{t("unknown")}</Stacked>;
      const lack = lackOf(sufficiency);
      if (lack === null)
        return (
          <Stacked
            below={t("range", {
              low: format.number(believed.low, ONE_DECIMAL),
              high: format.number(believed.high, ONE_DECIMAL),
            })}
          >
            {format.number(believed.value, ONE_DECIMAL)}
          </Stacked>
        );
      return (
        <Stacked
          below={t(`needed.${lack}`, {
            prices: sufficiency.distinctPrices,
            weeks: sufficiency.weeksObserved,
            units: sufficiency.units,
            needPrices: SUFFICIENT.prices,
            needWeeks: SUFFICIENT.weeks,
            needUnits: SUFFICIENT.units,
            share: format.percent(SUFFICIENT.priceSpread),
          })}
        >
          {t(`lack.${lack}`)}
        </Stacked>
      );
    };
    const cheapest = ({ cheapestMinor, priceMinor }: ProductPriceRow) => {
      if (cheapestMinor === null) return "–";
      const apart = priceMinor ? cheapestMinor / priceMinor - 1 : null;
      const share = format.percent(apart === null ? null : Math.abs(apart), { decimals: 0 });
      const side =
        apart === null ? null : Math.abs(apart) < SAME_PRICE ? "same" : apart < 0 ? "below" : "above";
      return <Stacked below={side && t(side, { share })}>{format.money(cheapestMinor)}</Stacked>;
    };
    const proposal = ({ proposal: change }: ProductPriceRow) =>
      change ? (
        <Stacked below={format.percent(change.toMinor / change.fromMinor - 1, { signed: true, decimals: 1 })}>
          <span className="inline-flex items-center justify-end gap-x-1.5 whitespace-nowrap">
            {change.state === "coming" || change.countsFrom ? (
              <Badge tone={change.state === "coming" ? "accent" : "wait"}>
                {change.countsFrom ? t("from", { day: format.dayOfMonth(change.countsFrom) }) : t("approved")}
              </Badge>
            ) : null}
            <span className={change.state === "waiting" ? "text-wait-text" : undefined}>
              {format.money(change.toMinor)}
            </span>
          </span>
        </Stacked>
      ) : (
        "–"
      );
    const gain = ({ proposal: change }: ProductPriceRow) =>
      change && change.gainMinor !== null ? format.money(change.gainMinor, { signed: true }) : "–";
    const column = (
      key: string,
      header: string,
      width: string,
      cell: ListColumn<ProductPriceRow>["cell"],
      more: Partial<ListColumn<ProductPriceRow>> = {},
    ): ListColumn<ProductPriceRow> => ({
      ...{ key, header, width, cell },
      ...{ align: "end", firstDirection: "desc" },
      ...more,
    });
    return [
      { key: "name", header: t("product"), sortKey: "name", cell: name },
      column("price", t("price"), "7rem", (row) => format.money(row.priceMinor), { sortKey: "priceMinor" }),
      column("margin", t("margin"), "7.5rem", margin, { sortKey: "margin" }),
      column("elasticity", t("elasticity"), "15rem", elasticity, {
        sortKey: "elasticity",
        firstDirection: "asc",
      }),
      column("cheapest", t("cheapest"), "10.5rem", cheapest),
      column("proposal", t("proposal"), "12rem", proposal),
      column("gain", t("gain"), "8.5rem", gain, { sortKey: "gainMinor" }),
    ];
  }, [t, format, category]);
}
