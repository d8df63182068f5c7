"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { findCustomersOptions } from "@/lib/client/recommendations";

export interface CustomerPickerProps {
  readonly store: string;
  readonly chosen: { readonly id: string; readonly name: string } | null;
  readonly onChoose: (customerId: string | null) => void;
}

/** A customer by name, or somebody new. */
export function CustomerPicker({ store, chosen, onChoose }: CustomerPickerProps) {
  const t = useTranslations("recommendations");
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const { data } = useQuery({ ...findCustomersOptions(store, asked), enabled: open });
  const choose = (id: string | null) => {
    setOpen(false);
    onChoose(id);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button className="w-full justify-start truncate">{chosen?.name ?? t("newVisitor")}</Button>
      </PopoverTrigger>
      <PopoverContent className="flex flex-col gap-1 p-2">
        <Input
          aria-label={t("findCustomer")}
          placeholder={t("findCustomer")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Choice onPress={() => choose(null)} label={t("newVisitor")} />
        {(data?.rows ?? []).map(({ id, name }) => (
          <Choice key={id} onPress={() => choose(id)} label={name} />
        ))}
      </PopoverContent>
    </Popover>
  );
}

export function Choice({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="truncate rounded-sm px-2 py-1.5 text-left text-sm hover:bg-hover"
    >
      {label}
    </button>
  );
}
