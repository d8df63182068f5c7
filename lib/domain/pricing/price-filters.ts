import type { PriceChangeStatus } from "./price-change";

/** Whether a product's own weeks can tell how its demand follows its price; "unknown": no model has seen it sold. */
export const SUFFICIENCY_STATES = ["enough", "scarce", "unknown"] as const;
export type SufficiencyState = (typeof SUFFICIENCY_STATES)[number];

/** Whether a change of a product's price waits for a decision, or is decided on and to come. */
export const OPEN_CHANGE_STATES = ["waiting", "coming"] as const;
export type OpenChangeState = (typeof OPEN_CHANGE_STATES)[number];
export const PROPOSAL_STATES = [...OPEN_CHANGE_STATES, "none"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Which statuses of a price change are which state. */
export const OPEN_CHANGE_STATUSES = {
  waiting: ["proposed"],
  coming: ["approved", "scheduled"],
} as const satisfies Record<OpenChangeState, readonly PriceChangeStatus[]>;
