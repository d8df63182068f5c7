"use client";
import { useFormat } from "@/components/ui/shop-format";
import { Slider } from "@/components/ui/slider";

export interface ShareSliderProps {
  readonly label: string;
  /** 0–`most`. */
  readonly value: number;
  readonly most?: number;
  readonly onChange: (value: number) => void;
}

/** A share in percent, to be moved. */
export function ShareSlider({ label, value, most = 1, onChange }: ShareSliderProps) {
  const format = useFormat();
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1 text-sm">
      <span className="truncate text-ink-soft">{label}</span>
      <span className="tabular-nums">{format.percent(value, { decimals: 0 })}</span>
      <Slider
        className="col-span-2"
        aria-label={label}
        valueText={format.percent(value, { decimals: 0 })}
        min={0}
        max={most}
        step={0.01}
        value={value}
        onValueChange={onChange}
      />
    </div>
  );
}
