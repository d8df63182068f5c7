"use client";
import {
  type InfiniteData,
  keepPreviousData,
  type QueryKey,
  type UseInfiniteQueryOptions,
  useInfiniteQuery,
} from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { Sheet } from "@/components/ui/sheet";
import { useFormat } from "@/components/ui/shop-format";
import type { PublicError } from "@/lib/contracts/action-result";
import type { Page } from "@/lib/contracts/page";
import type { BulkAction, ListColumn, ListQuery, ListShape } from "./list-definition";
import { ListFilterChips } from "./list-filter-chips";
import { isNarrowed } from "./list-query";
import { ListTable } from "./list-table";
import { ListToolbar } from "./list-toolbar";
import { useDensity } from "./use-density";
import { useListSelection } from "./use-list-selection";
import { useListState } from "./use-list-state";
import { useRowKeys } from "./use-row-keys";

// Nothing is ticked when a page opens.
const SelectionBar = dynamic(() => import("./selection-bar").then((module) => module.SelectionBar), {
  ssr: false,
});

/** From `lib/client`: `(query) => infiniteQueryOptions({ queryKey, queryFn, initialPageParam: null, getNextPageParam })`. */
export type ListSource<Row, Key extends QueryKey = QueryKey> = (
  query: ListQuery,
) => UseInfiniteQueryOptions<Page<Row>, Error, InfiniteData<Page<Row>>, Key, string | null>;

export interface DataListProps<Row, Key extends QueryKey = QueryKey> {
  /** What the list holds, said to a screen reader: "Customers". */
  readonly label: string;
  /** Filters and default order. Keep it stable (module level or useMemo). */
  readonly shape: ListShape;
  /** Keep it stable. The first column names the row. */
  readonly columns: readonly ListColumn<Row>[];
  readonly source: ListSource<Row, Key>;
  readonly rowId: (row: Row) => string;
  /** Plain words for a row, for the tick box. */
  readonly rowName: (row: Row) => string;
  /** A row is a page of its own … */
  readonly rowHref?: (row: Row) => string;
  /** … or opens beside the list: gives a `<SheetContent>`; `row` is missing when the address named one not loaded. */
  readonly renderSheet?: (id: string, row: Row | undefined) => ReactNode;
  readonly bulkActions?: readonly BulkAction[];
  /** Bulk actions understand `{ kind: "all", query }`. */
  readonly allowSelectAll?: boolean;
  /** Where the CSV of all matching rows is. */
  readonly exportHref?: (query: ListQuery) => string;
  readonly searchPlaceholder?: string;
  /** "943 customers" from 943. */
  readonly countLabel?: (total: number) => string;
  /** Shown when there is nothing at all: an EmptyState that teaches. */
  readonly empty: ReactNode;
  /** More buttons in the toolbar. */
  readonly toolbar?: ReactNode;
}

