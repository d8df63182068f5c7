import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SoukMark } from "./souk-mark";

export interface SignInLayoutProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Below the form: demo accounts, language. */
  readonly footer?: ReactNode;
  /** The form. */
  readonly children: ReactNode;
}

/** The door: the form on one side, on the other what the house is for. */
export function SignInLayout({ title, description, footer, children }: SignInLayoutProps) {
  const t = useTranslations("shell.signIn");
  const app = useTranslations("common");
  return (
    <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <main className="flex flex-col px-6 py-8 sm:px-12">
        <div className="flex items-center gap-2.5">
          <SoukMark className="size-8" />
          <span className="font-semibold text-lg tracking-tight">{app("appName")}</span>
        </div>
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-6 py-12">
          <div className="flex flex-col gap-1.5">
            <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
            {description ? <p className="text-ink-soft">{description}</p> : null}
          </div>
          {children}
          {footer}
        </div>
      </main>
      <aside className="relative hidden overflow-hidden border-l bg-accent-soft lg:block">
        <StarLattice />
        <div className="relative flex h-full flex-col justify-end gap-4 p-14">
          <p className="max-w-md font-semibold text-[2rem] text-ink leading-10 tracking-tight">
            {t("claim")}
          </p>
          <p className="max-w-md text-ink-soft text-lg">{t("body")}</p>
          <p className="text-accent-text text-sm">{t("loop")}</p>
        </div>
      </aside>
    </div>
  );
}

/** Eight-pointed stars and crosses, the tiling of a market's walls, fading towards the words. */
function StarLattice() {
  return (
    <svg aria-hidden="true" className="absolute inset-0 size-full text-accent">
      <defs>
        <pattern id="stars" width="96" height="96" patternUnits="userSpaceOnUse">
          <g fill="none" stroke="currentColor" strokeWidth="1">
            <path d="M48 8 59.7 19.7H76.3V36.3L88 48 76.3 59.7V76.3H59.7L48 88 36.3 76.3H19.7V59.7L8 48 19.7 36.3V19.7H36.3Z" />
            <path d="M48 24 55 31H65V41L72 48 65 55V65H55L48 72 41 65H31V55L24 48 31 41V31H41Z" />
            <path d="M0 48H8M88 48H96M48 0V8M48 88V96M0 0 19.7 19.7M96 0 76.3 19.7M0 96 19.7 76.3M96 96 76.3 76.3" />
          </g>
        </pattern>
        <linearGradient id="fade" x1="1" y1="0" x2="0.35" y2="1">
          <stop offset="0" stopColor="white" stopOpacity="0.34" />
          <stop offset="0.55" stopColor="white" stopOpacity="0.1" />
          <stop offset="0.8" stopColor="white" stopOpacity="0" />
        </linearGradient>
        <mask id="towards-words">
          <rect width="100%" height="100%" fill="url(#fade)" />
        </mask>
      </defs>
      <rect width="100%" height="100%" fill="url(#stars)" mask="url(#towards-words)" />
    </svg>
  );
}
