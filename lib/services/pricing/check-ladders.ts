import { findRuleTargets } from "@/lib/data/rule-targets";
import type { StoreScope } from "@/lib/data/scope";
import { AppError } from "@/lib/domain/errors";
import {
  LADDER_PROBLEM_SENTENCES,
  ladderProblems,
  MOST_LADDERS,
  MOST_RUNGS,
  type PriceLadder,
} from "@/lib/domain/pricing/price-ladder";

/** Refuses price ladders that do not hold together or name what the shop does not have. @throws AppError INVALID */
export async function checkLadders(scope: StoreScope, ladders: readonly PriceLadder[]): Promise<void> {
  if (ladders.length === 0) return;
  const ids = [...new Set(ladders.flatMap(({ productIds }) => productIds))];
  const targets = await findRuleTargets(scope, { productIds: ids }, MOST_LADDERS * MOST_RUNGS);
  const names = new Map(targets.map((target) => [target.id, target]));
  const unknown = ladders.find(({ productIds }) => productIds.some((id) => !names.has(id)));
  if (unknown)
    throw new AppError(
      "INVALID",
      "The price ladder “{ladder}” names a product that this shop does not have.",
      {
        values: { ladder: unknown.name },
      },
    );
  const [problem] = ladderProblems(ladders);
  if (!problem) return;
  const { kind, at, contradiction } = problem;
  throw new AppError("INVALID", LADDER_PROBLEM_SENTENCES[kind], {
    values: {
      ladder: ladders[at]!.name,
      ...(contradiction
        ? {
            cheaper: names.get(contradiction.cheaper)!,
            dearer: names.get(contradiction.dearer)!,
            others: contradiction.ladders.join("”, “"),
          }
        : {}),
    },
  });
}
