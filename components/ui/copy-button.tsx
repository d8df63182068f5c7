"use client";
import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button";

export interface CopyButtonProps {
  readonly value: string;
  /** Visible words; without them an icon named "Copy …". */
  readonly label?: string;
}

export function CopyButton({ value, label }: CopyButtonProps) {
  const t = useTranslations("ui");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  const icon = copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />;
  return (
    <>
      <Button
        variant={label ? "secondary" : "ghost"}
        size={label ? "md" : "iconSm"}
        aria-label={label ? undefined : t("copyValue", { value })}
        onClick={copy}
      >
        {icon}
        {label ? (copied ? t("copied") : label) : null}
      </Button>
      <span className="sr-only" aria-live="polite">
        {copied ? t("copied") : ""}
      </span>
    </>
  );
}
