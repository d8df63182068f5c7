"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { ErrorState } from "@/components/ui/error-state";
import { useFormat } from "@/components/ui/shop-format";
import { Skeleton } from "@/components/ui/skeleton";
import { useAddress } from "@/components/ui/use-address";
import { timelineOptions } from "@/lib/client/customers";
import type { CustomerDetail } from "@/lib/contracts/customers";
import { TIMELINE_KINDS, type TimelineKind, timelineKindsOf } from "@/lib/domain/timeline";
import { groupByDay } from "./prepare-timeline";
import { TimelineItem } from "./timeline-item";

/** What happened with a customer, newest first and under its day; narrowed to kinds by a press. */
export function CustomerTimeline({ store, customer }: { store: string; customer: CustomerDetail }) {
  const t = useTranslations("timeline");
  const format = useFormat();
  const [address, setAddress] = useAddress(["kinds"]);
  const kinds = timelineKindsOf(address.kinds);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    timelineOptions(store, customer.id, kinds),
  );
  const days = useMemo(
    () => groupByDay(data?.pages.flatMap(({ rows }) => rows) ?? [], format.day),
    [data, format],
  );
  const present = TIMELINE_KINDS.filter((kind) => (customer.timeline[kind] ?? 0) > 0);
  const toggle = (kind: TimelineKind) => {
    const next = kinds.includes(kind) ? kinds.filter((other) => other !== kind) : [...kinds, kind];
    setAddress({ kinds: next.join(",") || null });
  };

  if (present.length === 0) return <p className="text-ink-soft text-sm">{t("nothing")}</p>;
  return (
    <div className="flex flex-col gap-5">
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{t("filter")}</legend>
        {present.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={kinds.includes(kind)}
            onClick={() => toggle(kind)}
            className={cn(
              "inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-xs transition-colors",
              kinds.includes(kind)
                ? "border-accent-line bg-accent-soft font-medium text-accent-text"
                : "border-line-strong text-ink-soft hover:bg-hover hover:text-ink",
            )}
          >
            {t(`kinds.${kind}`)}
            <span className="text-ink-faint tabular-nums">{format.number(customer.timeline[kind])}</span>
          </button>
        ))}
      </fieldset>
      {error && !data ? <ErrorState onRetry={() => void refetch()} /> : null}
      {!data && !error ? <TimelineSkeleton /> : null}
      <ol className="flex flex-col divide-y border-t">
        {days.map((day) => (
          <li key={day.at} className="grid gap-x-4 py-2 md:grid-cols-[7.5rem_minmax(0,1fr)]">
            <h3 className="flex items-baseline gap-2 py-1.5 font-medium text-sm md:flex-col md:gap-0">
              {format.date(day.at)}
              <span className="font-normal text-ink-faint text-xs">
                {format.now ? format.relative(day.at, format.now) : null}
              </span>
            </h3>
            <ol className="flex min-w-0 flex-col">
              {day.entries.map((entry) => (
                <TimelineItem key={entry.id} entry={entry} />
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <Button
          size="sm"
          className="self-center"
          busy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("more")}
        </Button>
      ) : data ? (
        <p className="text-center text-ink-faint text-xs">{t("end")}</p>
      ) : null}
    </div>
  );
}

function TimelineSkeleton() {
  return (
    <div className="flex flex-col gap-3" aria-hidden="true">
      {["w-1/3", "w-full", "w-5/6", "w-full", "w-2/3", "w-5/6"].map((width, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never move
        <Skeleton key={place} className={cn("h-8", width)} />
      ))}
    </div>
  );
}
