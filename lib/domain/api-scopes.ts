import type { Permission } from "./permissions";

/** What a key of the shop's own site may do. */
export const API_SCOPES = [
  "recommendations:read",
  "recommendations:export",
  "feedback:write",
  "prices:read",
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** The rights that each scope carries. */
export const SCOPE_PERMISSIONS: Readonly<Record<ApiScope, readonly Permission[]>> = {
  "recommendations:read": ["recommendation:read"],
  // Names and addresses of those who may be written to leave with it.
  "recommendations:export": ["recommendation:export", "recommendation:read"],
  "feedback:write": ["recommendation:feedback"],
  "prices:read": ["price:read"],
};
