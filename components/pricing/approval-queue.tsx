"use client";
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import BadgePercent from "lucide-react/icons/badge-percent";
import Check from "lucide-react/icons/check";
import X from "lucide-react/icons/x";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { DataList } from "@/components/list/data-list";
import type { ListColumn, ListSelection, ListShape } from "@/components/list/list-definition";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { useAddress } from "@/components/ui/use-address";
import { useAsk } from "@/components/ui/use-ask";
import { priceListHref } from "@/lib/client/price-lists";
import { pricingKeys, proposalPages } from "@/lib/client/pricing";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { Page } from "@/lib/contracts/page";
import type { DecisionOutcome, PriceProposalView } from "@/lib/contracts/pricing";
import { PROPOSAL_ORIGINS } from "@/lib/domain/pricing/price-proposal";
import { QUEUE_VIEWS } from "@/lib/domain/pricing/queue-views";
import { PriceStep } from "./price-step";
import type { AnswerAction, DecideAction, WithdrawAction } from "./pricing-actions";
import { ASKED_REASONS, PROPOSAL_LIST_SHAPE } from "./proposal-list-shape";
import { usePricingWords } from "./use-pricing-words";

const ReasonDialog = dynamic(() => import("./reason-dialog").then((module) => module.ReasonDialog), {
  ssr: false,
});
const ProposalSheet = dynamic(() => import("./proposal-sheet").then((module) => module.ProposalSheet), {
  ssr: false,
});

export interface ApprovalQueueProps {
  readonly store: string;
  /** Each is absent where the reader may not. */
  readonly approveAction?: DecideAction | undefined;
  readonly rejectAction?: DecideAction | undefined;
  readonly counterAction?: AnswerAction | undefined;
  readonly revertAction?: AnswerAction | undefined;
  readonly withdrawAction?: WithdrawAction | undefined;
  readonly proposeAction?: AnswerAction | undefined;
}

