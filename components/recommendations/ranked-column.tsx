"use client";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { RankedList } from "@/lib/domain/recommendations/rank-candidates";
import { useTraceWords } from "./use-trace-words";

export interface RankedColumnProps {
  readonly name: string;
  readonly list: RankedList;
  /** The list it is compared with: places that moved are marked. */
  readonly beside?: RankedList | undefined;
  readonly preview: RecommendationPreview;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

/** One policy's list with the reason for each place. */
export function RankedColumn({ name, list, beside, preview, chosen, onChoose }: RankedColumnProps) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const words = useTraceWords(preview);
  const facts = new Map(preview.facts.map((product) => [product.productId, product]));
  return (
    <section
      aria-label={name}
      className={cn("flex min-w-0 flex-col rounded-md border bg-surface", chosen && "border-accent")}
    >
      <button
        type="button"
        aria-pressed={chosen}
        onClick={onChoose}
        className="flex items-baseline justify-between gap-2 rounded-t-md border-b px-4 py-2.5 text-left hover:bg-hover"
      >
        <h2 className="font-semibold text-sm">{name}</h2>
        <span className="shrink-0 text-accent-text text-xs">{chosen ? t("explained") : t("explain")}</span>
      </button>
      {list.productIds.length === 0 ? (
        <p className="p-4 text-ink-soft text-sm">{t("emptyList")}</p>
      ) : (
        <ol className="flex flex-col divide-y">
          {list.trace.slice(0, list.productIds.length).map((entry, k) => {
            const before = beside ? beside.productIds.indexOf(entry.productId) : k;
            return (
              <li key={entry.productId} className="flex gap-3 px-4 py-2.5">
                <span className="w-4 shrink-0 text-right text-ink-faint text-sm tabular-nums">{k + 1}</span>
                <div className="flex min-w-0 flex-1 flex-col">
                  <span
                    className="line-clamp-2 font-medium text-sm"
                    title={words.productName(entry.productId)}
                  >
                    {words.productName(entry.productId)}
                  </span>
                  <span className="text-ink-soft text-xs">{words.mainReason(entry)}</span>
                </div>
                <span className="flex shrink-0 flex-col items-end text-xs tabular-nums">
                  <span>{format.money(facts.get(entry.productId)?.priceMinor)}</span>
                  {beside && before !== k ? (
                    <span className="text-accent-text">
                      {before < 0 ? t("new") : t("moved", { from: before + 1 })}
                    </span>
                  ) : null}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
