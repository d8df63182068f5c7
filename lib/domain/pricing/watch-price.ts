import { judgeRealised, type Realised, type RealisedJudgement } from "./judge-realised";
import type { ProposalEvidence } from "./price-proposal";
import type { WatchedMetric } from "./watched-metric";

export interface WatchedPrice extends Realised {
  /** Pieces sold at this price that came back, and pieces sold and come back in the half year before. */
  readonly returnedUnits: number;
  readonly unitsBefore: number;
  readonly returnedBefore: number;
}

export interface WatchJudgement {
  /** Metrics outside of what was predicted, on the bad side. */
  readonly broken: readonly WatchedMetric[];
  /** The way back should be proposed. */
  readonly goBack: boolean;
  readonly judgement: RealisedJudgement;
}

const DAYS_A_WEEK = 7;
/** Two standard deviations of a count; of returns three, for they are looked at every day. */
const CHANCE = 2;
const RETURN_CHANCE = 3;
/** Fewer pieces back are single stories. */
const FEWEST_RETURNS = 5;
/** What is thought of the share of returns before any: worth so many pieces at this share. */
const RETURN_PRIOR = { share: 0.05, units: 20 };

/**
 * Holds what a price brought against its prediction interval: units, profit, and the share that came back against the
 * half year before. The way back is worth proposing where profit fell below what doing nothing was expected to bring, or
 * where units or returns broke and profit is below it too at least in the middle. Too early says nothing. O(1).
 */
export function watchPrice(realised: WatchedPrice, evidence: ProposalEvidence): WatchJudgement {
  const judgement = judgeRealised(realised, evidence);
  const { today, proposed, horizonWeeks } = evidence;
  if (judgement.verdict === "too-early" || !today || !proposed)
    return { broken: [], goBack: false, judgement };
  const share = realised.days / (DAYS_A_WEEK * horizonWeeks);
  const expected = proposed.units.expected * share;
  const leastUnits = proposed.units.low * share - CHANCE * Math.sqrt(Math.max(1, expected));
  const found: [WatchedMetric, boolean][] = [
    ["units", realised.units < leastUnits],
    ["profit", judgement.verdict === "worse" || judgement.verdict === "below-today"],
    ["returns", returnsRose(realised)],
  ];
  const broken = found.filter(([, holds]) => holds).map(([metric]) => metric);
  const belowToday = realised.profitMinor < today.profitMinor.expected * share;
  const goBack =
    judgement.verdict === "below-today" ||
    (belowToday && (broken.includes("units") || broken.includes("returns")));
  return { broken, goBack, judgement };
}

function returnsRose({ units, returnedUnits, unitsBefore, returnedBefore }: WatchedPrice): boolean {
  if (returnedUnits < FEWEST_RETURNS) return false;
  const usual =
    (returnedBefore + RETURN_PRIOR.share * RETURN_PRIOR.units) / (unitsBefore + RETURN_PRIOR.units);
  return returnedUnits > usual * units + RETURN_CHANCE * Math.sqrt(Math.max(1, usual * units));
}

/** As much of a change that held as tells whether its price was safe. */
export interface HeldPrice {
  readonly fromMinor: number;
  readonly toMinor: number;
  /** Earned less than doing nothing was expected to. */
  readonly belowToday: boolean;
}

/**
 * The price to go back to: that before the newest change, or before as many changes as broke in a row. @param held newest
 * first. Null without any. O(changes).
 */
export function lastSafePrice(held: readonly HeldPrice[]): number | null {
  const [newest, ...earlier] = held;
  if (!newest) return null;
  let safe = newest.fromMinor;
  for (const change of earlier) {
    if (change.toMinor !== safe || !change.belowToday) break;
    safe = change.fromMinor;
  }
  return safe;
}
