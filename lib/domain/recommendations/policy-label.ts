import type { Placement } from "./placements";

/** The name with which lists of a version are logged. @param version 0 for the policy that every shop begins with */
export function policyLabel(placement: Placement, version: number): string {
  return `${placement}-${version}`;
}

/** The version behind the name of a logged list; null for what made lists before there were versions. */
export function labelledVersion(placement: string, label: string): number | null {
  if (!label.startsWith(`${placement}-`)) return null;
  const rest = label.slice(placement.length + 1);
  return /^\d{1,9}$/.test(rest) ? Number(rest) : null;
}
