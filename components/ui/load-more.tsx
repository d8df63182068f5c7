"use client";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { useFormat } from "./shop-format";

export interface LoadMoreProps {
  readonly shown: number;
  /** Leave out when nobody counted. */
  readonly total?: number | undefined;
  readonly hasMore: boolean;
  readonly busy?: boolean;
  readonly onLoadMore: () => void;
}

/** The end of a keyset list: how much is shown, and more of it. */
export function LoadMore({ shown, total, hasMore, busy, onLoadMore }: LoadMoreProps) {
  const t = useTranslations("ui");
  const format = useFormat();
  return (
    <div className="flex items-center justify-between gap-4 text-ink-faint text-xs">
      <span data-figures aria-live="polite">
        {hasMore && total !== undefined
          ? t("shownOf", { shown: format.number(shown), total: format.number(total) })
          : t("allShown", { total: format.number(total ?? shown) })}
      </span>
      {hasMore ? (
        <Button size="sm" busy={busy ?? false} onClick={onLoadMore}>
          {busy ? t("loadingMore") : t("loadMore")}
        </Button>
      ) : null}
    </div>
  );
}
