import { AppError } from "../errors";

export const PRICE_CHANGE_STATUSES = [
  "draft",
  "proposed",
  "approved",
  "scheduled",
  "active",
  "rejected",
  "countered",
  "expired",
  "withdrawn",
  "superseded",
  "reverted",
] as const;
export type PriceChangeStatus = (typeof PRICE_CHANGE_STATUSES)[number];

export const PRICE_CHANGE_EVENTS = [
  "submit",
  "amend",
  "approve",
  "reject",
  "counter",
  "withdraw",
  "expire",
  "supersede",
  "invalidate",
  "schedule",
  "activate",
  "revert",
] as const;
export type PriceChangeEvent = (typeof PRICE_CHANGE_EVENTS)[number];

/**
 * The whole life of a price change: status → event → next status. What is not here cannot happen. A draft is the first of
 * its states by design; today a wish is made whole and begins as proposed, so that no service submits or amends one.
 */
export const PRICE_CHANGE_TRANSITIONS = {
  draft: { submit: "proposed", amend: "draft", withdraw: "withdrawn" },
  proposed: {
    amend: "proposed",
    approve: "approved",
    reject: "rejected",
    counter: "countered",
    withdraw: "withdrawn",
    expire: "expired",
    supersede: "superseded",
    // Its inputs moved: it stays proposed, on new inputs.
    invalidate: "proposed",
  },
  approved: {
    amend: "proposed",
    schedule: "scheduled",
    invalidate: "proposed",
    withdraw: "withdrawn",
    expire: "expired",
    supersede: "superseded",
  },
  scheduled: {
    amend: "proposed",
    activate: "active",
    invalidate: "proposed",
    withdraw: "withdrawn",
    expire: "expired",
    supersede: "superseded",
  },
  active: { revert: "reverted", supersede: "superseded" },
  rejected: {},
  countered: {},
  expired: {},
  withdrawn: {},
  superseded: {},
  reverted: {},
} as const satisfies Record<PriceChangeStatus, Partial<Record<PriceChangeEvent, PriceChangeStatus>>>;

/** Who said yes, and to what exactly: an approval counts for this content on these inputs and for nothing else. */
export interface PriceApproval {
  readonly kind: "person" | "policy";
  /** The person's id, or the policy's version as text. */
  readonly by: string;
  readonly contentHash: string;
  readonly inputsHash: string;
  readonly at: Date;
}

/** As much of a price change as its rules look at. */
export interface PriceChangeState {
  readonly status: PriceChangeStatus;
  readonly contentHash: string;
  readonly inputsHash: string;
  /** Whoever last changed the content: a person's id, or "system" for a model. */
  readonly proposerId: string;
  readonly approval: PriceApproval | null;
  readonly expiresAt: Date;
  /** When it is to take force; null: as soon as it is approved. */
  readonly effectiveAt: Date | null;
}

export type PriceChangeCommand =
  | { readonly event: "amend"; readonly by: string; readonly contentHash: string }
  /** The inputs as they are now. */
  | { readonly event: "invalidate"; readonly inputsHash: string }
  | {
      readonly event: "approve";
      readonly by: PersonApprover | PolicyApprover;
      /** The content the approver had before their eyes. */
      readonly contentHash: string;
      /** The inputs as they are now. */
      readonly inputsHash: string;
      /** The later day that the approver chose for a change without one, and the content with it: that is what the yes is to. */
      readonly from?: { readonly effectiveAt: Date; readonly contentHash: string } | undefined;
    }
  | { readonly event: "schedule"; readonly inputsHash: string }
  | { readonly event: "activate"; readonly inputsHash: string }
  /** By a change of the same product, and how far that one has come. */
  | { readonly event: "supersede"; readonly by: PriceChangeStatus }
  | { readonly event: "withdraw"; readonly by: Withdrawer }
  | { readonly event: "submit" | "reject" | "counter" | "expire" | "revert" };

export interface Withdrawer {
  readonly id: string;
  /** Whether they decide on prices, and so may end a change that is not theirs. */
  readonly mayApprove: boolean;
}

export interface PersonApprover {
  readonly kind: "person";
  readonly id: string;
}
export interface PolicyApprover {
  readonly kind: "policy";
  readonly version: number;
  /** The person who approved this version; without one it approves nothing. */
  readonly approvedById: string | null;
  /** What keeps this change from going by itself; empty when nothing does. */
  readonly objections: readonly string[];
}

