"use client";
import Check from "lucide-react/icons/check";
import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useFormat } from "@/components/ui/shop-format";
import type { CurrentShop, ShellShop } from "./shell-types";
import { SoukMark } from "./souk-mark";

export interface ShopSwitcherProps {
  readonly shop: CurrentShop;
  readonly shops: readonly ShellShop[];
  readonly wide: boolean | undefined;
}

/** Which shop this is, which day it is there, and the way to another. */
export function ShopSwitcher({ shop, shops, wide }: ShopSwitcherProps) {
  const t = useTranslations("shell");
  const format = useFormat();
  const day = format.day(shop.now);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={t("shopSwitch", { shop: shop.name })}
        className={cn(
          "flex shrink-0 items-center gap-2.5 rounded-md p-1 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover",
          wide ? "mr-8" : "md:justify-center lg:justify-start",
        )}
      >
        <SoukMark className="size-7 shrink-0" />
        <span className={cn("min-w-0 flex-1 flex-col", wide ? "flex" : "hidden lg:flex")}>
          <span className="truncate font-semibold text-sm leading-4">{shop.name}</span>
          <span className="truncate text-ink-faint text-xs leading-4">{day}</span>
        </span>
        <ChevronsUpDown
          aria-hidden="true"
          className={cn("size-3.5 shrink-0 text-ink-faint", wide ? null : "hidden lg:block")}
        />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        <div className="flex flex-col gap-0.5 px-2 py-1.5">
          <span className="text-xs">{t("today", { day })}</span>
          <span className="text-ink-faint text-xs">
            {shop.simulated ? t("clockSimulated") : `${shop.timeZone} · ${shop.currency}`}
          </span>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("shops")}</DropdownMenuLabel>
        {shops.map((other) => (
          <DropdownMenuItem key={other.slug} asChild>
            <Link href={`/${other.slug}`} aria-current={other.slug === shop.slug ? "true" : undefined}>
              <span className="min-w-0 flex-1 truncate">{other.name}</span>
              {other.slug === shop.slug ? <Check aria-hidden="true" className="text-accent-text!" /> : null}
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
