"use client";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";
import { shopWord } from "@/components/words/shop-word";
import type { SessionEntry, TimelineEntry, TimelineProduct } from "@/lib/contracts/timeline";

const MINUTE_MS = 60_000;

/** What happened in one sentence of the reader's language; words of the shop that we have none for stay its own. */
export function useTimelineWords() {
  const t = useTranslations("timeline");
  const locale = useLocale();
  const format = useFormat();
  return useMemo(() => {
    const language = locale.slice(0, 2);
    const product = (of: TimelineProduct) => of.translations[language] ?? (of.name || t("someProduct"));
    const named = (of: TimelineProduct | null) => (of ? product(of) : t("someProduct"));
    const known = (group: "tags" | "channels" | "devices", word: string): string =>
      shopWord(t, `${group}.${word}`, word);

    function visit(entry: SessionEntry): string {
      const minutes = Math.round((Date.parse(entry.lastAt) - Date.parse(entry.at)) / MINUTE_MS);
      const parts = [
        entry.views > 0 ? t("views", { count: entry.views }) : null,
        entry.carted > 0 ? t("carted", { count: entry.carted }) : null,
        entry.bought ? t("bought") : null,
        minutes > 0 ? t("minutes", { count: minutes }) : null,
      ].filter((part) => part !== null);
      const where = [
        known("channels", entry.channel),
        entry.device ? known("devices", entry.device) : null,
      ].filter((part) => part !== null);
      return t("sentences.session", {
        where: where.join(t("and")),
        what: parts.length > 0 ? parts.join(t("and")) : t("onlyLooked"),
      });
    }

    function sentence(entry: TimelineEntry): string {
      switch (entry.kind) {
        case "order":
          return t("sentences.order", {
            reference: entry.reference,
            total: format.money(entry.totalMinor, { currency: entry.currency }),
          });
        case "return":
          return t("sentences.return", {
            quantity: entry.quantity,
            product: named(entry.product),
            amount: format.money(entry.amountMinor),
          });
        case "session":
          return visit(entry);
        case "email": {
          const words = entry.translations[language];
          return t("sentences.email", { subject: words?.subject ?? words?.name ?? entry.name });
        }
        case "conversation":
          return entry.tag
            ? t("sentences.conversation", {
                channel: known("channels", entry.channel),
                topic: known("tags", entry.tag),
              })
            : t("sentences.conversationUnlabelled", { channel: known("channels", entry.channel) });
        case "rating":
          return t("sentences.rating", { product: named(entry.product), value: format.number(entry.value) });
        case "social":
          return entry.product
            ? shopWord(t, `social.${entry.type}`, entry.type, { product: product(entry.product) })
            : shopWord(t, `social.${entry.type}_shop`, entry.type);
      }
    }
    return { sentence, product, list: format.list };
  }, [t, locale, format]);
}
