"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import { Choice } from "./customer-picker";
import { useTraceWords } from "./use-trace-words";

export interface ProductPickerProps {
  readonly preview: RecommendationPreview;
  readonly chosen: readonly string[];
  readonly most: number;
  readonly onChange: (productIds: readonly string[]) => void;
}

const OFFERED = 8;

/** Some products by name: what lies in the cart, what was just seen, the page that is open. */
export function ProductPicker({ preview, chosen, most, onChange }: ProductPickerProps) {
  const t = useTranslations("recommendations");
  const { productName } = useTraceWords(preview);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const offered = Object.keys(preview.products)
    .filter((id) => !chosen.includes(id) && productName(id).toLowerCase().includes(wanted))
    .sort((a, b) => productName(a).localeCompare(productName(b)))
    .slice(0, OFFERED);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button className="w-full justify-start truncate">
          {chosen.length === 0
            ? t("nothing")
            : chosen.length === 1
              ? productName(chosen[0]!)
              : t("products", { count: chosen.length })}
        </Button>
      </PopoverTrigger>
      <PopoverContent className="flex flex-col gap-1 p-2">
        <Input
          aria-label={t("findProduct")}
          placeholder={t("findProduct")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {chosen.map((id) => (
          <Choice
            key={id}
            label={t("takeOut", { product: productName(id) })}
            onPress={() => onChange(chosen.filter((other) => other !== id))}
          />
        ))}
        {offered.map((id) => (
          <Choice
            key={id}
            label={productName(id)}
            onPress={() => onChange(most === 1 ? [id] : [id, ...chosen].slice(0, most))}
          />
        ))}
      </PopoverContent>
    </Popover>
  );
}
