import type { ProposalEvidence } from "./price-proposal";

export const REALISED_VERDICTS = ["too-early", "as-expected", "better", "worse", "below-today"] as const;
export type RealisedVerdict = (typeof REALISED_VERDICTS)[number];

export interface Realised {
  readonly days: number;
  readonly units: number;
  /** Net of tax and goods. */
  readonly profitMinor: number;
}

export interface RealisedJudgement {
  readonly verdict: RealisedVerdict;
  /** What was expected of so many days; null without a model. */
  readonly expectedUnits: number | null;
  readonly expectedProfitMinor: number | null;
}

/** Fewer days or expected units say more of chance than of a price. */
export const FEWEST_DAYS = 14;
const FEWEST_UNITS = 5;
const DAYS_A_WEEK = 7;
/** Two standard deviations of a count: what chance alone does to so many units. */
const CHANCE = 2;

/**
 * What a price brought against what was expected of it. The expectation is spread evenly over its horizon; its range is
 * widened by what chance does to the units of the days so far. "below-today" is worse than the low end of doing
 * nothing: the sign to go back. O(1).
 */
export function judgeRealised(
  realised: Realised,
  evidence: Pick<ProposalEvidence, "proposed" | "today" | "horizonWeeks">,
): RealisedJudgement {
  const { proposed, today, horizonWeeks } = evidence;
  if (!proposed || !today) return { verdict: "too-early", expectedUnits: null, expectedProfitMinor: null };
  const share = realised.days / (DAYS_A_WEEK * horizonWeeks);
  const expectedUnits = proposed.units.expected * share;
  const expectedProfitMinor = proposed.profitMinor.expected * share;
  const answer = { expectedUnits, expectedProfitMinor };
  if (realised.days < FEWEST_DAYS || expectedUnits < FEWEST_UNITS) return { ...answer, verdict: "too-early" };
  const chance = CHANCE * Math.sqrt(Math.max(1, expectedUnits));
  const perUnit = Math.abs(expectedProfitMinor) / expectedUnits;
  const low = proposed.profitMinor.low * share - chance * perUnit;
  const high = proposed.profitMinor.high * share + chance * perUnit;
  if (realised.profitMinor < today.profitMinor.low * share - chance * perUnit && realised.profitMinor < low)
    return { ...answer, verdict: "below-today" };
  if (realised.profitMinor < low) return { ...answer, verdict: "worse" };
  return { ...answer, verdict: realised.profitMinor > high ? "better" : "as-expected" };
}
