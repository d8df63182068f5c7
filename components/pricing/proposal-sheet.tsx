"use client";
import Check from "lucide-react/icons/check";
import X from "lucide-react/icons/x";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SheetContent } from "@/components/ui/sheet";
import { useFormat } from "@/components/ui/shop-format";
import { SkeletonText } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { PriceProposalView } from "@/lib/contracts/pricing";
import { toMajorUnits, toMinorUnits } from "@/lib/domain/minor-units";
import { startOfDate } from "@/lib/domain/zoned-time";
import { PriceStep } from "./price-step";
import type { AnswerAction, WithdrawAction } from "./pricing-actions";
import { ProposalEvidenceCard } from "./proposal-evidence-card";
import { ReasonDialog } from "./reason-dialog";
import { usePricingWords } from "./use-pricing-words";

export interface ProposalSheetProps {
  readonly store: string;
  readonly proposal: PriceProposalView | undefined;
  readonly onApprove?: ((effectiveAt: string | null) => Promise<boolean>) | undefined;
  readonly onReject?: (() => Promise<boolean>) | undefined;
  readonly counterAction?: AnswerAction | undefined;
  readonly revertAction?: AnswerAction | undefined;
  readonly withdrawAction?: WithdrawAction | undefined;
  /** Asks for the same price anew, on today's facts. */
  readonly proposeAction?: AnswerAction | undefined;
  readonly onChanged: () => void;
}

