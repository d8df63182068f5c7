import type { RightsHolder } from "./permissions";

/** Whoever asks a service for something, within one shop. Doors identify; services authorise. */
export interface Actor extends RightsHolder {
  readonly kind: "person" | "system";
  /** A user's id, or "system". */
  readonly id: string;
  readonly name: string;
  readonly storeId: string;
}

/** The shop acting on its own behalf: jobs that follow up, and the command line on the owner's machine. */
export function systemActor(storeId: string, name = "Souk"): Actor {
  return { kind: "system", id: "system", name, storeId, role: "system" };
}
