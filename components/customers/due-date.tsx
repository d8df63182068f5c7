"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import { Tooltip } from "@/components/ui/tooltip";
import { overdueDays } from "./overdue-days";

/** When a customer's own rhythm has the next order come, or by how much it is overdue. */
export function DueDate({ dueAt }: { dueAt: string | null }) {
  const t = useTranslations("customers");
  const format = useFormat();
  if (!dueAt || !format.now) return <>–</>;
  const lateDays = overdueDays(dueAt, format.now);
  return (
    <Tooltip content={t("dueWhat", { date: format.date(dueAt) })}>
      <time dateTime={dueAt} className={lateDays > 0 ? "text-loss-text" : undefined}>
        {lateDays > 0 ? t("overdue", { days: lateDays }) : format.date(dueAt)}
      </time>
    </Tooltip>
  );
}
