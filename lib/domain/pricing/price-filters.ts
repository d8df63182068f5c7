/** Whether a product's own weeks can tell how its demand follows its price; "unknown": no model has seen it sold. */
export const SUFFICIENCY_STATES = ["enough", "scarce", "unknown"] as const;
export type SufficiencyState = (typeof SUFFICIENCY_STATES)[number];

/** Whether a change of a product's price waits for a decision. */
export const PROPOSAL_STATES = ["waiting", "none"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
