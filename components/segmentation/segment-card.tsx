"use client";
import { Pencil, Table2, Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import type { WordedSegment } from "@/components/words/segment-words";
import type { SegmentValue } from "@/lib/contracts/segments";

export interface SegmentCardProps {
  readonly segment: WordedSegment;
  readonly value: SegmentValue | undefined;
  readonly colour: string;
  readonly customersHref: string;
  readonly selected: boolean;
  readonly dimmed: boolean;
  readonly onSelect: () => void;
  readonly onCompare: () => void;
  /** Absent where the reader may not rename. */
  readonly onRename?: (() => void) | undefined;
}

/** Who these customers are, in a name and two sentences, what they bring, and what to do from here. */
export function SegmentCard(props: SegmentCardProps) {
  const { segment, value, colour, customersHref, selected, dimmed, onSelect, onCompare, onRename } = props;
  const t = useTranslations("segmentation");
  return (
    <article
      className={cn(
        "flex flex-col gap-3 rounded-md border bg-surface p-4 transition-opacity",
        selected && "ring-2 ring-focus",
        dimmed && "opacity-55",
      )}
    >
      <header className="flex items-start justify-between gap-2">
        <h3 className="min-w-0">
          <button
            type="button"
            aria-pressed={selected}
            onClick={onSelect}
            className="flex items-center gap-2 rounded-sm text-left font-semibold text-base"
          >
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 rounded-full"
              style={{ background: colour }}
            />
            {segment.name}
          </button>
        </h3>
        {onRename ? (
          <Button
            variant="ghost"
            size="iconSm"
            aria-label={`${t("rename")}: ${segment.name}`}
            onClick={onRename}
          >
            <Pencil aria-hidden="true" />
          </Button>
        ) : null}
      </header>
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-sunken">
        <div
          className="h-full rounded-full"
          style={{ width: `${segment.share * 100}%`, background: colour }}
        />
      </div>
      <p className="flex-1 text-ink-soft text-sm">
        <strong className="font-medium text-ink">{segment.sentences[0]}</strong> {segment.sentences[1]}
      </p>
      {value ? <SegmentWorth segment={segment} value={value} customersHref={customersHref} /> : null}
      <footer className="flex flex-wrap gap-2">
        <Button asChild size="sm">
          <Link
            href={customersHref}
            aria-label={`${t("seeCustomers", { count: segment.size })}: ${segment.name}`}
          >
            <Users aria-hidden="true" />
            {t("seeCustomers", { count: segment.size })}
          </Link>
        </Button>
        <Button size="sm" variant="ghost" aria-label={`${t("details")}: ${segment.name}`} onClick={onCompare}>
          <Table2 aria-hidden="true" />
          {t("details")}
        </Button>
      </footer>
    </article>
  );
}

interface SegmentWorthProps extends Pick<SegmentCardProps, "segment" | "customersHref"> {
  readonly value: SegmentValue;
}

/** What the segment brings, and who of it should have come back by now. */
function SegmentWorth({ segment, value, customersHref }: SegmentWorthProps) {
  const t = useTranslations("segmentation");
  const format = useFormat();
  return (
    <dl className="grid grid-cols-3 gap-3 border-t pt-3 text-sm tabular-nums">
      <Worth name={t("revenueShare")}>{format.percent(value.revenueShare, { decimals: 0 })}</Worth>
      <Worth name={t("revenueEach")}>
        {format.money(Math.round(value.revenueMinor / segment.size), { decimals: 0 })}
      </Worth>
      <Worth name={t("overdue")}>
        {value.overdue > 0 ? (
          <Link
            href={`${customersHref}&overdueFrom=1&sort=revenueMinor&direction=desc`}
            aria-label={t("overdueOf", { count: value.overdue, name: segment.name })}
            className="text-accent-text underline-offset-4 hover:underline"
          >
            {format.number(value.overdue)}
          </Link>
        ) : (
          format.number(0)
        )}
      </Worth>
    </dl>
  );
}

function Worth({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="truncate text-ink-faint text-xs" title={name}>
        {name}
      </dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
