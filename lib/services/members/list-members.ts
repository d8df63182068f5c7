import type { MemberView } from "@/lib/contracts/members";
import { listMembers as readMembers } from "@/lib/data/members";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";

/** The people of the shop with their roles. */
export async function listMembers(actor: Actor): Promise<MemberView[]> {
  authorise(actor, "member:read");
  const members = await readMembers(storeScope(actor.storeId));
  return members.map(({ createdAt, ...member }) => ({ ...member, since: createdAt.toISOString() }));
}
