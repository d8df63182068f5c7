"use client";
import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Input, type InputProps } from "./input";

/** A password that its owner may look at while typing. */
export function PasswordInput(props: Omit<InputProps, "type" | "suffix">) {
  const t = useTranslations("ui");
  const [shown, setShown] = useState(false);
  return (
    <Input
      {...props}
      type={shown ? "text" : "password"}
      suffix={
        <button
          type="button"
          aria-pressed={shown}
          aria-label={shown ? t("hidePassword") : t("showPassword")}
          onClick={() => setShown(!shown)}
          className="rounded-sm p-1 text-ink-faint hover:text-ink"
        >
          {shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </button>
      }
    />
  );
}
