"use client";
import { Pencil, Table2, Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import type { WordedSegment } from "@/components/words/segment-words";

export interface SegmentCardProps {
  readonly segment: WordedSegment;
  readonly colour: string;
  readonly customersHref: string;
  readonly selected: boolean;
  readonly dimmed: boolean;
  readonly onSelect: () => void;
  readonly onCompare: () => void;
  /** Absent where the reader may not rename. */
  readonly onRename?: (() => void) | undefined;
}

/** Who these customers are, in a name and two sentences, and what to do from here. */
export function SegmentCard(props: SegmentCardProps) {
  const { segment, colour, customersHref, selected, dimmed, onSelect, onCompare, onRename } = props;
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
