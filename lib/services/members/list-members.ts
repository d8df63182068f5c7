import { listMembers as readMembers } from "@/lib/data/members";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise, type Role } from "@/lib/domain/permissions";

export interface MemberView {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly since: string;
}

export async function listMembers(actor: Actor): Promise<MemberView[]> {
  authorise(actor, "member:read");
  const members = await readMembers(storeScope(actor.storeId));
  return members.map(({ createdAt, ...member }) => ({ ...member, since: createdAt.toISOString() }));
}
