import { AppError } from "./errors";

export const ROLES = ["viewer", "marketer", "support", "manager", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Who may do what, once: services enforce this table and the pages read it to hide what would be refused. */
export const PERMISSIONS = {
  "shop:read": ["viewer", "marketer", "support", "manager", "admin"],
  "customer-contact:read": ["marketer", "support", "manager", "admin"],
  "customer-contact:export": ["marketer", "manager", "admin"],
  "segment:write": ["marketer", "manager", "admin"],
  "price:read": ["viewer", "marketer", "support", "manager", "admin"],
  "price:propose": ["marketer", "manager", "admin"],
  "price:approve": ["manager", "admin"],
  "training:run": ["marketer", "manager", "admin"],
  "recommendation:read": ["viewer", "marketer", "support", "manager", "admin"],
  "recommendation:feedback": ["admin"],
  "recommendation:write": ["marketer", "manager", "admin"],
  "recommendation:publish": ["manager", "admin"],
  "recommendation:export": ["marketer", "manager", "admin"],
  "model:promote": ["manager", "admin"],
  "import:run": ["marketer", "manager", "admin"],
  "audit:read": ["viewer", "marketer", "support", "manager", "admin"],
  "member:read": ["admin"],
  "api-key:write": ["admin"],
  "webhook:write": ["admin"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/** What rights hang on. */
export interface RightsHolder {
  readonly role: Role | "system";
  /** Of a key of the API: these rights and no others, whatever the role. */
  readonly permissions?: readonly Permission[];
}

export function can(actor: RightsHolder, permission: Permission): boolean {
  if (actor.permissions) return actor.permissions.includes(permission);
  return actor.role === "system" || (PERMISSIONS[permission] as readonly Role[]).includes(actor.role);
}

/** @throws AppError FORBIDDEN when the actor's role does not carry the permission. */
export function authorise(actor: RightsHolder, permission: Permission): void {
  if (!can(actor, permission))
    throw new AppError("FORBIDDEN", "Your role does not allow this. Ask an admin of this shop.");
}
