"use client";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { LineChart } from "@/components/charts/line-chart";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useFormat } from "@/components/ui/shop-format";
import type { ProductPriceView } from "@/lib/contracts/pricing";
import { curveLines } from "./curve-lines";
import { CURVE_MEASURES, type CurveMeasure, observedPoints } from "./observed-points";

/** Units, revenue or profit over the prices that may be asked, with the range that holds nine times in ten. */
export function DemandCurves({ view }: { view: ProductPriceView }) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const [measure, setMeasure] = useState<CurveMeasure>("profit");
  const best = view.curve
    .filter(
      ({ priceMinor }) =>
        priceMinor >= (view.leastMinor ?? 0) && priceMinor <= (view.mostMinor ?? Number.POSITIVE_INFINITY),
    )
    .reduce(
      (top, outcome) => (top && top.profitMinor.expected >= outcome.profitMinor.expected ? top : outcome),
      view.curve[0],
    );
  const series = useMemo(
    () => [
      {
        key: measure,
        name: t(measure),
        colour: "accent" as const,
        points: view.curve.map((outcome) => {
          const spread = { units: outcome.units, revenue: outcome.revenueMinor, profit: outcome.profitMinor }[
            measure
          ];
          return { x: outcome.priceMinor, y: spread.expected, low: spread.low, high: spread.high };
        }),
      },
    ],
    [measure, view.curve, t],
  );
  const observed = useMemo(() => observedPoints(view, measure), [view, measure]);
  const tried = view.weeks.flatMap(({ priceMinor }) => (priceMinor ? [priceMinor] : []));
  const events = curveLines(view).map((line) => ({
    x: line.x,
    label: line.kind === "competitor" ? line.name : t(`lines.${line.kind}`),
  }));
  return (
    <LineChart
      title={
        best
          ? t("curveTitle", {
              price: format.money(best.priceMinor),
              profit: format.money(best.profitMinor.expected),
            })
          : t("curveTitleNone")
      }
      subtitle={t("curveMeasure", { weeks: view.horizonWeeks })}
      fileName={`price-${view.product.sku ?? view.product.id}`}
      series={series}
      x={{ kind: "number", label: t("price"), format: { kind: "money" } }}
      y={measure === "units" ? { kind: "number", decimals: 0 } : { kind: "money" }}
      observed={observed}
      {...(tried.length > 0 ? { seen: { from: Math.min(...tried), to: Math.max(...tried) } } : {})}
      events={events}
      note={[observed.length > 0 ? t("curvePoints", { count: observed.length }) : "", t("curveNote")]
        .join(" ")
        .trim()}
      actions={
        <SegmentedControl
          label={t("measure")}
          value={measure}
          onValueChange={(value) => setMeasure(value as CurveMeasure)}
          options={CURVE_MEASURES.map((value) => ({ value, label: t(value) }))}
        />
      }
    />
  );
}
