/**
 * Shares as whole percents that add up to 100, each at least 1: what is lost by rounding goes to those that lost most.
 * @param shares 0–1, adding up to 1; at most 100 of them
 */
export function wholePercents(shares: readonly number[]): number[] {
  const percents = shares.map((share) => Math.max(1, Math.floor(share * 100 + 1e-9)));
  const lost = (k: number) => shares[k]! * 100 - percents[k]!;
  for (let left = 100 - percents.reduce((sum, one) => sum + one, 0); left !== 0; left -= Math.sign(left)) {
    const open = percents.map((_, k) => k).filter((k) => left > 0 || percents[k]! > 1);
    if (open.length === 0) break;
    const next = open.reduce((best, k) => ((lost(k) - lost(best)) * Math.sign(left) > 1e-9 ? k : best));
    percents[next] = percents[next]! + Math.sign(left);
  }
  return percents;
}
