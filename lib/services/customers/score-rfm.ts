import { listRfmFigures, type RfmScore, writeRfmScores } from "@/lib/data/rfm-scores";
import type { StoreScope } from "@/lib/data/scope";
import { RfmGroups } from "@/lib/ml/cluster/rfm-groups";
import { matrix } from "@/lib/ml/core/shapes";

const DAY_MS = 86_400_000;

/** Gives every customer with an order their scores and group; a shop without orders has none. */
export async function scoreRfm(scope: StoreScope, now: Date): Promise<void> {
  const figures = await listRfmFigures(scope);
  if (figures.length === 0) return;
  const data = new Float64Array(figures.length * 3);
  figures.forEach(({ lastOrderAt, orderCount, revenueMinor }, i) => {
    data[3 * i] = Math.max(0, (now.getTime() - lastOrderAt.getTime()) / DAY_MS);
    data[3 * i + 1] = orderCount;
    data[3 * i + 2] = Math.max(0, revenueMinor);
  });
  const X = matrix(figures.length, 3, data);
  const scores: RfmScore[] = new RfmGroups()
    .fit(X)
    .score(X)
    .map((score, i) => ({
      customerId: figures[i]!.customerId,
      recencyScore: score.recency,
      frequencyScore: score.frequency,
      monetaryScore: score.monetary,
      rfmGroup: score.group,
    }));
  await writeRfmScores(scope, scores);
}
