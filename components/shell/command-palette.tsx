"use client";
import { Command } from "cmdk";
import ArrowRight from "lucide-react/icons/arrow-right";
import Languages from "lucide-react/icons/languages";
import PackageSearch from "lucide-react/icons/package-search";
import Search from "lucide-react/icons/search";
import Store from "lucide-react/icons/store";
import UserSearch from "lucide-react/icons/user-search";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { type ReactNode, useState } from "react";
import { Dialog, DialogSurface } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import type { NavSection } from "./navigation";
import type { AppFrameProps } from "./shell-types";
import { useChangeLocale } from "./use-change-locale";
import { THEMES } from "./user-menu";

export interface CommandPaletteProps extends AppFrameProps {
  readonly sections: readonly NavSection[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Everything one can go to or do, by typing a few letters of it in either language. */
export function CommandPalette(props: CommandPaletteProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const { setTheme } = useTheme();
  const { locale, changeLocale } = useChangeLocale(props.setLocale);
  const [text, setText] = useState("");
  const { sections, commands = [], shops, shop, onOpenChange } = props;

  const close = () => {
    onOpenChange(false);
    setText("");
  };
  const go = (href: string) => {
    close();
    router.push(href);
  };
  const run = (action: () => void) => {
    close();
    action();
  };
  const others = shops.filter(({ slug }) => slug !== shop.slug);
  const customers = sections.find(({ key }) => key === "customers");
  const products = sections.find(({ key }) => key === "products");

  return (
    <Dialog open={props.open} onOpenChange={(open) => (open ? onOpenChange(true) : close())}>
      <DialogSurface
        title={t("palette.label")}
        titleHidden
        className="inset-x-0 top-[12vh] bottom-auto mx-auto w-[calc(100%-2rem)] max-w-xl animate-rise overflow-hidden rounded-md [&>button]:hidden"
      >
        <Command label={t("palette.label")} loop>
          <div className="flex h-12 items-center gap-2.5 border-b px-4">
            <Search aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
            <Command.Input
              data-focus-first
              value={text}
              onValueChange={setText}
              placeholder={t("palette.placeholder")}
              className="h-full w-full bg-transparent text-base outline-none"
            />
          </div>
          <Command.List className="max-h-[min(26rem,60dvh)] scroll-py-2 overflow-y-auto p-2">
            <Command.Empty className="px-3 py-8 text-center text-ink-faint text-sm">
              {t("palette.nothing")}
            </Command.Empty>
            <Group heading={t("palette.go")}>
              {sections.flatMap(({ key, href, icon: Icon, pages }) => {
                const icon = <Icon aria-hidden="true" />;
                const section = t(`nav.${key}`);
                if (pages.length === 0)
                  return (
                    <Item key={key} icon={icon} name={section} onSelect={() => go(href)} words={[key]} />
                  );
                return pages.map((page) => (
                  <Item
                    key={page.key}
                    icon={icon}
                    name={`${section} · ${t(`nav.${page.key}`)}`}
                    words={page.key.split("-")}
                    onSelect={() => go(page.href)}
                  />
                ));
              })}
            </Group>
            {commands.length > 0 ? (
              <Group heading={t("palette.actions")}>
                {commands.map((command) => (
                  <Item
                    key={command.key}
                    icon={<ArrowRight aria-hidden="true" />}
                    name={command.label}
                    words={command.keywords ?? []}
                    onSelect={() => go(command.href)}
                  />
                ))}
              </Group>
            ) : null}
            {others.length > 0 ? (
              <Group heading={t("palette.shops")}>
                {others.map((other) => (
                  <Item
                    key={other.slug}
                    icon={<Store aria-hidden="true" />}
                    name={other.name}
                    words={[other.slug, "shop"]}
                    onSelect={() => go(`/${other.slug}`)}
                  />
                ))}
              </Group>
            ) : null}
            <Group heading={t("palette.theme")}>
              {THEMES.map(({ value, icon: Icon }) => (
                <Item
                  key={value}
                  icon={<Icon aria-hidden="true" />}
                  name={t(`theme.${value}`)}
                  words={["theme", value]}
                  onSelect={() => run(() => setTheme(value))}
                />
              ))}
            </Group>
            <Group heading={t("palette.language")}>
              {LOCALES.filter((value) => value !== locale).map((value) => (
                <Item
                  key={value}
                  icon={<Languages aria-hidden="true" />}
                  name={LOCALE_NAMES[value]}
                  words={["language", "语言", value]}
                  onSelect={() => run(() => changeLocale(value))}
                />
              ))}
            </Group>
            {text.trim().length > 1 ? (
              <Command.Group forceMount>
                {customers ? (
                  <Item
                    forceMount
                    icon={<UserSearch aria-hidden="true" />}
                    name={t("palette.findCustomers", { text: text.trim() })}
                    words={[]}
                    onSelect={() => go(`${customers.href}?q=${encodeURIComponent(text.trim())}`)}
                  />
                ) : null}
                {products ? (
                  <Item
                    forceMount
                    icon={<PackageSearch aria-hidden="true" />}
                    name={t("palette.findProducts", { text: text.trim() })}
                    words={[]}
                    onSelect={() => go(`${products.href}?q=${encodeURIComponent(text.trim())}`)}
                  />
                ) : null}
              </Command.Group>
            ) : null}
          </Command.List>
          <div
            aria-hidden="true"
            className="hidden items-center gap-4 border-t px-4 py-2 text-ink-faint text-xs sm:flex"
          >
            <span className="flex items-center gap-1">
              <Kbd>↑</Kbd>
              <Kbd>↓</Kbd> {t("palette.hintMove")}
            </span>
            <span className="flex items-center gap-1">
              <Kbd>↵</Kbd> {t("palette.hintOpen")}
            </span>
            <span className="flex items-center gap-1">
              <Kbd>Esc</Kbd> {t("palette.hintClose")}
            </span>
          </div>
        </Command>
      </DialogSurface>
    </Dialog>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-ink-faint **:[[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly words: readonly string[];
  readonly onSelect: () => void;
  readonly forceMount?: boolean;
}

function Item({ icon, name, words, onSelect, forceMount }: ItemProps) {
  return (
    <Command.Item
      value={name}
      keywords={[...words]}
      onSelect={onSelect}
      {...(forceMount ? { forceMount } : {})}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-sm px-2 text-sm data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint"
    >
      {icon}
      <span className="truncate">{name}</span>
    </Command.Item>
  );
}
