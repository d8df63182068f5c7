import type { ReactNode } from "react";
import type { SortDirection } from "@/lib/contracts/page";

export interface ListColumn<Row> {
  readonly key: string;
  readonly header: string;
  /** Small after the header, so that cells hold bare numbers: "EUR", "days". */
  readonly unit?: string;
  /** Numbers and dates stand at the end. */
  readonly align?: "start" | "end";
  readonly cell: (row: Row) => ReactNode;
  /** The name by which the server sorts; without it the column cannot be sorted. */
  readonly sortKey?: string;
  /** The direction of the first press: "desc" where the largest is of interest. */
  readonly firstDirection?: SortDirection;
  /** CSS width; the first column takes what is left. */
  readonly width?: string;
  /** Not shown until chosen. */
  readonly hiddenAtFirst?: boolean;
  /** On a phone: left out of the card. */
  readonly phone?: "show" | "hide";
}

export interface FilterOption {
  readonly value: string;
  readonly label: string;
}
interface FilterBase {
  /** Also the name in the address, except for ranges. */
  readonly key: string;
  readonly label: string;
}
/** One of (or, with `multiple`, any of) a few values; several are joined by commas in the address. */
export interface ChoiceFilter extends FilterBase {
  readonly kind: "choice";
  readonly options: readonly FilterOption[];
  readonly multiple?: boolean;
}
/** A number from, up to, or between; each end has its own name in the address. */
export interface RangeFilter extends FilterBase {
  readonly kind: "range";
  readonly fromKey: string;
  readonly toKey: string;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
}
export type ListFilter = ChoiceFilter | RangeFilter;

/** The part of a list that its address speaks of; the server reads it too. */
export interface ListShape {
  readonly filters: readonly ListFilter[];
  readonly defaultSort: { readonly key: string; readonly direction: SortDirection };
}

/**
 * What the list asks its source for: `q`, `sort`, `direction` and the filters in force, as text. Values at
 * their defaults are left out, so equal views have equal query keys.
 */
export type ListQuery = Readonly<Record<string, string>>;

/** What bulk actions act on. */
export type ListSelection =
  | { readonly kind: "some"; readonly ids: readonly string[] }
  | { readonly kind: "all"; readonly query: ListQuery; readonly total: number };

export interface BulkAction {
  readonly key: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  /** Show what will happen first (ConfirmDialog); resolve with true to clear the selection. */
  readonly run: (selection: ListSelection) => boolean | undefined | Promise<boolean | undefined>;
}
