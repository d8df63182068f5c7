"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { TAB_BAR, tabLink } from "@/components/ui/tab-link";
import type { currentPlace } from "./navigation";

/** The pages of a section where the sidebar has no room for them (icons only, drawer). */
export function SectionTabs({ place }: { place: ReturnType<typeof currentPlace> }) {
  const t = useTranslations("shell");
  if (!place.section || place.section.pages.length < 2) return null;
  return (
    <nav
      aria-label={t("sectionNavigation", { section: t(`nav.${place.section.key}`) })}
      className={`${TAB_BAR} mb-5 lg:hidden`}
    >
      {place.section.pages.map((page) => (
        <Link
          key={page.key}
          href={page.href}
          aria-current={page.key === place.page?.key ? "page" : undefined}
          className={tabLink(page.key === place.page?.key)}
        >
          {t(`nav.${page.key}`)}
        </Link>
      ))}
    </nav>
  );
}
