import type { ListShape } from "@/components/list/list-definition";

/** Newest first, always: runs are a log. */
export const RUN_LIST_SHAPE: ListShape = {
  defaultSort: { key: "createdAt", direction: "desc" },
  filters: [{ kind: "choice", key: "status", label: "status", options: [] }],
};
