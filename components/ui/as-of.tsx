"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "./shop-format";

/** Says quietly as of when everything on the page is told: the shop's clock, which may go on while one looks. */
export function AsOf() {
  const t = useTranslations("ui");
  const format = useFormat();
  if (!format.now) return null;
  return (
    <time dateTime={format.now} className="text-ink-faint text-xs tabular-nums">
      {t("asOf", { time: format.dateTime(format.now) })}
    </time>
  );
}
