"use client";
import Menu from "lucide-react/icons/menu";
import Search from "lucide-react/icons/search";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useLayoutEffect, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogSurface, DialogTrigger } from "@/components/ui/dialog";
import { ShopFormatProvider } from "@/components/ui/shop-format";
import { useKeyedState } from "@/components/ui/use-keyed-state";
import { availableSections, currentPlace } from "./navigation";
import { SectionTabs } from "./section-tabs";
import type { AppFrameProps } from "./shell-types";
import { Sidebar } from "./sidebar";
import { SoukMark } from "./souk-mark";
import { useShopClock } from "./use-shop-clock";

const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette), {
  ssr: false,
});

/** The frame of every page inside a shop: sidebar, command menu, and the one place for content. */
export function AppFrame({ children, ...given }: AppFrameProps & { readonly children: ReactNode }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const now = useShopClock(given.shop);
  const props = { ...given, shop: { ...given.shop, now } };
  const { shop, available } = props;
  const sections = useMemo(() => availableSections(shop.slug, available), [shop.slug, available]);
  const place = currentPlace(sections, shop.slug, pathname);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [paletteWanted, setPaletteWanted] = useState(false);
  // A page that has been reached closes the drawer that led there.
  const [drawerOpen, setDrawerOpen] = useKeyedState(pathname, false);

  const openPalette = () => {
    setPaletteWanted(true);
    setPaletteOpen(true);
  };
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey) return;
      event.preventDefault();
      setPaletteWanted(true);
      setPaletteOpen((open) => !open);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  const sidebar = {
    ...props,
    sections,
    place,
    openPalette: () => {
      setDrawerOpen(false);
      openPalette();
    },
  };
  return (
    <ShopFormatProvider timeZone={shop.timeZone} currency={shop.currency} now={shop.now}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-on-accent text-sm focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <div className="min-h-dvh md:grid md:grid-cols-[3.5rem_minmax(0,1fr)] lg:grid-cols-[15rem_minmax(0,1fr)]">
        <aside className="sticky top-0 hidden h-dvh border-r bg-canvas md:block">
          <Sidebar {...sidebar} />
        </aside>

        <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-canvas px-3 md:hidden">
          <Dialog open={drawerOpen} onOpenChange={setDrawerOpen}>
            <DialogTrigger asChild>
              <Button variant="ghost" size="icon" aria-label={t("openMenu")}>
                <Menu aria-hidden="true" />
              </Button>
            </DialogTrigger>
            <DialogSurface
              title={t("menu")}
              titleHidden
              className="inset-y-0 left-0 h-dvh max-h-dvh w-72 max-w-[85vw] animate-drawer-in border-y-0 border-l-0 bg-canvas"
            >
              <Sidebar {...sidebar} wide />
            </DialogSurface>
          </Dialog>
          <SoukMark className="size-6" />
          <span className="min-w-0 flex-1 truncate font-medium text-sm">{shop.name}</span>
          <Button variant="ghost" size="icon" aria-label={t("search")} onClick={openPalette}>
            <Search aria-hidden="true" />
          </Button>
        </header>

        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          <div className="mx-auto w-full max-w-[1440px] px-4 pt-5 pb-16 sm:px-6 sm:pt-7">
            <SectionTabs place={place} />
            {children}
          </div>
        </main>
      </div>
      {paletteWanted ? (
        <CommandPalette {...props} sections={sections} open={paletteOpen} onOpenChange={setPaletteOpen} />
      ) : null}
    </ShopFormatProvider>
  );
}
