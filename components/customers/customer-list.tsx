"use client";
import { Users } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { DataList } from "@/components/list/data-list";
import type { ListColumn, ListQuery, ListShape } from "@/components/list/list-definition";
import { useExportAction } from "@/components/list/use-export-action";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import { useFeatureWords } from "@/components/words/feature-words";
import { useSegmentationName, useSegmentWords } from "@/components/words/segment-words";
import { customerExportHref, customerListOptions } from "@/lib/client/customers";
import type { CustomerRow } from "@/lib/contracts/customers";
import type { SegmentationView } from "@/lib/contracts/segments";
import { isRfmGroup, RFM_GROUP_NAMES } from "@/lib/domain/rfm";
import { CUSTOMER_ADDRESS, CUSTOMER_LIST_SHAPE, ORDER_FILTERS } from "./customer-list-shape";
import { DueDate } from "./due-date";

export interface CustomerListProps {
  readonly store: string;
  readonly genders: readonly string[];
  /** Whose segments the filter offers. */
  readonly segmentations: readonly Pick<
    SegmentationView,
    "name" | "modelVersion" | "segments" | "customerCount"
  >[];
  /** Contact data is shown in bulk to whoever may take it along. */
  readonly mayExport: boolean;
  /** A shop without orders shows what its customers rate instead. */
  readonly hasOrders: boolean;
}

export function CustomerList({ store, genders, segmentations, mayExport, hasOrders }: CustomerListProps) {
  const t = useTranslations("customers");
  const common = useTranslations("common");
  const format = useFormat();
  const words = useFeatureWords();
  const wordSegments = useSegmentWords();
  const nameOf = useSegmentationName();

  const shape = useMemo<ListShape>(() => {
    const options = {
      segment: segmentations.flatMap((segmentation) =>
        wordSegments(segmentation.segments, segmentation.customerCount).map((segment) => ({
          value: segment.id,
          label: segmentations.length > 1 ? `${segment.name} (${nameOf(segmentation)})` : segment.name,
        })),
      ),
      rfm: RFM_GROUP_NAMES.map((group) => ({ value: group, label: t(`rfm.${group}`) })),
      gender: genders.map((gender) => ({ value: gender, label: words.category(gender) })),
    };
    const labels: Record<string, string> = {
      segment: t("filterSegment"),
      rfm: t("filterRfm"),
      silent: t("filterSilent"),
      overdue: t("filterOverdue"),
      revenue: t("filterRevenue", { currency: format.currency }),
      orders: t("filterOrders"),
      gender: t("filterGender"),
      age: t("filterAge"),
      ratings: t("filterRatings"),
    };
    return {
      ...CUSTOMER_LIST_SHAPE,
      filters: CUSTOMER_LIST_SHAPE.filters
        .filter(({ key }) => hasOrders || !ORDER_FILTERS.includes(key))
        .map((filter) => ({
          ...filter,
          label: labels[filter.key] ?? filter.label,
          ...(filter.kind === "choice" ? { options: options[filter.key as keyof typeof options] } : {}),
        })),
    };
  }, [t, format, words, wordSegments, genders, segmentations, hasOrders, nameOf]);

  const columns = useMemo<readonly ListColumn<CustomerRow>[]>(() => {
    const contact: ListColumn<CustomerRow> = {
      key: "email",
      header: t("email"),
      cell: (row) => row.email ?? "–",
      hiddenAtFirst: true,
    };
    const orderColumns: ListColumn<CustomerRow>[] = hasOrders
      ? [
          {
            key: "rfmGroup",
            header: t("rfmGroup"),
            sortKey: "rfmGroup",
            width: "9rem",
            cell: (row) => (isRfmGroup(row.rfmGroup) ? t(`rfm.${row.rfmGroup}`) : "–"),
          },
          {
            key: "orderCount",
            header: t("orderCount"),
            align: "end",
            sortKey: "orderCount",
            firstDirection: "desc",
            width: "6rem",
            cell: (row) => format.number(row.orderCount),
          },
          {
            key: "revenueMinor",
            header: t("revenue"),
            align: "end",
            sortKey: "revenueMinor",
            firstDirection: "desc",
            width: "8rem",
            cell: (row) => format.money(row.revenueMinor),
          },
          {
            key: "lastOrderAt",
            header: t("lastOrderAt"),
            align: "end",
            sortKey: "lastOrderAt",
            firstDirection: "desc",
            width: "9rem",
            cell: (row) => <Time value={row.lastOrderAt} as="date" />,
          },
          {
            key: "dueAt",
            header: t("dueAt"),
            align: "end",
            sortKey: "dueAt",
            width: "9rem",
            phone: "hide",
            cell: (row) => <DueDate dueAt={row.dueAt} />,
          },
        ]
      : [];
    return [
      { key: "name", header: t("name"), sortKey: "name", cell: (row) => row.name },
      ...(mayExport ? [contact] : []),
      {
        key: "age",
        hiddenAtFirst: hasOrders,
        header: t("age"),
        align: "end",
        sortKey: "age",
        width: "6rem",
        cell: (row) => format.number(row.age),
      },
      {
        key: "gender",
        hiddenAtFirst: hasOrders,
        header: t("gender"),
        width: "8rem",
        cell: (row) => (row.gender ? words.category(row.gender) : "–"),
      },
      ...orderColumns,
      {
        key: "ratingCount",
        hiddenAtFirst: hasOrders,
        header: t("ratingCount"),
        align: "end",
        sortKey: "ratingCount",
        firstDirection: "desc",
        width: "8rem",
        cell: (row) => format.number(row.ratingCount),
      },
      {
        key: "ratingMean",
        hiddenAtFirst: hasOrders,
        header: t("ratingMean"),
        align: "end",
        sortKey: "ratingMean",
        firstDirection: "desc",
        width: "8rem",
        cell: (row) => format.number(row.ratingMean, { decimals: 2, fixed: true }),
      },
      {
        key: "ratingDeviation",
        hiddenAtFirst: hasOrders,
        header: t("ratingDeviation"),
        align: "end",
        sortKey: "ratingDeviation",
        firstDirection: "desc",
        width: "8rem",
        phone: "hide",
        cell: (row) => format.number(row.ratingDeviation, { decimals: 2, fixed: true }),
      },
      {
        key: "lastActiveAt",
        hiddenAtFirst: hasOrders,
        header: t("lastActiveAt"),
        align: "end",
        sortKey: "lastActiveAt",
        firstDirection: "desc",
        width: "9rem",
        cell: (row) => <Time value={row.lastActiveAt} as="date" />,
      },
    ];
  }, [t, format, words, mayExport, hasOrders]);

  const state = CUSTOMER_ADDRESS.state(useSearchParams());
  const exportHref = useCallback((query: ListQuery) => customerExportHref(store, query), [store]);
  const bulkActions = useExportAction(exportHref);

  return (
    <DataList
      label={t("title")}
      shape={shape}
      columns={columns}
      source={(query) => customerListOptions(store, query)}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      rowHref={(row) => CUSTOMER_ADDRESS.rowHref(store, row.id, state)}
      countLabel={(total) => common("customers", { count: total })}
      searchPlaceholder={t("searchPlaceholder")}
      {...(mayExport
        ? {
            bulkActions,
            allowSelectAll: true,
            exportHref,
          }
        : {})}
      empty={
        <EmptyState
          icon={<Users aria-hidden="true" />}
          title={t("emptyTitle")}
          description={t("emptyBody")}
          secondary={<code className="text-xs">{t("emptyCommand")}</code>}
        />
      }
    />
  );
}
