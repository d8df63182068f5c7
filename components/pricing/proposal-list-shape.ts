import type { ListShape } from "@/components/list/list-definition";
import { QUEUE_VIEWS } from "@/lib/contracts/pricing";

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
  ],
};
