"use client";
import LogOut from "lucide-react/icons/log-out";
import Monitor from "lucide-react/icons/monitor";
import Moon from "lucide-react/icons/moon";
import Sun from "lucide-react/icons/sun";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useTransition } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/class-names";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import type { AppFrameProps } from "./shell-types";
import { useChangeLocale } from "./use-change-locale";

export const THEMES = [
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
  { value: "system", icon: Monitor },
] as const;

export interface UserMenuProps extends Pick<AppFrameProps, "person" | "setLocale" | "signOut"> {
  readonly wide: boolean | undefined;
}

/** Who is signed in, how things look and in which language, and the way out. */
export function UserMenu({ person, setLocale, signOut, wide }: UserMenuProps) {
  const t = useTranslations("shell");
  const roles = useTranslations("common.role");
  const { theme, setTheme } = useTheme();
  const { locale, changeLocale } = useChangeLocale(setLocale);
  const [leaving, startLeaving] = useTransition();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={t("account", { name: person.name })}
        className={cn(
          "flex shrink-0 items-center gap-2.5 rounded-md p-1 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover",
          wide ? null : "md:justify-center lg:justify-start",
        )}
      >
        <Avatar name={person.name} className="size-7" />
        <span className={cn("min-w-0 flex-1 flex-col", wide ? "flex" : "hidden lg:flex")}>
          <span className="truncate font-medium text-sm leading-4">{person.name}</span>
          <span className="truncate text-ink-faint text-xs leading-4">{roles(person.role)}</span>
        </span>
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="start" className="w-56">
        <div className="flex flex-col px-2 py-1.5">
          <span className="truncate font-medium">{person.name}</span>
          <span className="truncate text-ink-faint text-xs">{person.email}</span>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("theme.label")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme ?? "system"} onValueChange={setTheme}>
          {THEMES.map(({ value, icon: Icon }) => (
            <DropdownMenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
              <Icon aria-hidden="true" />
              {t(`theme.${value}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("language")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={locale} onValueChange={changeLocale}>
          {LOCALES.map((value) => (
            <DropdownMenuRadioItem key={value} value={value} lang={value}>
              {LOCALE_NAMES[value]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem
          disabled={leaving}
          onSelect={() =>
            startLeaving(async () => {
              await signOut();
            })
          }
        >
          <LogOut aria-hidden="true" />
          {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
