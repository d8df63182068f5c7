"use client";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useId } from "react";
import { cn } from "./class-names";

interface FieldState {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
}
const FieldContext = createContext<FieldState | null>(null);

/** The attributes that tie a control to the label, hint and error of the `Field` around it. */
export function useFieldControl(props: { id?: string | undefined }) {
  const field = useContext(FieldContext);
  if (!field) return { id: props.id };
  return {
    id: props.id ?? field.id,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}

export interface FieldProps {
  readonly label: ReactNode;
  /** One quiet sentence below the control. */
  readonly hint?: ReactNode;
  /** What is wrong and how to put it right; takes the hint's place. */
  readonly error?: ReactNode;
  readonly required?: boolean;
  /** Says "optional" beside the label. */
  readonly optional?: boolean;
  /** Label beside the control (checkbox, switch) instead of above it. */
  readonly inline?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A label, one control, and the sentence below it. Input, Select, Checkbox and the rest find it themselves. */
export function Field({
  label,
  hint,
  error,
  required = false,
  optional,
  inline,
  className,
  children,
}: FieldProps) {
  const t = useTranslations("ui");
  const id = useId();
  const note = error ?? hint;
  const noteId = `${id}-note`;
  const state = { id, describedBy: note ? noteId : undefined, invalid: Boolean(error), required };
  const text = (
    <label htmlFor={id} className={cn("font-medium text-ink text-sm", inline && "font-normal")}>
      {label}
      {optional ? <span className="ml-1.5 font-normal text-ink-faint text-xs">{t("optional")}</span> : null}
    </label>
  );
  return (
    <FieldContext value={state}>
      <div
        className={cn(
          inline
            ? "grid w-fit grid-cols-[auto_1fr] items-center gap-x-2.5 gap-y-0.5"
            : "flex flex-col gap-1.5",
          className,
        )}
      >
        {inline ? null : text}
        {children}
        {inline ? text : null}
        {note ? (
          <p
            id={noteId}
            role={error ? "alert" : undefined}
            className={cn("text-xs", error ? "text-loss-text" : "text-ink-faint", inline && "col-start-2")}
          >
            {note}
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}

export function Label({
  className,
  htmlFor,
  children,
}: {
  className?: string;
  htmlFor: string;
  children: ReactNode;
}) {
  return (
    <label htmlFor={htmlFor} className={cn("font-medium text-ink text-sm", className)}>
      {children}
    </label>
  );
}
