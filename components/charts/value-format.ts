"use client";
import { useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";

/** How a measure is written; plain data, so that a page on the server can say it. */
export type ValueFormat =
  | { readonly kind: "number"; readonly decimals?: number; readonly unit?: string }
  /** Values are minor units. */
  | { readonly kind: "money"; readonly currency?: string }
  /** Values are fractions. */
  | { readonly kind: "percent"; readonly decimals?: number };

export interface ValueWords {
  /** The whole value, for tooltips, tables and summaries. */
  readonly exact: (value: number | null | undefined) => string;
  /** Short, for axes; all ticks of an axis are told its largest value, so that they are written alike. */
  readonly axis: (value: number, largest: number) => string;
}

export function useValueFormat(how: ValueFormat): ValueWords {
  const format = useFormat();
  return useMemo(() => {
    if (how.kind === "money") {
      const currency = how.currency ? { currency: how.currency } : {};
      return {
        exact: (value) => format.money(value, currency),
        axis: (value) => format.money(value, { compact: true, ...currency }),
      };
    }
    if (how.kind === "percent") {
      const decimals = how.decimals === undefined ? {} : { decimals: how.decimals };
      return { exact: (value) => format.percent(value, decimals), axis: (value) => format.percent(value) };
    }
    const decimals = how.decimals === undefined ? {} : { decimals: how.decimals, fixed: true };
    return {
      exact: (value) =>
        how.unit && value !== null && value !== undefined
          ? `${format.number(value, decimals)} ${how.unit}`
          : format.number(value, decimals),
      axis: (value, largest) => format.number(value, Math.abs(largest) >= 10_000 ? { compact: true } : {}),
    };
  }, [format, how]);
}
