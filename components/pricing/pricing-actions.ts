import type { ActionResult } from "@/lib/contracts/action-result";
import type { DecisionOutcome } from "@/lib/contracts/pricing";

/** What pages hand to the components of pricing: the server does it and says how it went. */
export type DecideAction = (input: unknown) => Promise<ActionResult<readonly DecisionOutcome[]>>;
export type AnswerAction = (input: unknown) => Promise<ActionResult<{ id: string }>>;
export type WithdrawAction = (input: unknown) => Promise<ActionResult<unknown>>;