export const PRICE_CHANGE_REFUSALS = {
  notPossible: "This price change has moved on. Look at it again.",
  ownProposal: "Nobody approves their own price change. Ask another manager.",
  contentChanged: "This price change was edited after you opened it. Look at it again before you decide.",
  inputsChanged: "Cost, price or rules changed since this was proposed. It has to be decided on anew.",
  expired: "This proposal has run out. Ask for a new one.",
  policyMayNot: "This policy may not approve this price change by itself.",
  notApproved: "This price change has no valid approval.",
  tooEarly: "This price change is not due yet.",
  notYours: "Only whoever proposed this price change, or a manager, may withdraw it.",
} as const;

/**
 * The price change after a command. Every path (page, action, API, bulk, job) goes through here.
 * @throws AppError CONFLICT when the status does not allow it or a hash does not match, FORBIDDEN for one's own proposal
 */
export function transitionPriceChange<T extends PriceChangeState>(
  change: T,
  command: PriceChangeCommand,
  now: Date,
): T {
  const steps: Partial<Record<PriceChangeEvent, PriceChangeStatus>> = PRICE_CHANGE_TRANSITIONS[change.status];
  const status = steps[command.event];
  if (!status) throw refusal("notPossible");
  const moved = { ...change, status };
  switch (command.event) {
    case "amend":
      return { ...moved, contentHash: command.contentHash, proposerId: command.by, approval: null };
    case "invalidate":
      return { ...moved, inputsHash: command.inputsHash, approval: null };
    case "approve": {
      const approval = approvalOf(change, command, now);
      if (!command.from) return { ...moved, approval };
      if (change.effectiveAt) throw refusal("notPossible");
      const { effectiveAt, contentHash } = command.from;
      return { ...moved, effectiveAt, contentHash, approval: { ...approval, contentHash } };
    }
    case "submit":
      assertNotExpired(change, now);
      return moved;
    case "schedule":
    case "activate":
      assertApproved(change, command.inputsHash, now);
      if (command.event === "activate" && change.effectiveAt && now < change.effectiveAt)
        throw refusal("tooEarly");
      return moved;
    case "supersede":
      if (!givesWayTo(change.status, command.by)) throw refusal("notPossible");
      return moved;
    case "withdraw":
      if (!mayWithdraw(change, command.by)) throw new AppError("FORBIDDEN", PRICE_CHANGE_REFUSALS.notYours);
      return moved;
    case "expire":
      if (now < change.expiresAt) throw refusal("notPossible");
      return { ...moved, approval: null };
    default:
      return moved;
  }
}

/** Whether nothing can happen to it any more. */
export function isPriceChangeOver(status: PriceChangeStatus): boolean {
  return Object.keys(PRICE_CHANGE_TRANSITIONS[status]).length === 0;
}

/** Whether a change is ended by one that has come so far: what was decided on gives way to a decision, never to a wish. O(1). */
export function givesWayTo(status: PriceChangeStatus, by: PriceChangeStatus): boolean {
  if (status === "active") return by === "active";
  return status === "proposed" || DECIDED.includes(by);
}
const DECIDED: readonly PriceChangeStatus[] = ["approved", "scheduled", "active"];

/** Whoever proposed a change takes it back, and whoever decides on prices. O(1). */
export function mayWithdraw(
  { proposerId }: Pick<PriceChangeState, "proposerId">,
  { id, mayApprove }: Withdrawer,
): boolean {
  return mayApprove || proposerId === id;
}

function approvalOf(
  change: PriceChangeState,
  command: Extract<PriceChangeCommand, { event: "approve" }>,
  now: Date,
): PriceApproval {
  assertNotExpired(change, now);
  if (command.contentHash !== change.contentHash) throw refusal("contentChanged");
  if (command.inputsHash !== change.inputsHash) throw refusal("inputsChanged");
  const { contentHash, inputsHash } = change;
  if (command.by.kind === "person") {
    if (command.by.id === change.proposerId)
      throw new AppError("FORBIDDEN", PRICE_CHANGE_REFUSALS.ownProposal);
    return { kind: "person", by: command.by.id, contentHash, inputsHash, at: now };
  }
  const { version, approvedById, objections } = command.by;
  if (approvedById === null || objections.length > 0) throw refusal("policyMayNot");
  return { kind: "policy", by: String(version), contentHash, inputsHash, at: now };
}

function assertApproved(change: PriceChangeState, inputsHash: string, now: Date): void {
  assertNotExpired(change, now);
  const { approval } = change;
  if (!approval || approval.contentHash !== change.contentHash) throw refusal("notApproved");
  if (approval.inputsHash !== inputsHash) throw refusal("inputsChanged");
}

function assertNotExpired(change: PriceChangeState, now: Date): void {
  if (now >= change.expiresAt) throw refusal("expired");
}

function refusal(reason: Exclude<keyof typeof PRICE_CHANGE_REFUSALS, "ownProposal" | "notYours">): AppError {
  return new AppError("CONFLICT", PRICE_CHANGE_REFUSALS[reason]);
}
