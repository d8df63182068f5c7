/** What a key of the shop's own site may do. */
export const API_SCOPES = ["recommendations:read", "feedback:write"] as const;
export type ApiScope = (typeof API_SCOPES)[number];
