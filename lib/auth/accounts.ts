import "server-only";
import { findUserByEmail } from "@/lib/data/members";
import { db } from "@/lib/data/scope";
import { auth } from "./auth";

/** Makes an account that can sign in, or finds the one that has this e-mail. Gives the person's id. */
export async function ensureAccount(account: {
  name: string;
  email: string;
  password: string;
}): Promise<string> {
  const existing = await findUserByEmail(db(), account.email);
  if (existing) return existing.id;
  const created = await auth().api.signUpEmail({ body: account });
  return created.user.id;
}
