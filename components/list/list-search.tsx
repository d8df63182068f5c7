"use client";
import Search from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";

/** How long typing must rest before the list is asked. */
export const SEARCH_REST_MS = 250;

export interface ListSearchProps {
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly placeholder?: string | undefined;
  /** Arrow down: into the rows. */
  readonly onLeaveDown: () => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

export function ListSearch({ value, onSearch, placeholder, onLeaveDown, inputRef }: ListSearchProps) {
  const t = useTranslations("list");
  const [draft, setDraft] = useState(value);
  // What the address held last, and what was asked of it since, which may arrive late or never.
  const sent = useRef([value]);

  // Typed while the page's script was still on its way.
  useLayoutEffect(() => setDraft((typed) => inputRef.current?.value || typed), [inputRef]);

  // The address may change without us (back, "clear"): follow it, but never overwrite what is being typed.
  useEffect(() => {
    const place = sent.current.indexOf(value);
    if (place < 0) setDraft(value);
    sent.current = place < 0 ? [value] : sent.current.slice(place);
  }, [value]);

  useEffect(() => {
    if (draft.trim() === sent.current.at(-1)) return;
    const timer = setTimeout(() => {
      sent.current.push(draft.trim());
      onSearch(draft);
    }, SEARCH_REST_MS);
    return () => clearTimeout(timer);
  }, [draft, onSearch]);

  return (
    <div className="relative min-w-0 flex-1 sm:max-w-72">
      <Input
        ref={inputRef}
        type="text"
        role="searchbox"
        aria-label={placeholder ?? t("search")}
        placeholder={placeholder ?? t("search")}
        autoComplete="off"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") {
            event.preventDefault();
            onLeaveDown();
          } else if (event.key === "Escape") {
            if (draft) setDraft("");
            else event.currentTarget.blur();
          }
        }}
        prefix={<Search aria-hidden="true" />}
        suffix={
          draft ? (
            <button
              type="button"
              aria-label={t("clearFilters")}
              onClick={() => setDraft("")}
              className="rounded-sm p-1 hover:text-ink"
            >
              <X aria-hidden="true" />
            </button>
          ) : (
            <span aria-hidden="true" className="hidden sm:block">
              <Kbd>/</Kbd>
            </span>
          )
        }
      />
    </div>
  );
}
