"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import { Tooltip } from "@/components/ui/tooltip";

const DAY_MS = 86_400_000;

/** When a customer's own rhythm has the next order come, or by how much it is overdue. */
export function DueDate({ dueAt }: { dueAt: string | null }) {
  const t = useTranslations("customers");
  const format = useFormat();
  if (!dueAt || !format.now) return <>–</>;
  const lateDays = Math.floor((Date.parse(format.now) - Date.parse(dueAt)) / DAY_MS);
  return (
    <Tooltip content={t("dueWhat", { date: format.date(dueAt) })}>
      <time dateTime={dueAt} className={lateDays > 0 ? "text-loss-text" : undefined}>
        {lateDays > 0 ? t("overdue", { days: lateDays }) : format.date(dueAt)}
      </time>
    </Tooltip>
  );
}
