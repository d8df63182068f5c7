/** What a queue of price changes shows: those that wait for a person, that wait for their day, in force, or done with. */
export const QUEUE_VIEWS = ["waiting", "scheduled", "active", "closed"] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];
