import ArrowLeft from "lucide-react/icons/arrow-left";
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
