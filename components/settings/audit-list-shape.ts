import type { ListShape } from "@/components/list/list-definition";

/** Newest first, always: the log is read from its end. */
export const AUDIT_LIST_SHAPE: ListShape = { defaultSort: { key: "at", direction: "desc" }, filters: [] };
