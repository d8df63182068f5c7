"use client";
import Search from "lucide-react/icons/search";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import type { currentPlace, NavPage, NavSection } from "./navigation";
import type { AppFrameProps } from "./shell-types";
import { ShopSwitcher } from "./shop-switcher";
import { UserMenu } from "./user-menu";

export interface SidebarProps extends AppFrameProps {
  readonly sections: readonly NavSection[];
  readonly place: ReturnType<typeof currentPlace>;
  readonly openPalette: () => void;
  /** Always with words (the drawer), not only from 1,024 px. */
  readonly wide?: boolean;
}

/** Words beside an icon: seen when there is room, always said. */
export function besideIcon(wide: boolean | undefined): string {
  return wide ? "min-w-0 flex-1 truncate" : "sr-only lg:not-sr-only lg:min-w-0 lg:flex-1 lg:truncate";
}

const ROW =
  "flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-ink-soft text-sm transition-colors hover:bg-hover hover:text-ink";

export function Sidebar(props: SidebarProps) {
  const t = useTranslations("shell");
  const { sections, place, waiting, openPalette, wide } = props;
  return (
    <div className="flex h-full flex-col gap-1 overflow-y-auto p-3 md:px-2.5 lg:p-3">
      <ShopSwitcher shop={props.shop} shops={props.shops} wide={wide} />
      <button
        type="button"
        onClick={openPalette}
        className={cn(
          ROW,
          "my-2 shrink-0 border border-line-strong bg-surface font-normal text-ink-faint",
          wide ? null : "md:justify-center lg:justify-start",
        )}
      >
        <Search aria-hidden="true" className="size-4 shrink-0" />
        <span className={cn(besideIcon(wide), "text-left")}>{t("search")}</span>
        <span aria-hidden="true" className={cn("gap-0.5", wide ? "hidden" : "hidden lg:flex")}>
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <nav aria-label={t("mainNavigation")} className="flex-1">
        <ul className="flex flex-col gap-0.5">
          {sections.map((section) => (
            <li key={section.key}>
              <SectionLink section={section} active={section === place.section} {...props} />
              {section === place.section && section.pages.length > 1 ? (
                <ul
                  className={cn(
                    "mt-0.5 mb-1 ml-[17px] flex-col gap-0.5 border-l pl-3.5",
                    wide ? "flex" : "hidden lg:flex",
                  )}
                >
                  {section.pages.map((page) => (
                    <li key={page.key}>
                      <Link
                        href={page.href}
                        aria-current={page.key === place.page?.key ? "page" : undefined}
                        className={cn(
                          ROW,
                          "h-7 font-normal",
                          page.key === place.page?.key && "bg-hover text-ink",
                        )}
                      >
                        <span className="min-w-0 flex-1 truncate">{t(`nav.${page.key}`)}</span>
                        <Waiting count={waiting?.[page.key] ?? 0} wide />
                      </Link>
                    </li>
                  ))}
                </ul>
              ) : null}
            </li>
          ))}
        </ul>
      </nav>
      <UserMenu person={props.person} setLocale={props.setLocale} signOut={props.signOut} wide={wide} />
    </div>
  );
}

interface SectionLinkProps extends Pick<SidebarProps, "waiting" | "wide" | "place"> {
  readonly section: NavSection;
  readonly active: boolean;
}

function SectionLink({ section, active, waiting, wide, place }: SectionLinkProps) {
  const t = useTranslations("shell");
  const Icon = section.icon;
  const keys: NavPage[] = [section, ...section.pages];
  const count = keys.reduce((sum, { key }) => sum + (waiting?.[key] ?? 0), 0);
  const opened = active && section.pages.length > 1;
  const link = (
    <Link
      href={section.href}
      aria-current={active && !place.page ? "page" : undefined}
      className={cn(
        ROW,
        "relative",
        wide ? null : "md:justify-center lg:justify-start",
        active && "text-ink",
        active && (opened && !wide ? "max-lg:bg-hover" : opened ? null : "bg-hover"),
      )}
    >
      <Icon
        aria-hidden="true"
        className={cn("size-4 shrink-0", active ? "text-accent-text" : "text-ink-faint")}
      />
      <span className={besideIcon(wide)}>{t(`nav.${section.key}`)}</span>
      {opened ? null : <Waiting count={count} wide={wide} />}
    </Link>
  );
  if (wide) return link;
  return (
    <Tooltip content={t(`nav.${section.key}`)} side="right" className="lg:hidden">
      {link}
    </Tooltip>
  );
}

function Waiting({ count, wide }: { count: number; wide: boolean | undefined }) {
  const t = useTranslations("shell");
  if (count === 0) return null;
  return (
    <span
      className={cn(
        "flex items-center justify-center rounded-full bg-wait font-semibold text-on-wait tabular-nums",
        wide
          ? "h-[18px] min-w-[18px] px-1 text-[11px]"
          : "absolute top-1 right-1 size-2 lg:static lg:h-[18px] lg:w-auto lg:min-w-[18px] lg:px-1 lg:text-[11px]",
      )}
    >
      <span aria-hidden="true" className={wide ? undefined : "hidden lg:inline"}>
        {count > 99 ? "99+" : count}
      </span>
      <span className="sr-only">{t("waiting", { count })}</span>
    </span>
  );
}
