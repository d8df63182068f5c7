import { MlError } from "../core/errors";
import { createRng, shuffleInPlace } from "../core/rng";
import { checkFinite } from "../core/shapes";
import { type Fold, foldOf } from "./fold";

/**
 * Leave-last-out: the latest `count` rows of each group (a customer's last orders) test, all earlier ones train.
 * Of rows at the same time the later one in the data counts as later. A group of at most `count` rows trains only.
 * @param groups one id per row. @param times one finite number per row, ascending with time. O(n log n).
 */
export function leaveLastOut(groups: ArrayLike<number | string>, times: ArrayLike<number>, count = 1): Fold {
  if (times.length !== groups.length)
    throw new MlError("BAD_SHAPE", "Each row needs a group and a time.", {
      expected: `${groups.length} times`,
      received: `${times.length}`,
    });
  if (!Number.isInteger(count) || count < 1)
    throw new MlError("BAD_PARAMETER", "count is a whole number of at least 1.", { received: String(count) });
  checkFinite(times, "times");
  const last = new Set<number>();
  for (const members of membersByGroup(groups).values()) {
    if (members.length <= count) continue;
    members.sort((a, b) => times[a]! - times[b]! || a - b);
    for (const row of members.slice(-count)) last.add(row);
  }
  return foldOf(groups.length, (row) => last.has(row));
}

/**
 * A random share of the rows of each group tests, the rest trains: a group of m rows gives round(share × m) rows to
 * the test, but never its last training row.
 * @param share of each group, above 0 and below 1. O(n).
 */
export function splitWithinGroups(groups: ArrayLike<number | string>, share: number, seed: number): Fold {
  if (!(share > 0 && share < 1))
    throw new MlError("BAD_PARAMETER", "share lies between 0 and 1.", { received: String(share) });
  const rng = createRng(seed).fork("within-groups");
  const test = new Set<number>();
  for (const members of membersByGroup(groups).values()) {
    const size = Math.min(Math.round(share * members.length), members.length - 1);
    for (const row of shuffleInPlace(rng, members).slice(0, size)) test.add(row);
  }
  return foldOf(groups.length, (row) => test.has(row));
}

function membersByGroup(groups: ArrayLike<number | string>): Map<number | string, number[]> {
  if (groups.length === 0) throw new MlError("EMPTY_INPUT", "There are no rows to split.");
  const members = new Map<number | string, number[]>();
  for (let i = 0; i < groups.length; i++) {
    const rows = members.get(groups[i]!);
    if (rows) rows.push(i);
    else members.set(groups[i]!, [i]);
  }
  return members;
}
