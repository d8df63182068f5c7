/** What an endpoint can be told of. To add one: a name here, its payload in contracts/webhooks, its words in settings. */
export const WEBHOOK_EVENTS = ["price.activated"] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Sent once to each new endpoint, so that its owner sees that it answers; nobody subscribes to it. */
export const PING = "ping";
export type SentEvent = WebhookEvent | typeof PING;
