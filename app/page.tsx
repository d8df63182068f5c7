import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { findPerson, shopsOf } from "@/lib/auth/session";

/** The front door leads to the person's first shop, or to sign in. */
export default async function FrontDoor() {
  const person = await findPerson(await headers());
  if (!person) redirect("/sign-in");
  const [first] = await shopsOf(person);
  redirect(first ? `/${first.shop.slug}` : "/no-shop");
}
