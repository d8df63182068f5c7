import { z } from "zod";
import { pageFields, searchText } from "./page";

export const auditListQuery = z.object({ ...pageFields, q: searchText });
export type AuditListQuery = z.infer<typeof auditListQuery>;

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
