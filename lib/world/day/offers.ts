import type { LiveOffer, WorldState } from "../state";

/** The code a person holds and can still use. */
export function offerOf(state: WorldState, i: number, day: number): LiveOffer | undefined {
  const offerNo = state.offer[i]!;
  if (offerNo === 0) return undefined;
  const offer = state.offers.find((candidate) => candidate.offerNo === offerNo);
  return offer && day <= offer.lastDay ? offer : undefined;
}
