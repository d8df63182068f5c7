import "server-only";
import { findMembership, listMemberships, type Membership } from "@/lib/data/members";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import type { Shop } from "@/lib/domain/shop";
import { auth } from "./auth";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The signed-in person behind these request headers, or null. */
export async function findPerson(headers: Headers): Promise<Person | null> {
  const session = await auth().api.getSession({ headers });
  return session && { id: session.user.id, name: session.user.name, email: session.user.email };
}

/**
 * Who is asking, in which shop.
 * @throws AppError UNAUTHENTICATED without a session, NOT_FOUND for a shop the person does not belong to.
 */
export async function identify(
  headers: Headers,
  slug: string,
): Promise<{ actor: Actor; shop: Shop; person: Person }> {
  const person = await findPerson(headers);
  if (!person) throw new AppError("UNAUTHENTICATED", "Sign in to go on.");
  const membership = await findMembership(person.id, slug);
  if (!membership) throw new AppError("NOT_FOUND", "There is no such shop, or you do not belong to it.");
  return {
    person,
    shop: membership.shop,
    actor: {
      kind: "person",
      id: person.id,
      name: person.name,
      storeId: membership.shop.id,
      role: membership.role,
    },
  };
}

export async function shopsOf(person: Person): Promise<Membership[]> {
  return listMemberships(person.id);
}
