import type { Role } from "@/lib/domain/permissions";
import type { ClockKind, Shop } from "@/lib/domain/shop";
import type { Store } from "./generated/client";
import { type Db, db, type StoreScope } from "./scope";

export interface Membership {
  readonly shop: Shop;
  readonly role: Role;
}

export interface MemberRow {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
}

/** The person's shops by name. People belong to no single shop, hence no scope. */
export async function listMemberships(userId: string): Promise<Membership[]> {
  const members = await db().member.findMany({ where: { userId } });
  const stores = await db().store.findMany({
    where: { id: { in: members.map((member) => member.storeId) } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return stores.map((store) => ({
    shop: toShop(store),
    role: members.find((member) => member.storeId === store.id)!.role as Role,
  }));
}

/** The person's place in one shop, or null: a shop they do not belong to looks like one that does not exist. */
export async function findMembership(userId: string, slug: string): Promise<Membership | null> {
  const store = await db().store.findUnique({ where: { slug } });
  if (!store) return null;
  const member = await db().member.findUnique({ where: { storeId_userId: { storeId: store.id, userId } } });
  return member && { shop: toShop(store), role: member.role as Role };
}

export async function listMembers({ storeId, db: connection }: StoreScope): Promise<MemberRow[]> {
  const members = await connection.member.findMany({ where: { storeId }, orderBy: { createdAt: "asc" } });
  const users = await connection.user.findMany({ where: { id: { in: members.map((m) => m.userId) } } });
  const byId = new Map(users.map((user) => [user.id, user]));
  return members.map(({ userId, role, createdAt }) => ({
    userId,
    name: byId.get(userId)?.name ?? "",
    email: byId.get(userId)?.email ?? "",
    role: role as Role,
    createdAt,
  }));
}

/** Gives the person this role in the shop, replacing an earlier one. */
export async function putMember(
  { storeId, db: connection }: StoreScope,
  member: { userId: string; role: Role; now: Date },
): Promise<void> {
  await connection.member.upsert({
    where: { storeId_userId: { storeId, userId: member.userId } },
    create: { storeId, userId: member.userId, role: member.role, createdAt: member.now },
    update: { role: member.role },
  });
}

export async function findUserByEmail(connection: Db, email: string): Promise<{ id: string } | null> {
  return connection.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true } });
}

export function toShop(store: Store): Shop {
  const { id, slug, name, currency, timeZone, clockAt } = store;
  return { id, slug, name, currency, timeZone, clockKind: store.clockKind as ClockKind, clockAt };
}
