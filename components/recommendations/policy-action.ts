import type { ActionResult } from "@/lib/contracts/action-result";

/** What the page hands to whatever changes a policy. */
export type PolicyAction = (input: unknown) => Promise<ActionResult<unknown>>;
