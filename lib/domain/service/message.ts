export const MESSAGE_AUTHORS = ["customer", "person", "bot"] as const;
export type MessageAuthor = (typeof MESSAGE_AUTHORS)[number];

/** What a reply does: a field, never a phrase in its words. */
export const REPLY_ACTIONS = ["answer", "clarify", "handoff"] as const;
export type ReplyAction = (typeof REPLY_ACTIONS)[number];
