import Lock from "lucide-react/icons/lock";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EmptyState } from "./empty-state";

export interface DeniedStateProps {
  /** The reader's role, in words. */
  readonly role: string;
  /** What is needed, in words: "approve prices". */
  readonly permission: string;
  readonly action?: ReactNode;
}

/** A page the reader's role may not see, and who can change that. */
export function DeniedState({ role, permission, action }: DeniedStateProps) {
  const t = useTranslations("ui");
  return (
    <EmptyState
      icon={<Lock aria-hidden="true" />}
      title={t("deniedTitle")}
      description={`${t("deniedBody", { role, permission })} ${t("deniedAsk")}`}
      action={action}
    />
  );
}
