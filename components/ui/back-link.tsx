import ArrowLeft from "lucide-react/icons/arrow-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** The way back to where this came from. */
export function BackLink({ href, place }: { href: string; place: string }) {
  const t = useTranslations("ui");
  return (
    <Link
      href={href}
      className="inline-flex w-fit items-center gap-1 rounded-sm text-ink-soft text-xs transition-colors hover:text-ink"
    >
      <ArrowLeft aria-hidden="true" className="size-3.5" />
      {t("back", { place })}
    </Link>
  );
}

export interface Crumb {
  readonly label: string;
  /** The last one has none: it is here. */
  readonly href?: string;
}

export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("breadcrumb")}>
      <ol className="flex flex-wrap items-center gap-1 text-ink-soft text-xs">
        {crumbs.map((crumb, index) => (
          <li key={crumb.label} className="flex items-center gap-1">
            {index > 0 ? <ChevronRight aria-hidden="true" className="size-3 text-ink-faint" /> : null}
            {crumb.href ? (
              <Link href={crumb.href} className="rounded-sm hover:text-ink">
                {crumb.label}
              </Link>
            ) : (
              <span aria-current="page" className="text-ink">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
