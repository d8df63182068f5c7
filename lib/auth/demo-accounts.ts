import "server-only";
import { findUserByEmail, putMember } from "@/lib/data/members";
import { db, storeScope } from "@/lib/data/scope";
import type { Role } from "@/lib/domain/permissions";
import { isDemo } from "@/lib/platform/env";
import { ensureAccount } from "./accounts";

export interface DemoAccount {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** No secret: it is printed and shown, and stands only in databases that the demo made. */
const DEMO_PASSWORD = "souk-demo-shop";

/** One person per role, and a second manager: nobody approves their own proposal. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account("admin", "Amira Haddad"),
  account("manager", "Marc Weber"),
  account("manager", "Mei Lin", "manager2"),
  account("marketer", "Jonas Berg"),
  account("support", "Sofia Rossi"),
  account("viewer", "Victor Lang"),
];

function account(role: Role, name: string, local: string = role): DemoAccount {
  return { role, name, email: `${local}@souk.example`, password: DEMO_PASSWORD };
}

/** The accounts to offer on the sign-in page: none outside a demo. */
export function demoAccounts(): readonly DemoAccount[] {
  return isDemo() ? DEMO_ACCOUNTS : [];
}

/** Makes the demo's people where they are missing. */
export async function ensureDemoAccounts(): Promise<void> {
  for (const { name, email, password } of DEMO_ACCOUNTS) await ensureAccount({ name, email, password });
}

/** Gives the demo's people that exist here their roles in a shop. A database without them gets none. */
export async function addDemoMembers(storeId: string, now: Date): Promise<void> {
  for (const { email, role } of DEMO_ACCOUNTS) {
    const user = await findUserByEmail(db(), email);
    if (user) await putMember(storeScope(storeId), { userId: user.id, role, now });
  }
}
