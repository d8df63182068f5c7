/** What time it is in a shop, ISO: everything its pages show is told as of then. */
export interface Pulse {
  readonly now: string;
}