/** The one list: everything LOOK asks of a list, for any rows. */
export function DataList<Row, Key extends QueryKey = QueryKey>(props: DataListProps<Row, Key>) {
  const t = useTranslations("list");
  const format = useFormat();
  const router = useRouter();
  const { shape, columns, source, rowId, rowHref, renderSheet, bulkActions = [] } = props;

  const state = useListState(shape, columns);
  const [density, setDensity] = useDensity();
  const [editing, setEditing] = useState<string | null>(null);
  const result = useInfiniteQuery({ ...source(state.query), placeholderData: keepPreviousData });
  const rows = result.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = result.data?.pages.at(-1)?.total ?? 0;
  const selection = useListSelection(state.query, total);
  const selectable = bulkActions.length > 0;

  const open = (row: Row | undefined) => {
    if (!row) return;
    if (renderSheet) state.setOpen(rowId(row));
    else if (rowHref) router.push(rowHref(row));
  };
  const searchRef = useRef<HTMLInputElement>(null);
  const keys = useRowKeys({
    rowCount: rows.length,
    onOpen: (place) => open(rows[place]),
    onToggle: (place) => {
      const row = rows[place];
      if (row && selectable) selection.toggle(rowId(row));
    },
    onEscape: selection.clear,
    searchRef,
  });

  const endRef = useRef<HTMLDivElement>(null);
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = result;
  useEffect(() => {
    const end = endRef.current;
    if (!end || !hasNextPage || isFetchNextPageError || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && !isFetchingNextPage) fetchNextPage();
      },
      // Against the window, because on a phone the page scrolls and not the table; newer browsers also
      // look ahead inside the table's own scroll.
      { rootMargin: "240px", scrollMargin: "240px" } as IntersectionObserverInit,
    );
    observer.observe(end);
    return () => observer.disconnect();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError]);

  const narrowed = isNarrowed(shape, state.query);
  const openRow = rows.find((row) => rowId(row) === state.openId);

  return (
    <div data-density={density} className="flex flex-col gap-3">
      <ListToolbar
        state={state}
        filters={shape.filters}
        columns={columns}
        count={result.data ? (props.countLabel?.(total) ?? t("count", { count: total })) : ""}
        exportHref={props.exportHref?.(state.query)}
        searchPlaceholder={props.searchPlaceholder}
        searchRef={searchRef}
        onLeaveDown={() => keys.focusRow(0)}
        density={density}
        setDensity={setDensity}
        editing={editing}
        setEditing={setEditing}
      >
        {props.toolbar}
      </ListToolbar>
      <ListFilterChips
        filters={shape.filters}
        query={state.query}
        onEdit={setEditing}
        onRemove={state.removeFilter}
        onClear={state.clearNarrowing}
      />

      <div className="relative overflow-hidden rounded-md border bg-surface">
        {result.isPlaceholderData ? (
          <div aria-hidden="true" className="absolute inset-x-0 top-0 z-20 h-0.5 overflow-hidden">
            <div className="h-full w-1/3 animate-travel bg-accent" />
          </div>
        ) : null}
        {result.isError && rows.length === 0 ? (
          <ErrorState {...errorWords(result.error)} onRetry={() => result.refetch()} />
        ) : !result.isPending && rows.length === 0 ? (
          narrowed ? (
            <EmptyState
              title={t("noneMatch")}
              description={t("noneMatchBody")}
              action={<Button onClick={state.clearNarrowing}>{t("clearFilters")}</Button>}
            />
          ) : (
            props.empty
          )
        ) : (
          <div className="overflow-auto sm:max-h-[max(24rem,calc(100dvh-15rem))]">
            <span className="sr-only">{t("keys")}</span>
            <ListTable
              label={props.label}
              columns={state.visible}
              rows={rows}
              rowId={rowId}
              rowName={props.rowName}
              rowHref={renderSheet ? undefined : rowHref}
              onOpen={renderSheet || rowHref ? open : undefined}
              openId={state.openId}
              sort={state.sort}
              setSort={state.setSort}
              selection={selectable ? selection : null}
              skeletonRows={result.isPending ? 10 : 0}
              stale={result.isPlaceholderData}
              bodyRef={keys.bodyRef}
              onKeyDown={keys.onKeyDown}
              activeRow={keys.activeRow}
              setActiveRow={keys.setActiveRow}
            />
            <div ref={endRef} />
          </div>
        )}
        {rows.length > 0 ? (
          <div className="border-t px-4 py-2">
            {isFetchNextPageError ? (
              <p role="alert" className="pb-1 text-loss-text text-xs">
                {t("moreFailed")} {t("keptRows", { count: format.number(rows.length) })}
              </p>
            ) : null}
            <LoadMore
              shown={rows.length}
              total={total}
              hasMore={hasNextPage}
              busy={isFetchingNextPage}
              onLoadMore={() => fetchNextPage()}
            />
          </div>
        ) : null}
      </div>

      {selectable ? (
        <SelectionBar
          selection={selection}
          total={total}
          actions={bulkActions}
          offerAll={props.allowSelectAll ?? false}
        />
      ) : null}
      {renderSheet ? (
        <Sheet open={state.openId !== null} onOpenChange={(isOpen) => !isOpen && state.setOpen(null)}>
          {state.openId ? renderSheet(state.openId, openRow) : null}
        </Sheet>
      ) : null}
    </div>
  );
}

/** What a failed request lets the reader know, where it carries the server's public error. */
function errorWords(error: Error): { description?: string; reference?: string | undefined } {
  const known = "error" in error ? (error.error as Partial<PublicError>) : undefined;
  return known?.message ? { description: known.message, reference: known.reference } : {};
}
