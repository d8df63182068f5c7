"use client";
import Heart from "lucide-react/icons/heart";
import Mail from "lucide-react/icons/mail";
import MessageCircle from "lucide-react/icons/message-circle";
import MousePointerClick from "lucide-react/icons/mouse-pointer-click";
import ShoppingBag from "lucide-react/icons/shopping-bag";
import Star from "lucide-react/icons/star";
import Undo2 from "lucide-react/icons/undo-2";
import { useTranslations } from "next-intl";
import type { ComponentType, ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import { shopWord } from "@/components/words/shop-word";
import type { TimelineEntry } from "@/lib/contracts/timeline";
import type { TimelineKind } from "@/lib/domain/timeline";
import { ConversationMessages } from "./conversation-messages";
import { useTimelineWords } from "./use-timeline-words";

const ICONS: Record<TimelineKind, ComponentType<{ className?: string }>> = {
  order: ShoppingBag,
  return: Undo2,
  session: MousePointerClick,
  email: Mail,
  conversation: MessageCircle,
  rating: Star,
  social: Heart,
};

/** One thing that happened: what in a sentence, what became of it, its particulars below, and when. */
export function TimelineItem({ entry }: { entry: TimelineEntry }) {
  const format = useFormat();
  const words = useTimelineWords();
  const Icon = ICONS[entry.kind];
  const weighty = entry.kind === "order" || entry.kind === "return";
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)_auto] gap-x-2.5 py-1.5 text-sm">
      <span
        aria-hidden="true"
        className={cn(
          "flex size-6 items-center justify-center rounded-full",
          weighty ? "bg-accent-soft text-accent-text" : "bg-sunken text-ink-faint",
        )}
      >
        <Icon className="size-3.5" />
      </span>
      <div className="flex min-w-0 flex-col gap-0.5 pt-0.5">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <p className={cn("min-w-0 break-words", weighty ? "font-medium" : null)}>{words.sentence(entry)}</p>
          <Marks entry={entry} />
        </div>
        <Particulars entry={entry} />
      </div>
      <time dateTime={entry.at} className="whitespace-nowrap pt-1 text-ink-faint text-xs tabular-nums">
        {format.time(entry.at)}
      </time>
    </li>
  );
}

/** What became of it, in a word or two. */
function Marks({ entry }: { entry: TimelineEntry }): ReactNode {
  const t = useTranslations("timeline");
  const customers = useTranslations("customers");
  switch (entry.kind) {
    case "order":
      return (
        <>
          {entry.status === "delivered" ? null : (
            <Badge tone={entry.status === "cancelled" ? "loss" : "outline"}>
              {customers(`orderStatus.${entry.status}`)}
            </Badge>
          )}
          {entry.discountCode ? <Badge>{t("code", { code: entry.discountCode })}</Badge> : null}
        </>
      );
    case "email":
      return (
        <>
          {entry.bounced ? <Badge tone="loss">{t("bounced")}</Badge> : null}
          {entry.clicked ? <Badge tone="accent">{t("clicked")}</Badge> : null}
          {!entry.clicked && entry.opened ? <Badge>{t("opened")}</Badge> : null}
          {entry.opened || entry.clicked || entry.bounced ? null : (
            <Badge tone="outline">{t("notOpened")}</Badge>
          )}
          {entry.unsubscribed ? <Badge tone="loss">{t("unsubscribed")}</Badge> : null}
        </>
      );
    case "conversation":
      return (
        <>
          <Badge tone={entry.resolved ? "outline" : "loss"}>
            {t(entry.resolved ? "resolved" : "unresolved")}
          </Badge>
          {entry.satisfaction === null ? null : (
            <Badge tone="outline">{t("satisfaction", { value: entry.satisfaction })}</Badge>
          )}
        </>
      );
    default:
      return null;
  }
}

function Particulars({ entry }: { entry: TimelineEntry }): ReactNode {
  const t = useTranslations("timeline");
  const words = useTimelineWords();
  switch (entry.kind) {
    case "order":
      return (
        <Quiet>
          {words.list(
            entry.lines.map(({ product, quantity }) =>
              quantity === 1 ? words.product(product) : `${quantity} × ${words.product(product)}`,
            ),
          )}
        </Quiet>
      );
    case "session":
      return (
        <>
          {entry.searches.length > 0 ? (
            <Quiet>
              {t("searched", { words: words.list(entry.searches.map((search) => `“${search}”`)) })}
            </Quiet>
          ) : null}
          {entry.products.length > 0 ? (
            <Quiet>{t("lookedAt", { products: words.list(entry.products.map(words.product)) })}</Quiet>
          ) : null}
        </>
      );
    case "conversation":
      return <ConversationMessages entry={entry} />;
    case "rating":
      return entry.review ? <Quote>{entry.review}</Quote> : null;
    case "social":
      return entry.text ? <Quote>{entry.text}</Quote> : null;
    case "return":
      return <Quiet>{shopWord(t, `reasons.${entry.reason}`, entry.reason)}</Quiet>;
    case "email":
      return null;
  }
}

function Quiet({ children }: { children: ReactNode }) {
  return <p className="text-ink-soft text-xs leading-5">{children}</p>;
}

function Quote({ children }: { children: ReactNode }) {
  return <blockquote className="border-l-2 pl-2.5 text-ink-soft text-xs leading-5">{children}</blockquote>;
}
