"use client";
import ChevronRight from "lucide-react/icons/chevron-right";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import type { ConversationEntry } from "@/lib/contracts/timeline";

/** A conversation as it was held, in its own language; its first line stands until it is opened. */
export function ConversationMessages({ entry }: { entry: ConversationEntry }) {
  const t = useTranslations("timeline");
  const format = useFormat();
  const [first] = entry.messages;
  return (
    <details className="group min-w-0">
      <summary className="flex cursor-pointer list-none items-start gap-1 text-ink-soft text-xs leading-5 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="mt-1 size-3 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
        />
        <span lang={entry.language} className="min-w-0 truncate group-open:hidden">
          {first?.text}
        </span>
        <span className="hidden group-open:inline">{t("messages", { count: entry.messages.length })}</span>
      </summary>
      <ol className="mt-2 flex flex-col gap-2">
        {entry.messages.map((message) => (
          <li
            key={message.id}
            className={cn(
              "flex max-w-[85%] flex-col gap-0.5",
              message.author === "customer" ? null : "self-end",
            )}
          >
            <span className="text-[11px] text-ink-faint">
              {t(`authors.${message.author}`)} · {format.dateTime(message.sentAt)}
            </span>
            <span
              lang={entry.language}
              className={cn(
                "rounded-md px-3 py-2 text-sm",
                message.author === "customer" ? "bg-sunken" : "bg-accent-soft",
              )}
            >
              {message.text}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