/** Price changes by profit at stake; a row opens its evidence, ticked rows are decided together. */
export function ApprovalQueue(props: ApprovalQueueProps) {
  const { store, approveAction, rejectAction } = props;
  const t = useTranslations("pricing");
  const ask = useAsk();
  const format = useFormat();
  const words = usePricingWords();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [, setAddress] = useAddress(["open"]);
  const [rejected, setRejected] = useState<{ ids: readonly string[]; done: (ok: boolean) => void }>();

  const shape = useMemo<ListShape>(
    () => ({
      ...PROPOSAL_LIST_SHAPE,
      filters: [
        {
          kind: "choice",
          key: "view",
          label: t("view"),
          options: QUEUE_VIEWS.map((view) => ({ value: view, label: t(`views.${view}`) })),
        },
        {
          kind: "choice",
          key: "objection",
          label: t("whyAsked"),
          options: ASKED_REASONS.map((reason) => ({ value: reason, label: t(`objections.${reason}`) })),
        },
        {
          kind: "choice",
          key: "origin",
          label: t("origin"),
          options: PROPOSAL_ORIGINS.map((origin) => ({ value: origin, label: t(`origins.${origin}`) })),
        },
      ],
    }),
    [t],
  );
  const columns = useMemo<readonly ListColumn<PriceProposalView>[]>(
    () => [
      {
        key: "product",
        header: t("product"),
        cell: ({ product, stale }) => (
          <span className="flex min-w-0 flex-col">
            <span className="truncate font-medium">{words.name(product)}</span>
            <span className="truncate text-ink-faint text-xs">
              {product.sku}
              {stale ? ` · ${t("stale")}` : null}
            </span>
          </span>
        ),
      },
      {
        key: "change",
        header: t("change"),
        width: "15rem",
        cell: (row) => (
          <>
            <PriceStep proposal={row} />
            {row.effectiveAt ? (
              <span className="block text-ink-faint text-xs">
                {t("effectiveFrom", { time: format.date(row.effectiveAt) })}
              </span>
            ) : null}
          </>
        ),
      },
      {
        key: "stake",
        header: t("gain"),
        align: "end",
        width: "9rem",
        cell: ({ evidence }) =>
          evidence.gainMinor === null ? "–" : format.money(evidence.gainMinor, { signed: true }),
      },
      {
        key: "risk",
        header: t("chanceOfLoss"),
        align: "end",
        width: "8rem",
        phone: "hide",
        cell: ({ evidence }) => format.chance(evidence.chanceOfLoss),
      },
      {
        key: "by",
        header: t("proposedBy"),
        width: "9rem",
        phone: "hide",
        cell: ({ proposerName }) => proposerName,
      },
      {
        key: "expires",
        header: t("expires"),
        align: "end",
        width: "9rem",
        phone: "hide",
        cell: ({ expiresAt }) => <Time value={expiresAt} />,
      },
    ],
    [t, format, words],
  );

  function refresh() {
    void queryClient.invalidateQueries({ queryKey: pricingKeys.all(store) });
    router.refresh();
  }

  /** Says how it went; true when everything went through. */
  function tell(result: ActionResult<readonly DecisionOutcome[]>, done: "approved" | "rejected"): boolean {
    if (!result.ok) {
      notify.failed(result.error.message);
      return false;
    }
    const refused = result.data.filter(({ ok }) => !ok);
    const count = result.data.length - refused.length;
    if (count > 0) notify.done(t(done === "approved" ? "approvedCount" : "rejectedCount", { count }));
    for (const message of new Set(refused.map((outcome) => outcome.message ?? ""))) notify.failed(message);
    // What was decided leaves this view, and its sheet with it.
    if (refused.length === 0) setAddress({ open: null });
    refresh();
    return refused.length === 0;
  }

  async function approve(rows: readonly PriceProposalView[], effectiveAt: string | null = null) {
    if (!approveAction || rows.length === 0) return false;
    const proposals = rows.map(({ id, contentHash }) => ({ id, contentHash }));
    return tell(await ask(approveAction({ proposals, effectiveAt })), "approved");
  }

  /** Asks for the reason first; it is one for all of them. */
  function reject(ids: readonly string[]): Promise<boolean> {
    return new Promise((done) => setRejected({ ids, done }));
  }

  async function rejectFor(reason: string) {
    const result = await ask(rejectAction?.({ ids: rejected?.ids, reason }));
    const ok = result ? tell(result, "rejected") : false;
    rejected?.done(ok);
    setRejected(undefined);
  }

  /** Ticked rows as they were loaded: what is approved is what was on the screen. */
  function rowsOf(selection: ListSelection): PriceProposalView[] {
    if (selection.kind === "all") return [];
    const pages = queryClient.getQueriesData<InfiniteData<Page<PriceProposalView>>>({
      queryKey: pricingKeys.all(store),
    });
    const known = new Map(
      pages.flatMap(([, data]) => data?.pages ?? []).flatMap(({ rows }) => rows.map((row) => [row.id, row])),
    );
    return selection.ids.flatMap((id) => known.get(id) ?? []);
  }

  return (
    <>
      <DataList
        label={t("approvals")}
        shape={shape}
        columns={columns}
        source={(query) => proposalPages(store, query)}
        rowId={(row) => row.id}
        rowName={(row) => words.name(row.product)}
        searchPlaceholder={t("searchPlaceholder")}
        exportHref={(query) => priceListHref(store, "proposals", query)}
        bulkActions={
          approveAction && rejectAction
            ? [
                {
                  key: "approve",
                  label: t("approve"),
                  icon: <Check aria-hidden="true" />,
                  run: (selection) => approve(rowsOf(selection)),
                },
                {
                  key: "reject",
                  label: t("reject"),
                  icon: <X aria-hidden="true" />,
                  danger: true,
                  run: (selection) => reject(rowsOf(selection).map(({ id }) => id)),
                },
              ]
            : []
        }
        renderSheet={(id, row) => (
          <ProposalSheet
            key={id}
            store={store}
            proposal={row}
            onApprove={approveAction && row ? (effectiveAt) => approve([row], effectiveAt) : undefined}
            onReject={rejectAction && row ? () => reject([row.id]) : undefined}
            counterAction={props.counterAction}
            revertAction={props.revertAction}
            withdrawAction={props.withdrawAction}
            proposeAction={props.proposeAction}
            onChanged={refresh}
          />
        )}
        empty={
          <EmptyState
            icon={<BadgePercent aria-hidden="true" />}
            title={t("emptyTitle")}
            description={t("emptyBody")}
          />
        }
      />
      {rejected ? (
        <ReasonDialog
          title={t("rejectTitle", { count: rejected.ids.length })}
          confirmLabel={t("reject")}
          danger
          onConfirm={rejectFor}
          onClose={() => {
            rejected.done(false);
            setRejected(undefined);
          }}
        />
      ) : null}
    </>
  );
}
