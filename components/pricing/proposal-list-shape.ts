import type { ListShape } from "@/components/list/list-definition";
import { OBJECTIONS } from "@/lib/domain/pricing/approval-rules";
import { PROPOSAL_ORIGINS } from "@/lib/domain/pricing/price-proposal";
import { QUEUE_VIEWS } from "@/lib/domain/pricing/queue-views";

/** Reasons that tell changes apart; that every change is asked is none. */
export const ASKED_REASONS = OBJECTIONS.filter((objection) => objection !== "AUTONOMY_OFF");

/** By profit at stake, always; what waits is shown unless another state is asked for. */
export const PROPOSAL_LIST_SHAPE: ListShape = {
  defaultSort: { key: "stakeMinor", direction: "desc" },
  filters: [
    {
      kind: "choice",
      key: "view",
      label: "view",
      options: QUEUE_VIEWS.map((view) => ({ value: view, label: view })),
    },
    {
      kind: "choice",
      key: "objection",
      label: "objection",
      options: ASKED_REASONS.map((reason) => ({ value: reason, label: reason })),
    },
    {
      kind: "choice",
      key: "origin",
      label: "origin",
      options: PROPOSAL_ORIGINS.map((origin) => ({ value: origin, label: origin })),
    },
  ],
};
