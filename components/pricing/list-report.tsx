"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { useFormat } from "@/components/ui/shop-format";
import type { ListLineView, ListReport } from "@/lib/contracts/price-lists";
import { usePricingWords } from "./use-pricing-words";

/** What a list does or would do: counts, what they are expected to bring, and the lines worth a look. */
export function ListReportView({ report }: { report: ListReport }) {
  const t = useTranslations("pricing-lists");
  const format = useFormat();
  const { counts, kind, applied } = report;
  const shown = report.lines.length;
  const all = counts.create + counts.refused;
  return (
    <section aria-live="polite" className="flex flex-col gap-3 text-sm">
      <p className="font-medium">
        {t(applied ? `summaryDone.${kind}` : `summary.${kind}`, {
          create: counts.create,
          unchanged: counts.unchanged,
          blank: counts.blank,
          refused: counts.refused,
        })}
      </p>
      <ul className="flex flex-col gap-1 text-ink-soft">
        {report.gainKnownFor > 0 ? (
          <li>
            {t("gain", {
              count: report.gainKnownFor,
              gain: format.money(report.gainMinor, { signed: true }),
            })}
          </li>
        ) : null}
        {report.replaces > 0 ? <li>{t("replaces", { count: report.replaces })}</li> : null}
        {report.stale > 0 ? <li>{t("stale", { count: report.stale })}</li> : null}
        {report.problems.map(({ problem, lines }) => (
          <li key={problem}>{t("problemLine", { count: lines, problem: t(`problems.${problem}`) })}</li>
        ))}
      </ul>
      {shown > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table must be scrollable from the keyboard
        <section className="max-h-96 overflow-auto rounded-md border" aria-label={t("lines")} tabIndex={0}>
          <table className="w-full min-w-xl tabular-nums">
            <caption className="sr-only">{t("lines")}</caption>
            <thead className="sticky top-0 bg-surface">
              <tr className="border-b text-ink-soft text-xs">
                <th scope="col" className="w-16 px-3 py-1.5 text-right font-medium">
                  {t("line")}
                </th>
                <th scope="col" className="px-3 py-1.5 text-left font-medium">
                  {t("product")}
                </th>
                <th scope="col" className="px-3 py-1.5 text-right font-medium">
                  {t("price")}
                </th>
                <th scope="col" className="px-3 py-1.5 text-left font-medium">
                  {t("fate")}
                </th>
              </tr>
            </thead>
            <tbody>
              {report.lines.map((line) => (
                <Line key={line.line} line={line} seen={kind === "competitor-prices"} />
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {shown < all ? <p className="text-ink-faint text-xs">{t("firstLines", { shown, all })}</p> : null}
    </section>
  );
}

function Line({ line, seen }: { line: ListLineView; seen: boolean }) {
  const t = useTranslations("pricing-lists");
  const format = useFormat();
  const words = usePricingWords();
  const { problem, fromMinor, toMinor, effectiveAt, leastMinor, mostMinor, broken } = line;
  return (
    <tr className="border-b last:border-0">
      <td className="px-3 py-1.5 text-right text-ink-faint">{line.line}</td>
      <td className="max-w-64 truncate px-3 py-1.5">
        {words.name({ name: line.product, translations: line.translations })}
      </td>
      <td className="whitespace-nowrap px-3 py-1.5 text-right">
        {fromMinor === null || toMinor === null
          ? toMinor === null
            ? "–"
            : format.money(toMinor)
          : `${format.money(fromMinor)} → ${format.money(toMinor)}`}
      </td>
      <td className="px-3 py-1.5">
        {problem ? (
          <span className="text-loss-text">
            {t(`problems.${problem}`)}
            {leastMinor !== null && mostMinor !== null
              ? ` ${t("range", { least: format.money(leastMinor), most: format.money(mostMinor) })}`
              : null}
            {broken ? ` ${words.broken(broken)}` : null}
          </span>
        ) : (
          <Badge tone="outline">
            {effectiveAt ? t(seen ? "seenAt" : "from", { time: format.dateTime(effectiveAt) }) : t("atOnce")}
          </Badge>
        )}
      </td>
    </tr>
  );
}
