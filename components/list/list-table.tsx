"use client";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, MouseEvent, RefObject } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import type { SortDirection } from "@/lib/contracts/page";
import type { ListColumn, ListShape } from "./list-definition";
import type { ListSelectionState } from "./use-list-selection";

export interface ListTableProps<Row> {
  readonly label: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly rowHref?: ((row: Row) => string) | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly openId: string | null;
  readonly sort: ListShape["defaultSort"];
  readonly setSort: (key: string, direction: SortDirection) => void;
  readonly selection: ListSelectionState | null;
  /** Rows that stand in until the first ones arrive. */
  readonly skeletonRows: number;
  /** Old rows while new ones are on their way. */
  readonly stale: boolean;
  readonly bodyRef: RefObject<HTMLTableSectionElement | null>;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTableSectionElement>) => void;
  readonly activeRow: number;
  readonly setActiveRow: (row: number) => void;
}

/** A grid of rows; below 640 px the same elements stand as cards. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const t = useTranslations("list");
  const { columns, rows, rowId, selection, skeletonRows } = props;
  const ids = rows.map(rowId);
  const tickedCount = selection ? ids.filter(selection.has).length : 0;
  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows that can be walked and chosen make a grid
      role="grid"
      aria-label={props.label}
      aria-multiselectable={selection ? true : undefined}
      aria-busy={skeletonRows > 0 || props.stale}
      className="w-full border-separate border-spacing-0 text-sm max-sm:block"
    >
      <thead className="max-sm:hidden">
        <tr>
          {selection ? (
            <th scope="col" className={cn(HEADER, "w-10 pr-0 pl-4")}>
              <Checkbox
                aria-label={t("selectShown")}
                checked={tickedCount === 0 ? false : tickedCount === ids.length ? true : "indeterminate"}
                onCheckedChange={(checked) => selection.setMany(ids, checked === true)}
                disabled={ids.length === 0}
              />
            </th>
          ) : null}
          {columns.map((column) => (
            <Header key={column.key} column={column} sort={props.sort} setSort={props.setSort} />
          ))}
        </tr>
      </thead>
      <tbody
        ref={props.bodyRef}
        onKeyDown={props.onKeyDown}
        className={cn("transition-opacity max-sm:flex max-sm:flex-col", props.stale && "opacity-55")}
      >
        {skeletonRows > 0
          ? Array.from({ length: skeletonRows }, (_, row) => `skeleton-${row}`).map((key) => (
              <tr key={key} className="max-sm:block max-sm:border-b max-sm:p-4">
                {selection ? <td className="h-(--row-height) border-b max-sm:hidden" /> : null}
                {columns.map((column, place) => (
                  <td
                    key={column.key}
                    className="h-(--row-height) border-b px-4 max-sm:block max-sm:border-0 max-sm:px-0"
                  >
                    <Skeleton
                      className={cn(
                        "h-3",
                        place === 0 ? "w-40 max-w-full" : "w-16",
                        column.align === "end" && "ml-auto",
                      )}
                    />
                  </td>
                ))}
              </tr>
            ))
          : rows.map((row, place) => <TableRow key={rowId(row)} row={row} place={place} {...props} />)}
      </tbody>
    </table>
  );
}

const HEADER =
  "sticky top-0 z-10 h-9 whitespace-nowrap border-b bg-surface px-4 text-left font-medium text-ink-soft text-xs";

interface HeaderProps<Row> {
  readonly column: ListColumn<Row>;
  readonly sort: ListShape["defaultSort"];
  readonly setSort: (key: string, direction: SortDirection) => void;
}

function Header<Row>({ column, sort, setSort }: HeaderProps<Row>) {
  const { sortKey, header, unit, align, width, firstDirection = "asc" } = column;
  const sorted = sortKey !== undefined && sort.key === sortKey;
  const Arrow = sort.direction === "asc" ? ArrowUp : ArrowDown;
  const words = (
    <>
      {header}
      {unit ? <span className="font-normal text-ink-faint">{unit}</span> : null}
    </>
  );
  const place = cn("inline-flex items-center gap-1", align === "end" && "flex-row-reverse");
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.direction === "asc" ? "ascending" : "descending") : undefined}
      style={width ? { width } : undefined}
      className={cn(HEADER, align === "end" && "text-right")}
    >
      {sortKey ? (
        <button
          type="button"
          onClick={() =>
            setSort(sortKey, sorted ? (sort.direction === "asc" ? "desc" : "asc") : firstDirection)
          }
          className={cn(place, "group -mx-1 rounded-sm px-1 py-0.5 hover:text-ink", sorted && "text-ink")}
        >
          <span className="inline-flex items-center gap-1">{words}</span>
          <Arrow
            aria-hidden="true"
            className={cn("size-3", sorted ? "text-accent-text" : "opacity-0 group-hover:opacity-40")}
          />
        </button>
      ) : (
        <span className={place}>{words}</span>
      )}
    </th>
  );
}

function TableRow<Row>({ row, place, ...props }: ListTableProps<Row> & { row: Row; place: number }) {
  const t = useTranslations("list");
  const { columns, selection, onOpen, rowHref } = props;
  const id = props.rowId(row);
  const ticked = selection?.has(id) ?? false;
  const opens = Boolean(onOpen || rowHref);
  const press = (event: MouseEvent<HTMLTableRowElement>) => {
    props.setActiveRow(place);
    if ((event.target as Element).closest("a, button, input, label, [role=checkbox]")) return;
    if (getSelection()?.toString()) return;
    onOpen?.(row);
  };
  return (
    <tr
      data-row={place}
      tabIndex={place === props.activeRow ? 0 : -1}
      aria-selected={selection ? ticked : undefined}
      aria-current={props.openId === id ? "true" : undefined}
      onClick={press}
      onFocus={() => props.setActiveRow(place)}
      className={cn(
        "group/row scroll-mt-9 outline-none transition-colors hover:bg-hover focus-visible:[&>td:first-child]:shadow-[inset_2px_0_0_var(--focus)] focus-visible:bg-hover",
        opens && "cursor-pointer",
        ticked && "bg-accent-soft",
        props.openId === id && "bg-hover",
        "max-sm:relative max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:gap-y-1.5 max-sm:border-b max-sm:px-4 max-sm:py-3",
      )}
    >
      {selection ? (
        <td className="h-(--row-height) w-10 border-b pr-0 pl-4 max-sm:absolute max-sm:top-3 max-sm:right-4 max-sm:h-auto max-sm:w-auto max-sm:border-0 max-sm:p-0">
          <Checkbox
            tabIndex={-1}
            aria-label={t("selectRow", { name: props.rowName(row) })}
            checked={ticked}
            onCheckedChange={() => selection.toggle(id)}
            className={cn("sm:opacity-40 sm:group-hover/row:opacity-100", ticked && "sm:opacity-100")}
          />
        </td>
      ) : null}
      {columns.map((column, index) => (
        <td
          key={column.key}
          className={cn(
            "h-(--row-height) border-b px-4 py-(--cell-y) max-sm:h-auto max-sm:border-0 max-sm:p-0",
            column.align === "end" && "text-right tabular-nums max-sm:text-left sm:whitespace-nowrap",
            index === 0 ? "font-medium max-sm:col-span-2 max-sm:pr-8" : "text-ink-soft max-sm:text-xs",
            column.phone === "hide" && "max-sm:hidden",
          )}
        >
          {index > 0 ? <span className="text-ink-faint sm:hidden">{column.header}: </span> : null}
          {index === 0 && rowHref ? (
            <Link href={rowHref(row)} tabIndex={-1} className="underline-offset-4 hover:underline">
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}