/** One price change: what it rests on, what speaks against it, and the ways to decide. */
export function ProposalSheet(props: ProposalSheetProps) {
  const { store, proposal, onApprove, onReject, counterAction, revertAction, withdrawAction, onChanged } =
    props;
  const t = useTranslations("pricing");
  const ask = useAsk();
  const words = usePricingWords();
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<"revert" | "withdraw">();
  const [day, setDay] = useState("");
  if (!proposal)
    return (
      <SheetContent title={t("approvals")}>
        <SkeletonText />
      </SheetContent>
    );
  const waits = proposal.status === "proposed";

  const canWithdraw =
    withdrawAction &&
    (proposal.ownProposal || onApprove) &&
    ["proposed", "approved", "scheduled"].includes(proposal.status);

  /** The first moment of the day that was chosen, in the shop's zone; null: at once. */
  const chosenDay = () => (day ? startOfDate(day, format.timeZone).toISOString() : null);

  async function answer(
    action: AnswerAction | WithdrawAction | undefined,
    input: object,
    done: string,
  ): Promise<boolean> {
    setBusy(true);
    const result = await ask(action?.(input));
    setBusy(false);
    if (!result) return false;
    if (!result.ok) {
      notify.failed(result.error.message);
      return false;
    }
    notify.done(done);
    onChanged();
    return true;
  }

  /** The same wish as a new change; a day that has passed meanwhile means at once. */
  function askAnew() {
    const { product, toMinor, compareAtMinor, effectiveAt } = proposal!;
    const isToCome =
      effectiveAt !== null && format.now !== undefined && new Date(effectiveAt) > new Date(format.now);
    return answer(
      props.proposeAction,
      { productId: product.id, toMinor, compareAtMinor, effectiveAt: isToCome ? effectiveAt : null },
      t("proposedDone"),
    );
  }

  async function counter(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const toMinor = toMinorUnits(Number(form.get("price")), format.currency);
    const { id, contentHash } = proposal!;
    await answer(
      counterAction,
      { id, contentHash, toMinor, reason: String(form.get("why")) },
      t("countered"),
    );
  }

  return (
    <SheetContent
      title={words.name(proposal.product)}
      description={<PriceStep proposal={proposal} />}
      footer={
        waits && onApprove ? (
          <>
            <Button variant="dangerQuiet" onClick={() => void onReject?.()}>
              <X aria-hidden="true" />
              {t("reject")}
            </Button>
            <Button
              variant="primary"
              disabled={proposal.ownProposal || proposal.stale || proposal.crossed !== null}
              onClick={() => void onApprove(chosenDay())}
              data-focus-first
            >
              <Check aria-hidden="true" />
              {t(day ? "approveFrom" : "approve", { day: format.day(chosenDay() ?? undefined) })}
            </Button>
          </>
        ) : proposal.status === "active" && revertAction ? (
          <Button onClick={() => setAsking("revert")}>{t("revert")}</Button>
        ) : null
      }
    >
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <Badge tone={waits ? "wait" : proposal.status === "active" ? "accent" : "neutral"}>
            {t(`status.${proposal.status}`)}
          </Badge>
          <span className="text-ink-soft">
            {t("byLine", { name: proposal.proposerName, time: format.dateTime(proposal.createdAt) })}
          </span>
          {proposal.approval ? (
            <span className="text-ink-soft">
              {t("approvedBy", {
                name: proposal.approval.name ?? "–",
                time: format.dateTime(proposal.approval.at),
              })}
            </span>
          ) : null}
        </div>
        <p className="text-ink-soft text-sm">
          {proposal.effectiveAt ? t("effectiveFrom", { time: format.dateTime(proposal.effectiveAt) }) : null}
          {waits ? ` ${t("runsOut", { time: format.dateTime(proposal.expiresAt) })}` : null}
        </p>
        {proposal.reason ? <p className="text-sm">{t("reasonLine", { reason: proposal.reason })}</p> : null}
        {waits && proposal.ownProposal && onApprove ? (
          <p className="rounded-md border border-wait-line bg-wait-soft px-3 py-2 text-sm">
            {t("ownProposal")}
          </p>
        ) : null}
        {proposal.stale ? (
          <div className="flex flex-col items-start gap-2 rounded-md border border-wait-line bg-wait-soft px-3 py-2 text-sm">
            <p>{t("staleWhat")}</p>
            {props.proposeAction ? (
              <Button size="sm" busy={busy} onClick={() => void askAnew()}>
                {t("askAnew")}
              </Button>
            ) : null}
          </div>
        ) : null}
        {proposal.crossed ? (
          <p className="rounded-md border border-wait-line bg-wait-soft px-3 py-2 text-sm">
            {t("crossedWhat", { line: words.limit(proposal.crossed) })}
          </p>
        ) : null}
        {proposal.replaces ? (
          <p className="rounded-md border border-wait-line bg-wait-soft px-3 py-2 text-sm">
            {t(proposal.replaces.effectiveAt ? "replacesFrom" : "replacesSoon", {
              price: format.money(proposal.replaces.toMinor),
              time: format.dateTime(proposal.replaces.effectiveAt),
            })}
          </p>
        ) : null}
        <ProposalEvidenceCard proposal={proposal} />
        <Link
          className="text-accent-text text-sm underline-offset-4 hover:underline"
          href={`/${store}/pricing/products/${proposal.product.id}`}
        >
          {t("openPricePage")}
        </Link>
        {waits && onApprove && !proposal.effectiveAt ? (
          <Field label={t("fromDay")} hint={t("fromDayHint")} optional className="border-t pt-4">
            <Input
              type="date"
              value={day}
              onChange={(event) => setDay(event.target.value)}
              max={proposal.expiresAt.slice(0, 10)}
              className="max-w-48"
            />
          </Field>
        ) : null}
        {waits && counterAction ? (
          <form className="flex flex-col gap-3 border-t pt-4" onSubmit={(event) => void counter(event)}>
            <h3 className="font-medium text-sm">{t("counter")}</h3>
            <div className="grid gap-3 sm:grid-cols-[8rem_1fr]">
              <Field label={t("price")} required>
                <Input
                  name="price"
                  type="number"
                  step="any"
                  min="0"
                  required
                  defaultValue={toMajorUnits(proposal.toMinor, format.currency)}
                />
              </Field>
              <Field label={t("reason")} required>
                <Input name="why" minLength={3} maxLength={500} required />
              </Field>
            </div>
            <Button type="submit" className="self-start" busy={busy}>
              {t("counterSend")}
            </Button>
          </form>
        ) : null}
        {canWithdraw ? (
          <Button
            size="sm"
            variant="dangerQuiet"
            className="self-start"
            onClick={() => setAsking("withdraw")}
          >
            {t("withdraw")}
          </Button>
        ) : null}
      </div>
      {asking ? (
        <ReasonDialog
          title={t(asking === "revert" ? "revertTitle" : "withdrawTitle")}
          confirmLabel={t(asking)}
          onConfirm={async (reason) => {
            const action = asking === "revert" ? revertAction : withdrawAction;
            await answer(
              action,
              { id: proposal.id, reason },
              t(asking === "revert" ? "reverted" : "withdrawn"),
            );
            setAsking(undefined);
          }}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
    </SheetContent>
  );
}
