import type { LiveOffer } from "../state";
import type { Device, EventChannel, EventType } from "../types";

/** A visit that will happen today. */
export interface Visit {
  readonly customer: number;
  readonly at: number;
  /** 0 of their own accord, 1 from a message, 2 back to a full cart. */
  readonly kind: 0 | 1 | 2;
  readonly campaignNo: number | null;
  /** Products that the message showed, as productNo. */
  readonly featured: readonly number[];
  readonly recommendationNo: number | null;
}

export interface CartItem {
  readonly p: number;
  readonly quantity: number;
}

/** A running visit; the parts of it write their events through `note`. */
export interface Session {
  readonly visit: Visit;
  readonly i: number;
  readonly id: string;
  readonly channel: "web" | "app";
  readonly device: Device;
  readonly offer: LiveOffer | undefined;
  readonly cart: CartItem[];
  /** Now, UTC milliseconds. */
  at: number;
  note(type: EventType, fact?: NoteFact): void;
}

interface NoteFact {
  readonly productNo?: number;
  readonly quantity?: number;
  readonly valueMinor?: number;
  readonly orderNo?: number;
  readonly campaignNo?: number | null;
  readonly recommendationNo?: number | null;
  readonly position?: number;
  readonly text?: string;
  readonly channel?: EventChannel;
}
