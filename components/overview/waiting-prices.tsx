"use client";
import ArrowRight from "lucide-react/icons/arrow-right";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import type { WaitingPrices as Waiting } from "@/lib/contracts/pricing";

/** What waits for the reader, and what it is worth, before anything else. */
export function WaitingPrices({ store, waiting }: { store: string; waiting: Waiting }) {
  const t = useTranslations("overview");
  const format = useFormat();
  return (
    <Link
      href={`/${store}/pricing/approvals`}
      className="flex items-center justify-between gap-3 rounded-md border border-wait-line bg-wait-soft px-4 py-2.5 text-sm text-wait-text hover:brightness-[0.98]"
    >
      <span>
        {t("waitingPrices", {
          total: waiting.total,
          stake: format.money(waiting.stakeMinor, { decimals: 0 }),
        })}
      </span>
      <ArrowRight aria-hidden="true" className="size-4 shrink-0" />
    </Link>
  );
}
