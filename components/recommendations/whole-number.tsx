"use client";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface WholeNumberProps {
  readonly label: string;
  readonly hint?: string;
  /** Null where the field may be empty: no limit. */
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly placeholder?: string;
  readonly onChange: (value: number | null) => void;
}

/** A whole number in a range; what is typed outside of it changes nothing, and an empty field means none. */
export function WholeNumber({ label, hint, value, least, most, placeholder, onChange }: WholeNumberProps) {
  const [text, setText] = useState(value === null ? "" : String(value));
  const [given, setGiven] = useState(value);
  if (value !== given) {
    setGiven(value);
    setText(value === null ? "" : String(value));
  }
  return (
    <Field label={label} hint={hint}>
      <Input
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        step={1}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const typed = event.target.value === "" ? null : Number(event.target.value);
          const allowed = typed === null ? placeholder !== undefined : typed >= least && typed <= most;
          if (!allowed || (typed !== null && !Number.isInteger(typed))) return;
          setGiven(typed);
          onChange(typed);
        }}
      />
    </Field>
  );
}
