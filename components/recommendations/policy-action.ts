import type { ActionResult } from "@/lib/contracts/action-result";
import type { PolicyVersionView } from "@/lib/contracts/ranking-policy";
import type { ReplayAction } from "./replay-card";

/** What the page hands to whatever changes a policy. */
export type PolicyAction = (input: unknown) => Promise<ActionResult<unknown>>;
export type SavePolicyAction = (input: unknown) => Promise<ActionResult<PolicyVersionView>>;

/** What the reader may do with the policies of a placement; absent is what their role does not allow. */
export interface PolicyActions {
  readonly save?: SavePolicyAction | undefined;
  readonly replay?: ReplayAction | undefined;
  readonly publish?: PolicyAction | undefined;
  readonly proposeSplit?: PolicyAction | undefined;
  readonly declineSplit?: PolicyAction | undefined;
}
